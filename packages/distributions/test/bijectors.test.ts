// Every bijector alike, from one list that is held against the exports.
import { readFileSync } from 'node:fs';
import { grad, hvp, useBackend } from '@baytes/tensor';
import {
  add,
  concat,
  dispose,
  mul,
  reshape,
  slice,
  stack,
  sum,
  square,
  type Tensor,
  tensor,
  tidy,
  unstack,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { taken } from './suite/take';
import { check, numbers } from '../../tensor/test/gradients/check';
import {
  bernoulli,
  bijectorFromJSON,
  bijectorTo,
  bijectors,
  type Bijector,
  type BijectorJson,
  type Constraint,
  dirichlet,
  each,
  gamma,
  interval,
  parameterBijectors,
  positive,
} from '../src';
import * as constraints from '../src/constraints';
import { type BijectorCase, cases } from './bijectors';

beforeAll(async () => {
  await useBackend('cpu');
});

const flat = (x: Tensor) => reshape(x, [x.size]);
const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** The greatest difference, relative to the numbers' size or to 1. */
function furthest(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < found.length; i++) {
    const gap = found[i] === expected[i] ? 0 : Math.abs(found[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
    worst = Math.max(worst, Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap);
  }
  return worst;
}

const middle = ({ parameters = [] }: BijectorCase) =>
  parameters.map(({ shape, from, to }) => tensor(new Float32Array(sizeOf(shape)).fill((from + to) / 2), shape));
const values = ({ parameters = [] }: BijectorCase) =>
  parameters.map(({ shape, from, to }, i) => tensor(numbers(shape, from, to, i + 1), shape));

/** Points: the free numbers, and what they are in the domain. */
function points({ event, domain }: BijectorCase, lead: number[] = []): { free: Tensor; x: Tensor } {
  const shape = [...lead, ...event.shape];
  const free = tensor(numbers(shape, event.from, event.to), shape);
  return { free, x: domain ? domain.forward(free) : free };
}

/** log |det| by elimination with pivots. */
function logAbsDet(matrix: number[][]): number {
  const a = matrix.map((row) => [...row]);
  let total = 0;
  for (let k = 0; k < a.length; k++) {
    const pivot = a.slice(k).reduce((best, row, i) => (Math.abs(row[k]) > Math.abs(a[best][k]) ? k + i : best), k);
    [a[k], a[pivot]] = [a[pivot], a[k]];
    total += Math.log(Math.abs(a[k][k]));
    for (let i = k + 1; i < a.length; i++) {
      const factor = a[i][k] / a[k][k];
      for (let j = k; j < a.length; j++) a[i][j] -= factor * a[k][j];
    }
  }
  return total;
}

/** Rows: derivatives of each output in the inputs. */
function jacobian(f: (x: Tensor) => Tensor, x: Tensor): number[][] {
  const size = tidy(() => f(x).size);
  return Array.from({ length: size }, (_, i) =>
    taken(
      tidy(() =>
        flat(
          grad((t: Tensor) => sum(mul(flat(f(t)), tensor(Float32Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))))))(
            x,
          ),
        ),
      ),
    ),
  );
}

const gram = (rows: number[][]) => {
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  return columns.map((a) => columns.map((b) => a.reduce((total, each, i) => total + each * b[i], 0)));
};

it('has a case for every bijector', () => {
  const covered = new Set(Object.values(cases).map(({ of }) => of));
  expect([...covered].sort()).toEqual(Object.keys(bijectors).sort());
});

describe.each(Object.entries(cases))('%s', (_, the) => {
  const { event, make } = the;

  it('gives the values that are known', () => {
    tidy(() => {
      const [x, y, logDeterminant] = the.known.map((each) => tensor((each ?? 0) as never));
      const bijector = make(...middle(the));
      const found = bijector.forwardAndLogDeterminant(x);
      expect(found.value.shape).toEqual(y.shape);
      expect(furthest(found.value.dataSync(), y.dataSync())).toBeLessThan(2e-6);
      if (the.known[2] === undefined) return;
      expect(found.logDeterminant.shape).toEqual(x.shape.slice(0, x.rank - bijector.eventRank.in));
      const expected = Array.from(
        found.logDeterminant.dataSync(),
        (_, i) => logDeterminant.dataSync()[i % logDeterminant.size],
      );
      expect(furthest(found.logDeterminant.dataSync(), expected)).toBeLessThan(2e-6);
    });
  });

  it('goes there and back, within domain and codomain', () => {
    tidy(() => {
      const bijector = make(...values(the));
      const { x } = points(the, [7]);
      const there = bijector.forwardAndLogDeterminant(x);
      const back = bijector.inverseAndLogDeterminant(there.value);
      expect(furthest(back.value.dataSync(), x.dataSync())).toBeLessThan(3e-5);
      expect(furthest(back.logDeterminant.dataSync(), mul(-1, there.logDeterminant).dataSync())).toBeLessThan(5e-5);
      expect(furthest(bijector.forward(back.value).dataSync(), there.value.dataSync())).toBeLessThan(3e-5);
      // Alone, the same value as together.
      expect(bijector.forward(x).dataSync()).toEqual(there.value.dataSync());
      expect(bijector.inverse(there.value).dataSync()).toEqual(back.value.dataSync());
      expect(bijector.forwardShape(x.shape)).toEqual(there.value.shape);
      expect(bijector.inverseShape(there.value.shape)).toEqual(x.shape);
      for (const [constraint, tensors] of [
        [bijector.codomain, there.value],
        [bijector.domain, back.value],
      ] as const) {
        expect(constraint.outside(tensors).dataSync()).toEqual(new Uint8Array(7));
        for (const one of unstack(tensors)) expect(constraint.holds(one.dataSync(), one.shape)).toBe(true);
      }
    });
  });

  it('has the determinant of its Jacobian', () => {
    const [given, { free, x }] = tidy(() => [values(the), points(the)] as never) as [Tensor[], { free: Tensor; x: Tensor }];
    const bijector = make(...given);
    const pick = (places?: number[] | 'surface') => (t: Tensor) =>
      Array.isArray(places) ? concat(places.map((place) => slice(flat(t), place, 1))) : flat(t);
    const outer = jacobian((t) => pick(the.coordinates)(bijector.forward(the.domain ? the.domain.forward(t) : t)), free);
    const surface = the.coordinates === 'surface';
    let expected = surface ? 0.5 * logAbsDet(gram(outer)) : logAbsDet(outer);
    // Both maps start from free numbers: what lies between them is the difference.
    if (the.domain) expected -= logAbsDet(jacobian((t) => pick(the.coordinatesIn)((the.domain as Bijector).forward(t)), free));
    const found = taken(tidy(() => sum(bijector.forwardAndLogDeterminant(x).logDeterminant)));
    expect(furthest(found, [expected])).toBeLessThan(5e-5);
    dispose([given, free, x]);
    if (bijector.bijector.startsWith('lowerTriangular')) dispose((bijector.arguments[0] as { scaleTril: Tensor }).scaleTril);
    if (bijector.bijector.startsWith('rational'))
      dispose(Object.values(bijector.arguments[0] as Record<string, Tensor>).filter((each) => typeof each === 'object'));
  });

  it('has right first and second derivatives in value and parameters', async () => {
    const inputs = [event, ...(the.parameters ?? [])];
    const f = (free: Tensor, ...parameters: Tensor[]) => {
      const { value, logDeterminant } = make(...parameters).forwardAndLogDeterminant(
        the.domain ? the.domain.forward(free) : free,
      );
      return concat([flat(value), flat(logDeterminant)]);
    };
    expect(await check({ kernel: the.of, inputs, f })).toEqual([]);
  });

  it('has right first and second derivatives backwards: those of there and back, which changes nothing', () => {
    tidy(() => {
      const { free } = points(the);
      const at = [free, ...values(the)];
      const direction = at.map((each, i) => tensor(numbers(each.shape, -1, 1, i + 3), each.shape));
      const weights = tensor(numbers(free.shape, 0.5, 2, 4), free.shape);
      const loss = (y: Tensor) => add(sum(mul(weights, y)), mul(0.5, sum(square(y))));
      const whole = ([start, ...parameters]: readonly Tensor[], what: 'value' | 'determinant') => {
        const bijector = make(...parameters);
        const there = bijector.forwardAndLogDeterminant(the.domain ? the.domain.forward(start) : start);
        const back = bijector.inverseAndLogDeterminant(there.value);
        if (what === 'determinant') return sum(square(add(1, add(there.logDeterminant, back.logDeterminant))));
        return loss(the.domain ? the.domain.inverse(back.value) : back.value);
      };
      const zeros = (each: Tensor) => new Float32Array(each.size);
      const expected = [add(weights, free).dataSync(), ...at.slice(1).map(zeros)];
      const second = [direction[0].dataSync(), ...at.slice(1).map(zeros)];
      const gradient = grad((tree: readonly Tensor[]) => whole(tree, 'value'))(at);
      for (const [i, each] of gradient.entries()) expect(furthest(each.dataSync(), expected[i])).toBeLessThan(3e-4);
      const curvature = hvp((tree: readonly Tensor[]) => whole(tree, 'value'), at, direction);
      for (const [i, each] of curvature.entries()) expect(furthest(each.dataSync(), second[i])).toBeLessThan(3e-3);
      for (const each of grad((tree: readonly Tensor[]) => whole(tree, 'determinant'))(at))
        expect(furthest(each.dataSync(), zeros(each))).toBeLessThan(3e-4);
      for (const each of hvp((tree: readonly Tensor[]) => whole(tree, 'determinant'), at, direction))
        expect(furthest(each.dataSync(), zeros(each))).toBeLessThan(5e-3);
    });
  });

  it('does with a batch what it does with each', () => {
    tidy(() => {
      const bijector = make(...values(the));
      const { x } = points(the, [2, 3]);
      const whole = bijector.forwardAndLogDeterminant(x);
      const rows = unstack(x).map((row) => stack(unstack(row).map((one) => bijector.forward(one))));
      expect(furthest(whole.value.dataSync(), stack(rows).dataSync())).toBeLessThan(1e-6);
      expect(whole.logDeterminant.shape).toEqual([2, 3]);
      const determinants = unstack(x).flatMap((row) =>
        unstack(row).map((one) => bijector.forwardAndLogDeterminant(one).logDeterminant.dataSync()[0]),
      );
      expect(furthest(whole.logDeterminant.dataSync(), determinants)).toBeLessThan(1e-6);
    });
  });

  it('is finite far out', () => {
    tidy(() => {
      for (const each of the.far ?? []) {
        const { value, logDeterminant } = make(...middle(the)).forwardAndLogDeterminant(tensor(each as never));
        expect([each, [...value.dataSync()].every(Number.isFinite), Number.isFinite(logDeterminant.dataSync()[0])]).toEqual([
          each,
          true,
          true,
        ]);
      }
    });
  });

  it('leaves only its results', () => {
    const { free, x } = points(the, [3]);
    let json: BijectorJson | undefined;
    tidy(() => {
      json = plain(make(...values(the)));
    });
    const bijector = bijectorFromJSON(json as BijectorJson);
    const y = bijector.forward(x);
    expect(() => bijector.forward(x)).toLeaveOnlyItsResult();
    expect(() => bijector.inverse(y)).toLeaveOnlyItsResult();
    expect(() => bijector.forwardAndLogDeterminant(x)).toLeaveOnlyItsResult();
    expect(() => bijector.inverseAndLogDeterminant(y)).toLeaveOnlyItsResult();
    if (typeof bijector.increasing === 'function') expect(bijector.increasing).toLeaveOnlyItsResult();
    expect(y).not.toBe(x);
    dispose([free, x, y]);
  });

  it('travels as JSON', () => {
    tidy(() => {
      const bijector = make(...values(the));
      const again = bijectorFromJSON(plain(bijector));
      const { x } = points(the);
      expect(plain(again)).toEqual(plain(bijector));
      expect(again.forward(x).dataSync()).toEqual(bijector.forward(x).dataSync());
    });
  });

  it('says whether it ascends', () => {
    tidy(() => {
      const bijector = make(...values(the));
      if (bijector.eventRank.in > 0) {
        expect(bijector.increasing).toBe(undefined);
        return;
      }
      const [low, high] = bijector.forward([0.5, 1]).dataSync();
      const { increasing } = bijector;
      expect(typeof increasing === 'function' ? increasing().dataSync()[0] === 1 : increasing).toBe(high > low);
    });
  });

  it('refuses shapes that do not fit', () => {
    tidy(() => {
      const bijector = make(...values(the));
      for (const [method, rank] of [
        ['forward', bijector.eventRank.in],
        ['inverse', bijector.eventRank.out],
        ['forwardAndLogDeterminant', bijector.eventRank.in],
        ['inverseAndLogDeterminant', bijector.eventRank.out],
      ] as const) {
        if (rank === 0) continue;
        expect(() => bijector[method](tensor(new Float32Array(1).fill(0.5), new Array(rank - 1).fill(1)))).toThrow(/axes/);
      }
    });
  });
});

const plain = (bijector: Bijector): BijectorJson => JSON.parse(JSON.stringify(bijector));

describe('maps of one number, against mpmath', () => {
  type Golden = BijectorJson & { rows: [x: number, y: number | string, logSlope: number | string][] };
  const golden: Golden[] = JSON.parse(readFileSync(new URL('golden/bijectors.json', import.meta.url), 'utf8'));

  it.each(golden.map((each) => [each.bijector, JSON.stringify(each.arguments), each] as const))('%s %s', (_, __, each) => {
    const bijector = bijectorFromJSON(each);
    const close = (found: number, expected: number, relative: number) =>
      found === expected || Math.abs(found - expected) <= relative * Math.abs(expected) + 1e-37;
    const wrong: string[] = [];
    for (const [x, y, logSlope] of each.rows) {
      const there = bijector.forwardAndLogDeterminant(x);
      const [value] = taken(there.value);
      const [slope] = taken(there.logDeterminant);
      const [wanted, wantedSlope] = [Math.fround(Number(y)), Number(logSlope)];
      // Large values of exp, sinh and powers carry the rounding of their argument.
      const relative = 3e-7 * Math.max(2, Math.abs(Math.log(Math.abs(wanted) + 1e-300)) / 4);
      // What rounding within the argument does to the result.
      const conditioning = 6e-8 * Math.abs(x) * Math.exp(wantedSlope);
      if (!close(value, wanted, relative) && !(Math.abs(value - wanted) < conditioning))
        wrong.push(`f(${x}) = ${value}, not ${wanted}`);
      if (!close(slope, wantedSlope, 1e-6) && Math.abs(slope - wantedSlope) > 3e-7)
        wrong.push(`log f'(${x}) = ${slope}, not ${wantedSlope}`);
      // Back, where rounding y to float32 leaves x enough digits: |dx| = |dy| / f'.
      if (!Number.isFinite(wanted) || wanted === 0) continue;
      const back = bijector.inverseAndLogDeterminant(wanted);
      const [found] = taken(back.value);
      taken(back.logDeterminant);
      const ends = { sigmoid: 4, tanh: 1, normalCdf: 1 }[each.bijector] ?? 0;
      const uncertain = (6e-8 * Math.max(Math.abs(wanted), ends && wanted > 0 ? ends : 0)) / Math.exp(wantedSlope);
      if (uncertain < 1 && !(Math.abs(found - x) <= 3e-6 * Math.abs(x) + 3 * uncertain + 1e-37))
        wrong.push(`the inverse at ${wanted} = ${found}, not ${x}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('bijectorTo', () => {
  const parametrised: Record<string, Constraint> = {
    each: each(positive, 2),
    interval: interval(-1, 2, { closed: 'high' }),
    'interval above a number': interval(3, Number.POSITIVE_INFINITY),
    'interval below tensors': interval(Number.NEGATIVE_INFINITY, [3, 4, 5]),
    'interval between tensors': interval([1, 2, 3], 5),
  };
  const plainOnes = Object.entries(constraints).filter((entry): entry is [string, Constraint] => typeof entry[1] === 'object');
  const all = [...plainOnes, ...Object.entries(parametrised)].filter(([, { discrete }]) => !discrete);

  it.each(all.filter(([name]) => !['nonZero', 'logSimplex'].includes(name)))('%s', (_, constraint) => {
    const bijector = bijectorTo(constraint);
    expect(bijector.domain.name.endsWith('real') || bijector.domain.name.startsWith('each(real')).toBe(true);
    expect(bijector.codomain.eventRank).toBe(constraint.eventRank);
    fc.assert(
      fc.property(fc.array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: 6, maxLength: 6 }), (numbers) => {
        tidy(() => {
          const x = reshape(
            tensor(numbers),
            bijector.eventRank.in === 2 ? [2, 3] : bijector.eventRank.in === 1 ? [2, 3] : [2, 3],
          );
          const y = bijector.forward(x);
          expect(Math.max(...constraint.outside(y).dataSync())).toBe(0);
          expect(furthest(bijector.inverse(y).dataSync(), x.dataSync())).toBeLessThan(2e-4);
        });
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it('says why there is none', () => {
    expect(() => bijectorTo(constraints.count)).toThrow('whole number from 0 on; sum it out');
    expect(() => bijectorTo(constraints.nonZero)).toThrow('no bijector to a value that must be finite and not 0');
    expect(() => bijectorTo(each(constraints.binary, 1))).toThrow('no bijector');
  });
});

describe('parameterBijectors', () => {
  it('reads them off a law, and gradients flow', () => {
    const { bijectors: found, constrain, unconstrain } = parameterBijectors(gamma);
    expect(Object.keys(found)).toEqual(['concentration', 'rate', 'scale']);
    const start = unconstrain({ concentration: [1, 2], rate: 3 });
    expect(furthest(taken(start.concentration), [0, Math.LN2])).toBeLessThan(1e-6);
    expect(furthest(taken(start.rate), [Math.log(3)])).toBeLessThan(1e-6);
    // d/du log p(x) at u = log rate: a - rate x.
    const at = { concentration: tensor(Math.log(2)), rate: tensor(0) };
    const slope = grad((tree: typeof at) => gamma(constrain(tree) as never).logProb(0.5))(at);
    expect(furthest(taken(slope.rate), [1.5])).toBeLessThan(1e-5);
    dispose([at, slope]);
    expect(() => constrain({ shape: at.rate } as never)).toThrow('has no parameter shape');
  });

  it('maps vectors and what is given in place of another', () => {
    tidy(() => {
      const shares = parameterBijectors(dirichlet);
      expect(furthest(shares.unconstrain({ concentration: [1, Math.E] }).concentration.dataSync(), [0, 1])).toBeLessThan(1e-6);
      const coin = parameterBijectors(bernoulli);
      expect(coin.constrain({ logits: tensor(2) }).logits.dataSync()[0]).toBe(2);
      expect(coin.constrain({ probs: tensor(0) }).probs.dataSync()[0]).toBe(0.5);
    });
    expect(() => parameterBijectors(bernoulli)).toLeaveOnlyItsResult();
  });
});

describe('errors', () => {
  it('name what does not fit, and what to do', () => {
    const { affine, block, exp, lowerCholesky, lowerTriangularAffine, permute, rationalQuadraticSpline, stickBreaking } =
      bijectors;
    expect(() => affine({ scale: [1, 0] })).toThrow('affine: scale of shape [2] must be finite and not 0; got 0 at [1]');
    expect(() => affine({ loc: [1, 2, 3] }).forward([1])).toThrow("have the parameters' batch [3]");
    expect(() => affine({ loc: [1, 2, 3] }).forward(1)).toThrow('broadcast the value on purpose');
    expect(() => affine({ shift: 1 } as never)).toThrow('there is no parameter shift; it takes { loc, scale }');
    expect(() => permute([0, 2])).toThrow('every number from 0 to 1 once; got [0,2], without 1');
    expect(() => permute([1, 0]).forward([1, 2, 3])).toThrow('an order of 2 does not fit vectors of 3');
    expect(() => lowerCholesky().forward([1, 2])).toThrow('for some n (1, 3, 6, ...), but their length is 2');
    expect(() => lowerCholesky({ diagonal: 'square' as never })).toThrow("must be 'exp' or 'softplus'; got \"square\"");
    expect(() => lowerCholesky().inverse([[1, 2, 3]])).toThrow('square matrices');
    expect(() => stickBreaking().inverse([])).toThrow('at least 1 numbers');
    expect(() => block(exp(), -1)).toThrow('rank must be a whole number from 0 on; got -1');
    expect(() => lowerTriangularAffine({ loc: [0, 0], scaleTril: [[1]] }).forward([1])).toThrow('expected loc [..., n]');
    const spline = { widths: [0.5, 0.5], heights: [0.5, 0.5], slopes: [1, 1] };
    expect(() => rationalQuadraticSpline(spline).forward(0)).toThrow('2 widths take 2 heights and 1 slopes');
    expect(() => bijectors.chain([stickBreaking(), bijectors.log()])).toThrow(
      'chain: block is a map of each(positive, 1), not of simplex, whose numbers are not free',
    );
    expect(() => bijectorFromJSON({ bijector: 'expp', arguments: [] })).toThrow(
      'expected { bijector, arguments } with one of above,',
    );
  });
});

it('takes parameters in batches', () => {
  const { affine, rationalQuadraticSpline, lowerTriangularAffine, block } = bijectors;
  tidy(() => {
    const spline = rationalQuadraticSpline({
      widths: [
        [0.5, 0.5],
        [0.2, 0.8],
      ],
      heights: [0.25, 0.75],
      slopes: [[1], [2]],
    });
    expect(spline.batchShape).toEqual([2]);
    const one = rationalQuadraticSpline({ widths: [0.2, 0.8], heights: [0.25, 0.75], slopes: [2] });
    const both = spline.forwardAndLogDeterminant([
      [0, 0.3],
      [0.1, -0.9],
    ]);
    expect(furthest([both.value.dataSync()[1], both.value.dataSync()[3]], one.forward([0.3, -0.9]).dataSync())).toBeLessThan(
      1e-6,
    );
    expect(both.value.dataSync()[0]).toBeCloseTo(-0.5, 6);
    const lines = block(
      affine({
        loc: [0, 1],
        scale: [
          [1, 2],
          [3, 4],
        ],
      }),
      1,
    );
    expect(lines.batchShape).toEqual([2]);
    expect(
      [
        ...lines
          .forwardAndLogDeterminant([
            [1, 1],
            [1, 1],
          ])
          .logDeterminant.dataSync(),
      ]
        .map(Math.exp)
        .map(Math.round),
    ).toEqual([2, 12]);
    const matrices = lowerTriangularAffine({
      loc: [
        [0, 0],
        [1, 1],
      ],
      scaleTril: [
        [2, 0],
        [1, 1],
      ],
    });
    expect([
      ...matrices
        .forward([
          [1, 1],
          [1, 1],
        ])
        .dataSync(),
    ]).toEqual([2, 2, 3, 3]);
    expect([
      ...matrices
        .inverse([
          [2, 2],
          [3, 3],
        ])
        .dataSync(),
    ]).toEqual([1, 1, 1, 1]);
  });
});
