// Every law on vectors and matrices: SciPy's numbers, densities that add up to one, draws that follow them, derivatives, shapes.
import {
  add,
  dispose,
  grads as gradsOf,
  mean,
  mul,
  reshape,
  square,
  sum,
  tensor,
  type Tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { useBackend } from '@baytes/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodnessOfFit } from '../../random/test/goodness-of-fit';
import { check } from '../../tensor/test/gradients/check';
import type { Distribution } from '../src';
import { goldenRows, type Nested } from './suite/multivariate-golden';
import { distributionOf, type MultivariateRow, rows } from './suite/multivariate-rows';
import { cubeRule } from './suite/cube-rule';

beforeAll(async () => {
  await useBackend('cpu');
});

/** The numbers of a tensor, which is disposed of. */
function take(result: Tensor): number[] {
  const values = Array.from(result.dataSync());
  dispose(result);
  return values;
}

const flat = (nested: Nested): number[] => [nested].flat(Number.POSITIVE_INFINITY as 1) as number[];
const nameOf = ({ law, what }: { law: string; what?: string }) => (what ? `${law}, ${what}` : law);

/** How far a number may be from its golden value: some rounding of float32 in its parts, relative to the largest of them. */
function expectNear(found: readonly number[], wanted: readonly number[], what: string, tolerance = 3e-6): void {
  const scale = Math.max(1, ...wanted.filter(Number.isFinite).map(Math.abs));
  expect(found.length, what).toBe(wanted.length);
  found.forEach((value, i) => {
    const same = Object.is(value, wanted[i]) || value === wanted[i];
    if (!same)
      expect(Math.abs(value - wanted[i]), `${what} [${i}]: ${value}, not ${wanted[i]}`).toBeLessThan(tolerance * scale);
  });
}

/** Where float32 leaves fewer digits: distances by nearly singular or rounded matrices, points near the mean of a narrow law. */
const LESS: Record<string, number> = {
  'multivariateNormal, nearly singular': 1e-4,
};

describe('golden values', () => {
  it.each(goldenRows('multivariate').map((row) => [nameOf(row), row] as const))('%s', (name, row) => {
    const law = distributionOf(row.law, row.parameters);
    for (const [i, x] of row.x.entries()) {
      expectNear(take(law.logProb(x as never)), [row.logProb[i]], `logProb at ${JSON.stringify(x)}`, LESS[name]);
    }
    for (const [statistic, wanted] of Object.entries(row.statistics)) {
      expectNear(take(law[statistic as 'mean']()), flat(wanted), statistic, LESS[name]);
    }
  });
});

const withChart = rows.filter(({ chart }) => chart);
it.each(withChart.map((row) => [nameOf(row), row] as const))('the density of %s integrates to one', (_name, row) => {
  const { dimensions, nodes, at } = row.chart as NonNullable<MultivariateRow['chart']>;
  const law = distributionOf(row.law, row.members[0]);
  const rule = cubeRule(dimensions, nodes);
  const points = rule.map(({ point }) => at(point));
  const x = tensor(Float32Array.from(points.flatMap((each) => each.x)), [rule.length, ...law.eventShape]);
  const logs = take(law.logProb(x));
  dispose(x);
  const total = logs.reduce((all, each, i) => all + Math.exp(each) * points[i].volume * rule[i].weight, 0);
  expect(Math.abs(total - 1)).toBeLessThan(1e-4);
});

const counted = rows.filter(({ outcomes }) => outcomes);
const N = 20000;
/** At least as many samples as are tested in this file: uniforms and their pairs, and counts of outcomes. */
const TESTS = 200;

it.each(counted.map((row) => [nameOf(row), row] as const))(
  'the masses of %s add up to one, and draws follow them',
  (_name, row) => {
    const outcomes = row.outcomes as number[][];
    const law = distributionOf(row.law, row.members[0]);
    const masses = take(law.logProb(outcomes)).map(Math.exp);
    expect(Math.abs(masses.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-5);
    const places = new Map(outcomes.map((each, i) => [each.join(), i]));
    const size = outcomes[0].length;
    const draws = take(law.sample(3, { shape: [N] }));
    const found = Array.from({ length: N }, (_, i) => places.get(draws.slice(i * size, (i + 1) * size).join()) ?? Number.NaN);
    const verdict = goodnessOfFit(found, { edges: masses.slice(1).map((_, i) => i + 0.5), probabilities: masses }, TESTS);
    expect(verdict.fits, verdict.finding).toBe(true);
  },
);

const uniform = rows.filter(({ uniforms }) => uniforms);
it.each(uniform.map((row) => [nameOf(row), row] as const))('draws of %s follow it', (_name, row) => {
  const law = distributionOf(row.law, row.members[0]);
  const draws = take(law.sample(5, { shape: [N] }));
  const size = draws.length / N;
  const found = Array.from({ length: N }, (_, i) =>
    (row.uniforms as NonNullable<typeof row.uniforms>)(draws.slice(i * size, (i + 1) * size)),
  );
  const columns = found[0].map((_, k) => found.map((each) => each[k]));
  // The sum of two independent uniforms, less its whole part, is uniform, and is not where one says something of the other.
  const pairs = columns.flatMap((a, i) => columns.slice(0, i).map((b) => a.map((each, n) => (each + b[n]) % 1)));
  const cells = {
    edges: Array.from({ length: 63 }, (_, i) => (i + 1) / 64),
    probabilities: new Array<number>(64).fill(1 / 64),
  };
  for (const each of [...columns, ...pairs]) {
    const verdict = goodnessOfFit(each, cells, TESTS);
    expect(verdict.fits, verdict.finding).toBe(true);
  }
});

/** Standard errors by which an average may be off: it is by chance once in 4e11. */
const SIGMA = 7;

it.each(rows.map((row) => [nameOf(row), row] as const))('moments of draws of %s are its moments', (_name, row) => {
  const law = distributionOf(row.law, row.members[0]);
  if (!law.has('mean')) return;
  const draws = take(law.sample(7, { shape: [N] }));
  const size = draws.length / N;
  const column = (k: number) => Array.from({ length: N }, (_, i) => draws[i * size + k]);
  const average = (values: number[]) => values.reduce((a, b) => a + b) / N;
  /** Fails where an average is far from what it should be. */
  const near = (values: number[], wanted: number, what: string) => {
    const middle = average(values);
    const error = Math.sqrt(average(values.map((each) => (each - middle) ** 2)) / N);
    expect(Math.abs(middle - wanted), `${what}: ${middle}, not ${wanted}`).toBeLessThanOrEqual(SIGMA * error + 1e-6);
  };
  const means = take(law.mean());
  for (const [k, wanted] of means.entries()) near(column(k), wanted, `mean [${k}]`);
  for (const [k, wanted] of take(law.variance()).entries()) {
    const squares = column(k).map((each) => (each - means[k]) ** 2);
    near(squares, wanted, `variance [${k}]`);
  }
  if (!law.has('covariance')) return;
  take(law.covariance()).forEach((wanted, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    const [a, b] = [column(i), column(j)];
    near(
      a.map((each, n) => (each - means[i]) * (b[n] - means[j])),
      wanted,
      `covariance [${i}, ${j}]`,
    );
  });
});

it.each(rows.map((row) => [nameOf(row), row] as const))('the entropy of %s is minus the mean of its logProb', (_name, row) => {
  const law = distributionOf(row.law, row.members[0]);
  if (!law.has('entropy')) return;
  const { value, logProb } = law.sampleAndLogProb(9, { shape: [N] });
  dispose(value);
  const logs = take(logProb);
  const middle = logs.reduce((a, b) => a + b) / N;
  const error = Math.sqrt(logs.reduce((all, each) => all + (each - middle) ** 2, 0)) / N;
  expect(Math.abs(take(law.entropy())[0] + middle)).toBeLessThanOrEqual(SIGMA * error + 1e-5);
});

const smooth = rows.filter((row) => row.smooth);
it.each(smooth.map((row) => [nameOf(row), row] as const))(
  'derivatives of logProb of %s to second order',
  async (_name, row) => {
    const { inputs, f } = row.smooth as NonNullable<MultivariateRow['smooth']>;
    expect(await check({ kernel: '', inputs, f, tolerance: 4e-3 })).toEqual([]);
  },
);

const moving = rows.filter((row) => row.pathwise);
it.each(moving.map((row) => [nameOf(row), row] as const))(
  'draws of %s move with its parameters as its moments do',
  (_name, row) => {
    const { at, law } = row.pathwise as NonNullable<MultivariateRow['pathwise']>;
    const points = at.map((each) => tensor(each as never, undefined, 'float32'));
    const weightsFor = (size: number, salt: number) =>
      tensor1d(Array.from({ length: size }, (_, i) => Math.sin(1.3 * i + salt)));
    /** f(x) = sum of u x + v x^2 over the parts of an event. */
    const moment = (first: Tensor, second: Tensor) => {
      const weights = (salt: number) => reshape(weightsFor(first.size, salt), first.shape);
      return add(sum(mul(weights(1), first)), sum(mul(weights(2), second)));
    };
    const exact = tidy(() =>
      gradsOf((...inputs: Tensor[]) => {
        const member = law(...inputs);
        return moment(member.mean(), add(member.variance(), square(member.mean())));
      })(points).map((each) => Array.from(each.dataSync())),
    );
    const keys = 24;
    const drawn = Array.from({ length: keys }, (_, key) =>
      tidy(() =>
        gradsOf((...inputs: Tensor[]) => {
          const x = law(...inputs).sample(100 + key, { shape: [500] });
          return moment(mean(x, 0), mean(square(x), 0));
        })(points).map((each) => Array.from(each.dataSync())),
      ),
    );
    dispose(points);
    for (const [i, parameter] of exact.entries()) {
      for (const [k, wanted] of parameter.entries()) {
        const found = drawn.map((each) => each[i][k]);
        const middle = found.reduce((a, b) => a + b) / keys;
        const error = Math.sqrt(found.reduce((all, each) => all + (each - middle) ** 2, 0) / (keys * (keys - 1)));
        // Student's t with 23 degrees of freedom has heavier tails than the normal.
        const room = 9 * error + 1e-4 * Math.max(1, Math.abs(wanted));
        expect(Math.abs(middle - wanted), `parameter ${i} [${k}]: ${middle}, not ${wanted}`).toBeLessThanOrEqual(room);
      }
    }
  },
);

describe.each(rows.map((row) => [nameOf(row), row] as const))('%s', (_name, row) => {
  const [first, second] = row.members;
  const stacked = Object.fromEntries(
    Object.entries(first).map(([name, value]) => [
      name,
      ['dimension', 'eventRank'].includes(name) ? value : [value, second[name]],
    ]),
  );
  const events = (law: Distribution) => law.eventShape.reduce((a, b) => a * b, 1);

  it('gives a batch what it gives each of its members', () => {
    const singles = [first, second].map((parameters) => distributionOf(row.law, parameters));
    const batch = distributionOf(row.law, stacked);
    expect(batch.batchShape).toEqual([2]);
    expect(batch.eventShape).toEqual(singles[0].eventShape);
    const draws = singles.map((law, i) => law.sample(i));
    const both = tensor(Float32Array.from(draws.flatMap((each) => Array.from(each.dataSync()))), [2, ...batch.eventShape]);
    const wanted = singles.flatMap((law, i) => take(law.logProb(draws[i])));
    expectNear(take(batch.logProb(both)), wanted, 'logProb', 1e-6);
    for (const method of ['mean', 'variance', 'mode', 'entropy', 'covariance'] as const) {
      if (!batch.has(method)) continue;
      expectNear(
        take(batch[method]()),
        singles.flatMap((law) => take(law[method]())),
        method,
        1e-6,
      );
    }
    dispose([...draws, both]);
  });

  it('has shapes of sample, batch and event, in this order', () => {
    const batch = distributionOf(row.law, stacked).expand([3, 2]);
    const { value, logProb } = batch.sampleAndLogProb(1, { shape: [4] });
    expect(value.shape).toEqual([4, 3, 2, ...batch.eventShape]);
    expect(logProb.shape).toEqual([4, 3, 2]);
    expect(Array.from(logProb.dataSync()).every(Number.isFinite)).toBe(true);
    dispose([value, logProb]);
    expect(() => batch.logProb([0.5])).toThrow('ends in');
  });

  it('is -Infinity outside, with gradients that are finite, and NaN for NaN alone', () => {
    const law = distributionOf(row.law, first);
    const missing = tensor(new Float32Array(events(law)).fill(Number.NaN), [...law.eventShape]);
    expect(take(law.logProb(missing))).toEqual([Number.NaN]);
    dispose(missing);
    const names = Object.keys(first).filter((name) => !['dimension', 'eventRank', 'totalCount'].includes(name));
    for (const value of row.outside) {
      expect(take(law.logProb(value as never))).toEqual([Number.NEGATIVE_INFINITY]);
      const at = names.map((name) => tensor(first[name] as never, undefined, 'float32'));
      const slopes = tidy(() =>
        gradsOf((...inputs: Tensor[]) => {
          const member = distributionOf(row.law, {
            ...first,
            ...Object.fromEntries(names.map((name, i) => [name, inputs[i]])),
          });
          return add(
            sum(member.logProb(value as never)),
            mul(
              0,
              inputs.map((each) => sum(each)).reduce((a, b) => add(a, b)),
            ),
          );
        })(at).flatMap((each) => Array.from(each.dataSync())),
      );
      expect(slopes.every(Number.isFinite), String(slopes)).toBe(true);
      dispose(at);
    }
  });

  it('leaves nothing but its results', () => {
    const law = distributionOf(row.law, stacked);
    const x = law.sample(0);
    expect(() => law.logProb(x)).toLeaveOnlyItsResult();
    expect(() => law.sampleAndLogProb(0, { shape: [2] })).toLeaveOnlyItsResult();
    for (const method of ['mean', 'variance', 'mode', 'entropy', 'covariance'] as const) {
      if (law.has(method)) expect(() => law[method]()).toLeaveOnlyItsResult();
    }
    dispose(x);
  });
});

it('says which sizes do not fit, and what must hold between parameters', () => {
  const loc = [0, 0];
  expect(() => distributionOf('multivariateNormal', { loc, scaleTril: [[1]] })).toThrow(
    'multivariateNormal: the sizes do not fit: loc [2], scaleTril [1,1]; wanted are loc [..., n], scaleTril [..., n, n]',
  );
  const scaleMatrix = [
    [1, 0],
    [0, 1],
  ];
  expect(() => distributionOf('wishart', { degreesOfFreedom: [3, 1], scaleMatrix })).toThrow(
    'wishart: degreesOfFreedom of shape [2] must be above 1 for matrices of 2 x 2; got degreesOfFreedom 1',
  );
  expect(() => distributionOf('lkj', { dimension: [2], concentration: 1 })).toThrow('dimension must be one plain number');
  expect(() => distributionOf('delta', { loc: 1, eventRank: 0.5 })).toThrow('eventRank must be a whole number from 0 on');
});
