// Distributions made of others: each against quadrature of its own density, finite differences, and the path of its draws.
import { grad, hvp, useBackend } from '@baytes/tensor';
import {
  dispose,
  exp,
  fill,
  mean,
  mul,
  ones,
  reshape,
  scalar,
  stack,
  sum,
  tanh,
  type Tensor,
  tensor,
  tidy,
  unstack,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { taken } from './suite/take';
import { check } from '../../tensor/test/gradients/check';
import {
  autoregressive,
  bernoulli,
  bijectors,
  dirichlet,
  type Distribution,
  empirical,
  fromJSON,
  gamma,
  independent,
  masked,
  mixture,
  mixtureSameFamily,
  multivariateNormal,
  normal,
  type OptionalMethod,
  transformed,
  truncated,
} from '../src';
import * as wrapperExports from '../src/wrappers';
import { average, DRAWS, goodnessOfFit, STANDARD_ERRORS } from './suite/budget';
import { cases, type WrapperCase } from './wrappers';

beforeAll(async () => {
  await useBackend('cpu');
});

const middle = ({ parameters }: WrapperCase) => parameters.map(([from, to]) => (from + to) / 2);
/** With parameters given as plain numbers, so that nothing is left to dispose of. */
const at = (the: WrapperCase, values: number[]): Distribution => {
  if (the.noJSON) return the.make(...values.map((each) => each as never));
  let json: unknown;
  tidy(() => {
    json = JSON.parse(JSON.stringify(the.make(...values.map((each) => tensor(each)))));
  });
  return fromJSON(json as never);
};

/** Simpson's rule, or whole numbers: nodes and weights. */
function nodes({ range, discrete }: WrapperCase, parameters: number[]): { x: Float32Array; weight: Float64Array } {
  const [from, to] = typeof range === 'function' ? range(...parameters) : (range as readonly [number, number]);
  if (discrete) {
    const x = Float32Array.from({ length: to - from + 1 }, (_, i) => from + i);
    return { x, weight: new Float64Array(x.length).fill(1) };
  }
  const n = 4000;
  const step = (to - from) / n;
  return {
    x: Float32Array.from({ length: n + 1 }, (_, i) => from + i * step),
    weight: Float64Array.from({ length: n + 1 }, (_, i) => (step / 3) * (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2)),
  };
}

const densities = (law: Distribution, x: Float32Array) => taken(law.logProb(x)).map((each) => Math.exp(each));
const integral = (weight: Float64Array, ...factors: ArrayLike<number>[]) =>
  weight.reduce(
    (total, each, i) => total + factors.reduce((product, factor) => (product === 0 ? 0 : product * factor[i]), each),
    0,
  );

it('has a case for every wrapper', () => {
  const covered = new Set(Object.values(cases).map(({ of }) => of));
  const functions = Object.entries(wrapperExports).filter(([, each]) => typeof each === 'function');
  expect([...covered].sort()).toEqual(functions.map(([name]) => name).sort());
});

describe.each(Object.entries(cases))('%s', (_, the) => {
  it('has right first and second derivatives of its log density', async () => {
    const eventSize = tidy(() => the.make(...middle(the).map((each) => tensor(each))).eventShape.reduce((a, b) => a * b, 1));
    const inputs = [
      ...(the.discrete || the.fixed ? [] : [{ shape: [eventSize], from: the.at[0], to: the.at[1] }]),
      ...the.parameters.map(([from, to]) => ({ shape: [], from, to })),
    ];
    const f = (...values: Tensor[]) => {
      const x = the.discrete || the.fixed ? tensor(the.fixed ?? [the.at[0]]) : (values.shift() as Tensor);
      const law = the.make(...values);
      return law.logProb(reshape(x, law.eventShape as number[]));
    };
    if (inputs.length > 0) expect(await check({ kernel: the.of, inputs, f })).toEqual([]);
  });

  it('draws with its log density, follows expand, and refuses shapes that do not fit', () => {
    tidy(() => {
      const law = the.make(...middle(the).map((each) => tensor(each)));
      const { value, logProb } = law.sampleAndLogProb(3, { shape: [50] });
      expect(value.shape).toEqual([50, ...law.batchShape, ...law.eventShape]);
      expect(logProb.shape).toEqual([50, ...law.batchShape]);
      expect(law.sample(3, { shape: [50] }).dataSync()).toEqual(value.dataSync());
      const again = law.logProb(value).dataSync();
      for (const [i, each] of logProb.dataSync().entries())
        expect(Math.abs(each - again[i])).toBeLessThan(2e-4 * (1 + Math.abs(each)));
      expect(Math.max(...law.support.outside(value).dataSync())).toBe(0);
      for (const one of unstack(value).slice(0, 5)) expect(law.support.holds(one.dataSync(), one.shape)).toBe(true);
      const wide = law.expand([4, ...law.batchShape]);
      expect(wide.batchShape).toEqual([4, ...law.batchShape]);
      expect(wide.sample(0).shape).toEqual([4, ...law.batchShape, ...law.eventShape]);
      const one = unstack(value)[0];
      for (const each of wide.logProb(stack([one, one, one, one])).dataSync())
        expect(each).toBeCloseTo(logProb.dataSync()[0], 4);
      expect(() => wide.logProb(one)).toThrow('expand the distribution');
      expect(() => law.sample(0, { shape: [-1] })).toThrow('whole numbers from 0 on');
      if (the.outside !== undefined) expect(law.logProb(tensor(the.outside)).dataSync()[0]).toBe(-Infinity);
    });
  });

  it('leaves only its results', () => {
    const law = at(the, middle(the));
    const one = law.sample(1);
    expect(() => law.logProb(one)).toLeaveOnlyItsResult();
    expect(() => law.sample(1)).toLeaveOnlyItsResult();
    expect(() => law.sampleAndLogProb(1)).toLeaveOnlyItsResult();
    for (const method of ['entropy', 'mean', 'variance', 'mode', 'covariance'] as const)
      if (law.has(method)) expect(law[method]).toLeaveOnlyItsResult();
    for (const method of ['cdf', 'logCdf', 'survival', 'logSurvival'] as const)
      if (law.has(method)) expect(() => law[method](one)).toLeaveOnlyItsResult();
    if (law.has('icdf')) expect(() => law.icdf(0.3)).toLeaveOnlyItsResult();
    dispose(one);
  });

  it('travels as JSON', () => {
    tidy(() => {
      const law = the.make(...middle(the).map((each) => tensor(each)));
      if (the.noJSON) {
        expect(() => law.toJSON()).toThrow('JSON');
        return;
      }
      const text = JSON.stringify(law);
      const again = fromJSON(JSON.parse(text));
      expect(JSON.stringify(again)).toBe(text);
      const x = law.sample(5, { shape: [7] });
      expect(again.logProb(x).dataSync()).toEqual(law.logProb(x).dataSync());
    });
  });

  if (the.range) {
    it('integrates to one, and its moments and cumulative functions are integrals of its density', () => {
      const law = at(the, middle(the));
      const { x, weight } = nodes(the, middle(the));
      const p = densities(law, x);
      expect(integral(weight, p)).toBeCloseTo(1, 3);
      const first = integral(weight, p, x);
      const second = integral(
        weight,
        p,
        x.map((each) => (each - first) ** 2),
      );
      const near = (method: OptionalMethod & ('mean' | 'variance' | 'entropy'), expected: number) => {
        if (law.has(method)) expect(Math.abs(taken(law[method]())[0] - expected)).toBeLessThan(2e-4 * (1 + Math.abs(expected)));
      };
      near('mean', first);
      near('variance', second);
      near(
        'entropy',
        -integral(
          weight,
          p,
          p.map((each) => (each > 0 ? Math.log(each) : 0)),
        ),
      );
      if (law.has('mode')) {
        const [mode] = taken(law.mode());
        const [best] = taken(law.logProb([mode]));
        expect(best).toBeGreaterThan(Math.log(Math.max(...p.filter(Number.isFinite))) - 1e-3);
      }
      if (!law.has('cdf')) return;
      // A tenth of the way, a fifth, ...: where the running integral stands there (even places are ends of Simpson's pieces).
      const places = Array.from({ length: 19 }, (_, i) => 2 * Math.round(((i + 1) * x.length) / 40));
      for (const place of the.discrete ? Array.from(x, (_, i) => i) : places) {
        const until = the.discrete
          ? integral(weight.subarray(0, place + 1), p)
          : integral(
              weight.map((each, i) => (i < place ? each : i === place ? each / 2 : 0)),
              p,
            );
        const expected = [until, 1 - until, Math.log(until), Math.log(1 - until)];
        for (const [i, method] of (['cdf', 'survival', 'logCdf', 'logSurvival'] as const).entries()) {
          const [found] = taken(law[method]([x[place]]));
          if (expected[i] === 0 || !Number.isFinite(expected[i]) || Math.abs(expected[i]) > 7) continue;
          expect([method, x[place], Math.abs(found - expected[i]) < 3e-4 * (1 + Math.abs(expected[i]) ** 3)]).toEqual([
            method,
            x[place],
            true,
          ]);
        }
      }
      if (!law.has('icdf')) return;
      const ps = [0.001, 0.1, 0.3, 0.5, 0.8, 0.99];
      const quantiles = taken(law.icdf(ps));
      const back = taken(law.cdf(quantiles));
      for (const [i, each] of ps.entries()) {
        if (the.discrete) expect(back[i]).toBeGreaterThan(each - 1e-6);
        else expect(Math.abs(back[i] - each)).toBeLessThan(1e-5);
      }
      const ends = taken(law.icdf([-0.1, 0, 1, 1.1]));
      expect(Number.isNaN(ends[0]) && Number.isNaN(ends[3])).toBe(true);
      expect(ends[1]).toBeLessThanOrEqual(quantiles[0]);
      expect(ends[2]).toBeGreaterThanOrEqual(quantiles[5]);
      const [none, all, missing] = taken(law.cdf([-Infinity, Infinity, Number.NaN]));
      expect(none).toBe(0);
      expect(all).toBeCloseTo(1, 6); // weights add up to one but for rounding
      expect(missing).toBe(Number.NaN);
    });

    it('draws what its density says', () => {
      const law = at(the, middle(the));
      const { x, weight } = nodes(the, middle(the));
      const p = densities(law, x);
      const cells = the.discrete ? x.length - 1 : 25;
      const places = Array.from({ length: cells }, (_, i) =>
        the.discrete ? i : 2 * Math.round(((i + 1) * (x.length - 1)) / (2 * (cells + 1))),
      );
      const running = places.map((place) =>
        the.discrete
          ? integral(weight.subarray(0, place + 1), p)
          : integral(
              weight.map((each, i) => (i < place ? each : i === place ? each / 2 : 0)),
              p,
            ),
      );
      const probabilities = [...running, 1].map((each, i) => Math.max(0, each - (running[i - 1] ?? 0)));
      const verdict = goodnessOfFit(
        taken(law.sample(11, { shape: [DRAWS] })),
        { edges: places.map((place) => x[place]), probabilities },
        100,
      );
      expect([verdict.finding, verdict.fits]).toEqual([verdict.finding, true]);
    });

    if (!the.discrete && !the.noPath) {
      it('draws along its quantiles, to second order', () => {
        tidy(() => {
          // F(x(theta); theta) stays what it is.
          const values = middle(the).map((each) => fill([60], each));
          const law = the.make(...values);
          const method = law.has('cdf') ? 'cdf' : undefined;
          if (method === undefined) return;
          const kept = (tree: readonly Tensor[]) => {
            const moved = the.make(...tree);
            return sum(mul(moved.cdf(moved.sample(2)), tensor(Float32Array.from({ length: 60 }, (_, i) => 1 + Math.sin(i)))));
          };
          const direction = values.map((each, i) => fill(each.shape, 0.7 - 0.4 * i));
          const draws = law.sample(2);
          const fixed = (tree: readonly Tensor[]) => sum(the.make(...tree).cdf(draws));
          const size = (all: readonly Tensor[]) => Math.max(1, ...all.flatMap((each) => Array.from(each.dataSync(), Math.abs)));
          // What is left, against what it is the difference of.
          const [first, second] = [grad(fixed)(values), hvp(fixed, values, direction)].map(size);
          for (const each of grad(kept)(values))
            for (const slope of each.dataSync()) expect(Math.abs(slope)).toBeLessThan(2e-5 * first);
          for (const each of hvp(kept, values, direction))
            for (const slope of each.dataSync()) expect(Math.abs(slope)).toBeLessThan(5e-3 * second);
        });
      });

      it('has the derivative of an expectation, to second order', () => {
        tidy(() => {
          const center = middle(the);
          const expectation = (values: number[]) => {
            const { x, weight } = nodes(the, values);
            return integral(
              weight,
              densities(at(the, values), x),
              x.map((each) => Math.tanh(each / 2)),
            );
          };
          for (const [i, [from, to]] of the.parameters.entries()) {
            const h = (to - from) / 16;
            const shifted = (steps: number) => expectation(center.map((each, j) => each + (i === j ? steps * h : 0)));
            const first = (shifted(1) - shifted(-1)) / (2 * h);
            const second = (shifted(1) - 2 * shifted(0) + shifted(-1)) / h ** 2;
            // One copy of the parameter for each draw, so that every draw shows its own derivative.
            const n = 2000;
            const f = (each: Tensor) =>
              sum(tanh(mul(0.5, the.make(...center.map((value, j) => (i === j ? each : fill([n], value)))).sample(17))));
            const own = average(grad(f)(fill([n], center[i])).dataSync());
            expect(Math.abs(own.mean - first)).toBeLessThan(STANDARD_ERRORS * own.error + 1e-3 * (1 + Math.abs(first)));
            const twice = average(hvp(f, fill([n], center[i]), ones([n])).dataSync());
            expect(Math.abs(twice.mean - second)).toBeLessThan(STANDARD_ERRORS * twice.error + 2e-2 * (1 + Math.abs(second)));
          }
        });
      });
    }
  } else {
    it('has the moments of its draws', () => {
      const law = at(the, middle(the));
      const draws = law.sample(23, { shape: [DRAWS] });
      const size = law.eventShape.reduce((a, b) => a * b, 1);
      const values = draws.dataSync();
      const statistics = (['mean', 'variance'] as const).map((method) => (law.has(method) ? taken(law[method]()) : undefined));
      for (let i = 0; i < size; i++) {
        const column = Float64Array.from({ length: DRAWS }, (_, n) => values[n * size + i]);
        const { mean: center, error } = average(column);
        if (statistics[0]) expect(Math.abs(center - statistics[0][i])).toBeLessThan(STANDARD_ERRORS * error + 1e-6);
        if (!statistics[1]) continue;
        const spread = average(column.map((each) => (each - center) ** 2));
        expect(Math.abs(spread.mean - statistics[1][i])).toBeLessThan(STANDARD_ERRORS * spread.error + 1e-6);
      }
      if (law.has('entropy')) {
        const found = average(taken(law.logProb(draws)));
        expect(Math.abs(-found.mean - taken(law.entropy())[0])).toBeLessThan(STANDARD_ERRORS * found.error + 1e-6);
      }
      dispose(draws);
    });
  }
});

describe('a mixture of vectors', () => {
  // Two coordinates that hang together, by a rule on a grid.
  const independentOnes = ([logit, loc]: readonly Tensor[]) =>
    mixtureSameFamily({
      logits: stack([logit, mul(0.3, logit)], logit.rank),
      components: independent(
        normal({
          loc: stack([stack([loc, mul(2, loc)], loc.rank), stack([mul(-1, loc), loc], loc.rank)], loc.rank),
          scale: [1, 0.5],
        }),
        1,
      ),
    });
  const correlatedOnes = ([logit, loc]: readonly Tensor[]) =>
    mixtureSameFamily({
      logits: stack([logit, mul(0.3, logit)], logit.rank),
      components: multivariateNormal({
        loc: stack([stack([loc, mul(2, loc)], loc.rank), stack([mul(-1, loc), loc], loc.rank)], loc.rank),
        covariance: [
          [1, 0.5],
          [0.5, 0.6],
        ],
      }),
    });
  const cost = (x: Tensor) => tanh(sum(mul(x, tensor([0.7, -0.4])), -1));
  const center = [0.4, 0.8];

  it.each([
    ['independent', independentOnes],
    ['correlated', correlatedOnes],
  ])('has the derivatives of an expectation, to second order: %s', (_, make) => {
    tidy(() => {
      const side = Array.from({ length: 121 }, (_, i) => -6 + i * 0.1);
      const grid = tensor(side.flatMap((a) => side.map((b) => [a, b])));
      const values = cost(grid);
      const expectation = (at: number[]) =>
        0.01 * sum(mul(exp(make(at.map((each) => scalar(each))).logProb(grid)), values)).dataSync()[0];
      const n = 4000;
      for (const i of [0, 1]) {
        const h = 0.1;
        const moved = (step: number) => expectation(center.map((each, j) => each + (i === j ? step * h : 0)));
        const first = (8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / (12 * h);
        const second = (16 * (moved(1) + moved(-1)) - (moved(2) + moved(-2)) - 30 * moved(0)) / (12 * h * h);
        const f = (each: Tensor) => sum(cost(make(center.map((value, j) => (i === j ? each : fill([n], value)))).sample(8)));
        const one = average(grad(f)(fill([n], center[i])).dataSync());
        expect(Math.abs(one.mean - first)).toBeLessThan(STANDARD_ERRORS * one.error + 1e-3);
        const two = average(hvp(f, fill([n], center[i]), ones([n])).dataSync());
        expect(Math.abs(two.mean - second)).toBeLessThan(STANDARD_ERRORS * two.error + 1e-2);
        // The check can tell: errors are small beside what is found.
        expect(STANDARD_ERRORS * one.error).toBeLessThan(0.2);
      }
    });
  });

  it('refuses to differentiate what has no path, and says what to do', () => {
    const logits = tensor([0.3, 0.5]);
    const counts = (given: Tensor) =>
      sum(mixtureSameFamily({ logits: given, components: bernoulli({ probs: [0.2, 0.6] }) }).sample(0));
    expect(() => grad(counts)(logits)).toThrow('use a score-function estimator');
    const shares = (given: Tensor) =>
      sum(
        mixtureSameFamily({
          logits: given,
          components: dirichlet({
            concentration: [
              [1, 2],
              [3, 4],
            ],
          }),
        }).sample(0),
      );
    expect(() => grad(shares)(logits)).toThrow('use a score-function estimator');
    dispose(logits);
  });
});

it('hides what is missing, and its gradient', () => {
  tidy(() => {
    const law = (loc: Tensor) => masked(normal({ loc }).expand([2]), [true, false]);
    const observed = tensor([0.5, Number.NaN]);
    expect([...law(scalar(0)).logProb(observed).dataSync()].map((each) => each.toFixed(4))).toEqual(['-1.0439', '0.0000']);
    expect(grad((loc: Tensor) => sum(law(loc).logProb(observed)))(scalar(0)).dataSync()[0]).toBeCloseTo(0.5, 6);
    const rows = masked(
      independent(
        normal({
          loc: [
            [0, 0],
            [1, 1],
          ],
        }),
        1,
      ),
      [0, 1],
    );
    expect(
      rows
        .logProb([
          [Number.NaN, 0],
          [1, 1],
        ])
        .dataSync()[0],
    ).toBe(0);
  });
});

describe('errors', () => {
  it('say what does not fit, and what to do', () => {
    expect(() => independent(normal({ loc: [0, 1] }), 2)).toThrow('from 0 to 1, the axes of the batch [2] of normal; got 2');
    expect(() => transformed(bernoulli({ probs: 0.5 }), bijectors.exp())).toThrow('bernoulli is discrete');
    expect(() => transformed(normal({ loc: [0, 1] }), bijectors.stickBreaking())).toThrow(
      'independent(base, 1) makes axes of its batch [2]',
    );
    expect(() => transformed(normal({}), bijectors.log())).toThrow(
      'log is given what must be positive and finite, but what normal draws is finite',
    );
    expect(() => truncated(normal({}), { low: [0, 2], high: 1 })).toThrow('low must be below high; got low 2 and high 1');
    expect(() => truncated(dirichlet({ concentration: [1, 2] }), { low: 0 })).toThrow('dirichlet is no law of numbers');
    expect(() => truncated(normal({}), { from: 0 } as never)).toThrow('there is no bound from; it takes { low, high }');
    expect(() => mixtureSameFamily({ probs: [0.5, 0.5], components: normal({}) })).toThrow(
      'a batch whose last axis counts them',
    );
    expect(() => mixtureSameFamily({ probs: [0.5, 0.5], components: normal({ loc: [1, 2, 3] }) })).toThrow(
      'probs of shape [2] are weights of 2 components, but there are 3',
    );
    expect(() => mixtureSameFamily({ probs: [0.5, 0.6], components: normal({ loc: [1, 2] }) })).toThrow(
      'add up to 1 along the last axis; got',
    );
    expect(() => mixtureSameFamily({ components: normal({ loc: [1, 2] }) } as never)).toThrow('probs or logits is missing');
    expect(() => mixture({ probs: [0.5, 0.5], components: [normal({}), bernoulli({ probs: 0.5 })] })).toThrow(
      'must all be continuous, or all discrete',
    );
    expect(() => empirical([1, 2], [1])).toThrow('weights must have the shape [2] of the 2 samples, but have [1]');
    expect(() => empirical([1, 2], [1, -1])).toThrow('weights of shape [2] must be finite and not negative; got -1 at [1]');
    expect(() => autoregressive(() => normal({ loc: [1, 2] }), 2).sample(0)).toThrow('give the batch as third argument');
    expect(() => autoregressive(() => normal({}), 0)).toThrow('length must be a whole number from 1 on; got 0');
    expect(() => masked(normal({ loc: [0, 1] }), [true, false, true])).toThrow('does not broadcast');
    expect(() => fromJSON({ law: 'norml', parameters: {} })).toThrow('fromJSON: expected { law, parameters } with one of');
  });
});

it('transforms in batches, and says nothing of what it does not know', () => {
  tidy(() => {
    const lognormal = transformed(normal({}), bijectors.affine({ loc: [0, 1, 2] }));
    expect(lognormal.batchShape).toEqual([3]);
    expect([...lognormal.mean().dataSync()]).toEqual([0, 1, 2]);
    expect(lognormal.has('variance')).toBe(true);
    // The end of the gamma law's support belongs to it, but has no probability.
    expect(
      transformed(gamma({ concentration: 2 }), bijectors.log())
        .cdf(100)
        .dataSync()[0],
    ).toBe(1);
    const twice = transformed(lognormal, bijectors.exp());
    expect(twice.has('mean')).toBe(false);
    expect(() => twice.mean()).toThrow('average over draws');
    expect(twice.cdf([1, Math.E, Math.E ** 2]).dataSync()[1]).toBeCloseTo(0.5, 6);
    expect(mean(twice.sample(0, { shape: [3] })).rank).toBe(0);
  });
});
