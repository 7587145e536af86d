// Random processes against sums over all states, normal laws written out, and scikit-learn's Gaussian processes.
import { readFileSync } from 'node:fs';
import { grad, useBackend } from '@baytes/tensor';
import { add, dispose, gather, mul, scalar, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { taken } from './suite/take';
import { check } from '../../tensor/test/gradients/check';
import {
  autoregressive,
  autoregressiveProcess,
  bernoulli,
  type Distribution,
  fromJSON,
  gaussianProcess,
  gaussianRandomWalk,
  hiddenMarkovModel,
  independent,
  type Kernel,
  kernels,
  markovChain,
  normal,
} from '../src';
import { average, DRAWS, goodnessOfFit, STANDARD_ERRORS } from './suite/budget';

beforeAll(async () => {
  await useBackend('cpu');
});

const near = (found: number[], expected: number[], tolerance = 2e-5) => {
  expect(found.length).toBe(expected.length);
  for (const [i, each] of expected.entries()) expect(Math.abs(found[i] - each)).toBeLessThan(tolerance * (1 + Math.abs(each)));
};

/** All vectors of `length` states. */
const paths = (K: number, length: number): number[][] =>
  length === 0 ? [[]] : paths(K, length - 1).flatMap((path) => Array.from({ length: K }, (_, k) => [...path, k]));

/** What every process does alike. */
function behaves(law: Distribution, { json = true } = {}): void {
  const { value, logProb } = law.sampleAndLogProb(1, { shape: [4] });
  near(taken(law.logProb(value)), Array.from(logProb.dataSync()));
  expect(() => law.logProb(value)).toLeaveOnlyItsResult();
  expect(() => law.sample(1)).toLeaveOnlyItsResult();
  for (const method of ['mean', 'variance', 'mode', 'entropy', 'covariance'] as const)
    if (law.has(method)) expect(law[method]).toLeaveOnlyItsResult();
  const wide = law.expand([4, ...law.batchShape]);
  near(taken(wide.logProb(value)), Array.from(logProb.dataSync()));
  expect(taken(wide.sample(0))).toHaveLength(value.size);
  if (json) {
    const again = fromJSON(JSON.parse(JSON.stringify(wide)));
    expect(again.batchShape).toEqual(wide.batchShape);
    near(taken(again.logProb(value)), Array.from(logProb.dataSync()));
  } else expect(() => law.toJSON()).toThrow('JSON');
  dispose([value, logProb]);
}

/** Mean, variance and entropy against draws. */
function hasMomentsOfItsDraws(law: Distribution): void {
  const draws = law.sample(9, { shape: [DRAWS] });
  const [n] = law.eventShape;
  const values = draws.dataSync();
  const statistics = [taken(law.mean()), taken(law.variance())];
  for (let i = 0; i < n; i++) {
    const column = Float64Array.from({ length: DRAWS }, (_, row) => values[row * n + i]);
    const center = average(column);
    expect(Math.abs(center.mean - statistics[0][i])).toBeLessThan(STANDARD_ERRORS * center.error);
    const spread = average(column.map((each) => (each - center.mean) ** 2));
    expect(Math.abs(spread.mean - statistics[1][i])).toBeLessThan(STANDARD_ERRORS * spread.error);
  }
  const logs = average(taken(law.logProb(draws)));
  expect(Math.abs(logs.mean + taken(law.entropy())[0])).toBeLessThan(STANDARD_ERRORS * logs.error);
  dispose(draws);
}

describe('gaussianRandomWalk', () => {
  it('is a walk of normal steps', () => {
    const law = gaussianRandomWalk({ scale: 2, drift: 0.5, start: 1, length: 3 });
    behaves(law);
    hasMomentsOfItsDraws(law);
    const steps = normal({ loc: 0.5, scale: 2 });
    near(taken(law.logProb([2, 1, 4])), [taken(steps.logProb([1, -1, 3])).reduce((a, b) => a + b)]);
    near(taken(law.variance()), [4, 8, 12]);
    near(taken(law.covariance()), [4, 4, 4, 4, 8, 8, 4, 8, 12]);
  });

  it('has right derivatives to second order, and batches', async () => {
    const f = (x: Tensor, scale: Tensor, drift: Tensor, start: Tensor) =>
      gaussianRandomWalk({ scale, drift, start, length: 3 }).logProb(x);
    const number = { shape: [], from: 0.6, to: 1.4 };
    expect(await check({ kernel: 'walk', inputs: [{ shape: [3], from: -1, to: 1 }, number, number, number], f })).toEqual([]);
    expect(gaussianRandomWalk({ scale: [1, 2], length: 3 }).batchShape).toEqual([2]);
    behaves(gaussianRandomWalk({ scale: [1, 2], drift: 0.3, length: 3 }));
  });
});

describe('autoregressiveProcess', () => {
  const given = { coefficients: [0.5, -0.3], scale: 0.7, intercept: 0.2, before: [1, -1] };

  it('is the product of the laws of each value given those before', () => {
    const law = autoregressiveProcess({ ...given, length: 4 });
    behaves(law);
    hasMomentsOfItsDraws(law);
    const byHand = autoregressive((before) => {
      const last = (back: number) => {
        const i = before.shape[before.rank - 1] - back;
        return i < 0 ? scalar([1, -1][2 + i]) : gather(before, i, before.rank - 1);
      };
      return normal({ loc: add(0.2, add(mul(0.5, last(1)), mul(-0.3, last(2)))), scale: 0.7 });
    }, 4);
    const x = [0.3, -0.2, 1, 0.5];
    near(taken(law.logProb(x)), taken(byHand.logProb(x)));
    near(taken(autoregressiveProcess({ coefficients: [0.5], scale: 1, length: 3 }).variance()), [1, 1.25, 1.3125]);
  });

  it('has right derivatives to second order', async () => {
    const f = (x: Tensor, coefficients: Tensor, scale: Tensor, before: Tensor) =>
      autoregressiveProcess({ coefficients, scale, before, length: 3 }).logProb(x);
    const inputs = [
      { shape: [3], from: -1, to: 1 },
      { shape: [2], from: -0.5, to: 0.5 },
      { shape: [], from: 0.6, to: 1.4 },
      { shape: [2], from: -1, to: 1 },
    ];
    expect(await check({ kernel: 'autoregressive process', inputs, f })).toEqual([]);
    expect(() => autoregressiveProcess({ coefficients: [1, 2], scale: 1, before: [1], length: 3 })).toThrow(
      '2 coefficients take 2 values',
    );
  });
});

const initial = [0.2, 0.5, 0.3];
const transition = [
  [0.6, 0.3, 0.1],
  [0.1, 0.7, 0.2],
  [0.4, 0, 0.6],
];
const chainProbability = (path: number[]) =>
  path.reduce((p, state, t) => p * (t === 0 ? initial[state] : transition[path[t - 1]][state]), 1);

describe('markovChain', () => {
  const law = markovChain({ initialProbs: initial, transitionProbs: transition, length: 4 });
  const all = paths(3, 4);

  it('is the product of its steps, and adds up to one', () => {
    const logs = taken(law.logProb(all));
    near(logs.map(Math.exp), all.map(chainProbability));
    expect(logs.reduce((total, each) => total + Math.exp(each), 0)).toBeCloseTo(1, 5);
    const best = all.reduce((a, b) => (chainProbability(b) > chainProbability(a) ? b : a));
    expect(taken(law.mode())).toEqual(best);
    expect(
      taken(
        law.logProb([
          [0, 1, 2, 3],
          [0, 0.5, 1, 1],
          [0, 0, 0, Number.NaN],
        ]),
      ),
    ).toEqual([-Infinity, -Infinity, Number.NaN]);
    behaves(law);
  });

  it('draws what its masses say', () => {
    const draws = taken(law.sample(3, { shape: [DRAWS] }));
    const codes = Array.from({ length: DRAWS }, (_, n) =>
      draws.slice(4 * n, 4 * n + 4).reduce((code, state) => 3 * code + state, 0),
    );
    const probabilities = all.map(chainProbability);
    const verdict = goodnessOfFit(codes, { edges: all.slice(1).map((_, i) => i), probabilities }, 10);
    expect([verdict.finding, verdict.fits]).toEqual([verdict.finding, true]);
  });

  it('has right derivatives to second order, and none of draws', async () => {
    const f = (initialLogits: Tensor, transitionLogits: Tensor) =>
      markovChain({ initialLogits, transitionLogits, length: 4 }).logProb([0, 2, 1, 1]);
    const inputs = [
      { shape: [3], from: -1, to: 1 },
      { shape: [3, 3], from: -1, to: 1 },
    ];
    expect(await check({ kernel: 'chain', inputs, f })).toEqual([]);
    const logits = tensor([0, 1]);
    const drawn = (initialLogits: Tensor) =>
      sum(
        markovChain({
          initialLogits,
          transitionProbs: [
            [0.5, 0.5],
            [1, 0],
          ],
          length: 3,
        }).sample(0),
      );
    expect(() => grad(drawn)(logits)).toThrow('score-function');
    dispose(logits);
    expect(() => markovChain({ initialProbs: [0.5, 0.5], transitionProbs: [[1]], length: 2 })).toThrow(
      'row i being where state i goes',
    );
    expect(() => markovChain({ initialProbs: [1], transitionProbs: [[0.5]], length: 2 })).toThrow('add up to 1');
  });
});

describe('hiddenMarkovModel', () => {
  const locs = [-1, 0.5, 2];
  const law = hiddenMarkovModel({
    initialProbs: initial,
    transitionProbs: transition,
    observation: normal({ loc: locs, scale: 0.8 }),
    length: 4,
  });
  const y = [-0.5, 0.4, 1.8, 0.1];
  const density = (value: number, loc: number) => Math.exp(-0.5 * ((value - loc) / 0.8) ** 2) / (0.8 * Math.sqrt(2 * Math.PI));
  const joint = (path: number[], until = 4) =>
    chainProbability(path) * path.reduce((p, state, t) => (t < until ? p * density(y[t], locs[state]) : p), 1);
  const all = paths(3, 4);
  const total = (f: (path: number[]) => number) => all.reduce((sum, path) => sum + f(path), 0);

  it('sums the states out', () => {
    near(taken(law.logProb(y)), [Math.log(total((path) => joint(path)))]);
    behaves(law);
    near(
      taken(
        hiddenMarkovModel({
          initialProbs: [0.5, 0.5],
          transitionProbs: [
            [0.9, 0.1],
            [0.1, 0.9],
          ],
          observation: normal({ loc: [-1, 1] }),
          length: 2,
        }).logProb([1, 1]),
      ),
      [Math.log(0.5 * (0.9 + 0.1 * Math.exp(-2)) + 0.5 * Math.exp(-2) * (0.1 + 0.9 * Math.exp(-2))) - Math.log(2 * Math.PI)],
    );
  });

  it('filters, smooths, and finds the most likely states', () => {
    const smoothed = y.flatMap((_, t) =>
      [0, 1, 2].map((k) => total((path) => (path[t] === k ? joint(path) : 0)) / total(joint1)),
    );
    const filtered = y.flatMap((_, t) =>
      [0, 1, 2].map((k) => total((path) => (path[t] === k ? joint(path, t + 1) : 0)) / total((path) => joint(path, t + 1))),
    );
    near(taken(law.smoothedMarginals(y)), smoothed);
    near(taken(law.filteredMarginals(y)), filtered);
    const best = all.reduce((a, b) => (joint(b) > joint(a) ? b : a));
    expect(taken(law.mostLikelyStates(y))).toEqual(best);
    for (const method of ['smoothedMarginals', 'filteredMarginals', 'mostLikelyStates'] as const)
      expect(() => law[method](y)).toLeaveOnlyItsResult();
    expect(() => law.sampleStates(0, y)).toLeaveOnlyItsResult();
    expect(() => law.smoothedMarginals([1, 2])).toThrow('ends in [4]');
  });
  const joint1 = (path: number[]) => joint(path);

  it('draws states given what is seen', () => {
    const draws = taken(law.sampleStates(5, y, { shape: [DRAWS] }));
    const codes = Array.from({ length: DRAWS }, (_, n) =>
      draws.slice(4 * n, 4 * n + 4).reduce((code, state) => 3 * code + state, 0),
    );
    const evidence = total(joint1);
    const verdict = goodnessOfFit(
      codes,
      { edges: all.slice(1).map((_, i) => i), probabilities: all.map((path) => joint(path) / evidence) },
      10,
    );
    expect([verdict.finding, verdict.fits]).toEqual([verdict.finding, true]);
  });

  it('draws values as its density says', () => {
    // The mean of a bounded function of the whole, against the same draws weighed by a law that covers it.
    const draws = law.sample(7, { shape: [DRAWS] });
    const values = draws.dataSync();
    const f = (row: ArrayLike<number>, from: number) =>
      Math.tanh(row[from] + 0.5 * row[from + 1] - row[from + 2] * row[from + 3]);
    const own = average(Float64Array.from({ length: DRAWS }, (_, n) => f(values, 4 * n)));
    const wide = independent(normal({ loc: [0.5, 0.5, 0.5, 0.5], scale: 2 }), 1);
    const { value, logProb } = wide.sampleAndLogProb(8, { shape: [DRAWS] });
    const ratio = taken(law.logProb(value)).map((each, n) => Math.exp(each - logProb.dataSync()[n]));
    const weighed = average(ratio.map((each, n) => each * f(value.dataSync(), 4 * n)));
    expect(Math.abs(own.mean - weighed.mean)).toBeLessThan(STANDARD_ERRORS * Math.hypot(own.error, weighed.error));
    expect(STANDARD_ERRORS * weighed.error).toBeLessThan(0.15);
    dispose([draws, value, logProb]);
  });

  it('has right derivatives to second order; batches and vectors', async () => {
    const f = (initialLogits: Tensor, transitionLogits: Tensor, loc: Tensor, x: Tensor) =>
      hiddenMarkovModel({ initialLogits, transitionLogits, observation: normal({ loc }), length: 3 }).logProb(x);
    const inputs = [
      { shape: [2], from: -1, to: 1 },
      { shape: [2, 2], from: -1, to: 1 },
      { shape: [2], from: -1, to: 1 },
      { shape: [3], from: -1, to: 1 },
    ];
    expect(await check({ kernel: 'hidden chain', inputs, f })).toEqual([]);
    const rows = hiddenMarkovModel({
      initialProbs: [0.5, 0.5],
      transitionProbs: [
        [0.9, 0.1],
        [0.1, 0.9],
      ],
      observation: independent(
        bernoulli({
          probs: [
            [
              [0.2, 0.7],
              [0.6, 0.1],
            ],
            [
              [0.5, 0.5],
              [0.3, 0.9],
            ],
          ],
        }),
        1,
      ),
      length: 3,
    });
    expect([rows.batchShape, rows.eventShape]).toEqual([[2], [3, 2]]);
    behaves(rows);
  });
});

describe('gaussianProcess', () => {
  const golden = JSON.parse(readFileSync(new URL('golden/gaussian-process.json', import.meta.url), 'utf8'));
  const each = { amplitude: 1.5, lengthScale: [0.8, 1.3] };
  const both = [kernels.squaredExponential({ lengthScale: 0.7 }), kernels.matern32({ amplitude: 2, lengthScale: 2 })];
  const ours: Record<string, Kernel> = {
    squaredExponential: kernels.squaredExponential(each),
    matern12: kernels.matern12(each),
    matern32: kernels.matern32(each),
    matern52: kernels.matern52(each),
    linear: kernels.linear({ bias: 0.6, slope: 1.2 }),
    sum: kernels.sumOf(...both),
    product: kernels.productOf(...both),
  };

  it.each(Object.keys(golden.kernels))('agrees with scikit-learn: %s', (name) => {
    const { covariance, logMarginalLikelihood, mean, posteriorCovariance } = golden.kernels[name];
    tidy(() => near(taken(ours[name](tensor(golden.points), tensor(golden.others))), covariance));
    const law = gaussianProcess({ kernel: ours[name], points: golden.points, noise: golden.noise });
    near(taken(law.logProb(golden.y)), [logMarginalLikelihood]);
    const posterior = law.posterior(golden.y, golden.others);
    near(taken(posterior.mean()), mean, 1e-4);
    near(taken(posterior.covariance()), posteriorCovariance, 1e-4);
    expect(() => posterior.sample(0)).toLeaveOnlyItsResult();
    behaves(law, { json: false });
  });

  it('repeats with a period', () => {
    const { points, covariance } = golden.periodic;
    tidy(() => near(taken(kernels.periodic({ lengthScale: 0.9, period: 1.4 })(tensor(points), tensor(points))), covariance));
    expect(Object.keys(kernels).sort()).toEqual(
      [...Object.keys(ours).filter((name) => !['sum', 'product'].includes(name)), 'periodic', 'productOf', 'sumOf'].sort(),
    );
  });

  it('draws from its posterior, and has right derivatives of its likelihood', async () => {
    const law = gaussianProcess({ kernel: ours.matern52, points: golden.points, noise: golden.noise });
    hasMomentsOfItsDraws(law);
    hasMomentsOfItsDraws(law.posterior(golden.y, golden.others, { noise: true }));
    for (const kind of ['squaredExponential', 'matern12', 'matern32', 'matern52', 'periodic'] as const) {
      const f = (amplitude: Tensor, lengthScale: Tensor, noise: Tensor, points: Tensor) =>
        gaussianProcess({ kernel: kernels[kind]({ amplitude, lengthScale }), points, noise }).logProb([0.3, -0.2, 0.8]);
      const inputs = [
        { shape: [], from: 0.8, to: 1.2 },
        { shape: [], from: 0.8, to: 1.2 },
        { shape: [], from: 0.4, to: 0.8 },
        { shape: [3, 1], from: -1, to: 1.3 },
      ];
      expect([kind, await check({ kernel: kind, inputs, f, tolerance: 5e-3 })]).toEqual([kind, []]);
    }
  });

  it('says what does not fit', () => {
    const law = gaussianProcess({
      kernel: ours.linear,
      points: [
        [0, 1],
        [1, 2],
      ],
      noise: 1,
    });
    expect(() => law.posterior([1], [[0, 0]]).mean()).toThrow('observations of shape [2], one a point');
    expect(() => gaussianProcess({ kernel: ours.linear, points: [1, 2] }).mean()).toThrow(
      'points must have the shape [n, d], but have [2]',
    );
  });
});
