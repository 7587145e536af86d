import { useBackend } from '@baytes/tensor';
import { memory, reshape, square, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it as test } from 'vitest';
import { backends } from '../../../tooling/vitest/backends';
import * as random from '../src';
import { it } from './tidied';
import golden from '../../kernels/test/golden/random.json';

const KEY = random.key(3);
const float32 = (hex: string) => new Float32Array(new Uint32Array([Number.parseInt(hex, 16)]).buffer)[0];

const CALLS: Record<string, () => Tensor> = {
  bernoulli: () => random.bernoulli(KEY, { probability: [0.2, 0.7] }, { shape: [500, 2] }),
  beta: () => random.beta(KEY, { concentration1: 0.1, concentration0: 2 }, { shape: [500] }),
  betaBinomial: () => random.betaBinomial(KEY, { trials: 9, concentration1: 1, concentration0: 2 }, { shape: [500] }),
  betaLogit: () => random.betaLogit(KEY, { concentration1: 1e-4, concentration0: 1e-4 }, { shape: [500] }),
  binomial: () => random.binomial(KEY, { trials: [5, 500], probability: 0.4 }, { shape: [500, 2] }),
  bits: () => random.bits(KEY, { shape: [500] }),
  categorical: () => random.categorical(KEY, { logits: [[0, 1, -Infinity]] }, { shape: [500] }),
  cauchy: () => random.cauchy(KEY, { loc: 1, scale: 2 }, { shape: [500] }),
  chineseRestaurant: () => random.chineseRestaurant(KEY, { customers: [[7], [100]], concentration: [0.1, 3] }),
  choice: () => random.choice(KEY, 20, { shape: [5], replace: false, weights: Array.from({ length: 20 }, (_, i) => i) }),
  dirichlet: () => random.dirichlet(KEY, { concentration: [1e-6, 1e-6, 1e-6] }, { shape: [500] }),
  exponential: () => random.exponential(KEY, { rate: 3 }, { shape: [500] }),
  gamma: () => random.gamma(KEY, { concentration: [0.5, 5], rate: 2 }, { shape: [500, 2] }),
  generalisedInverseGaussian: () => random.generalisedInverseGaussian(KEY, { order: -1, a: 2, b: [1, 9] }, { shape: [500, 2] }),
  geometric: () => random.geometric(KEY, { probability: 0.1 }, { shape: [500] }),
  gumbel: () => random.gumbel(KEY, { loc: 0, scale: 1 }, { shape: [500] }),
  hypergeometric: () => random.hypergeometric(KEY, { total: 50, marked: 20, drawn: 15 }, { shape: [500] }),
  inverseGamma: () => random.inverseGamma(KEY, { concentration: 2 }, { shape: [500] }),
  kumaraswamy: () => random.kumaraswamy(KEY, { a: 2, b: 0.4 }, { shape: [500] }),
  laplace: () => random.laplace(KEY, { loc: 0, scale: 1 }, { shape: [500] }),
  logDirichlet: () => random.logDirichlet(KEY, { concentration: [1e-6, 1] }, { shape: [500] }),
  logGamma: () => random.logGamma(KEY, { concentration: 1e-6 }, { shape: [500] }),
  logarithmic: () => random.logarithmic(KEY, { probability: 0.9 }, { shape: [500] }),
  logistic: () => random.logistic(KEY, { loc: 0, scale: 1 }, { shape: [500] }),
  multinomial: () => random.multinomial(KEY, { trials: [10, 10_000], logits: [0, 1, 2] }, { shape: [50, 2] }),
  multivariateNormal: () =>
    random.multivariateNormal(
      KEY,
      {
        loc: [1, 2],
        scaleTril: [
          [1, 0],
          [3, 2],
        ],
      },
      { shape: [50] },
    ),
  inverseGaussian: () => random.inverseGaussian(KEY, { mean: 2, concentration: [0.1, 5] }, { shape: [100, 2] }),
  negativeBinomial: () => random.negativeBinomial(KEY, { concentration: 2.5, probability: 0.3 }, { shape: [500] }),
  normal: () => random.normal(KEY, {}, { shape: [500] }),
  pareto: () => random.pareto(KEY, { concentration: 2, scale: 1 }, { shape: [500] }),
  permutation: () => random.permutation(KEY, 100),
  poisson: () => random.poisson(KEY, { rate: [0, 0.1, 100] }, { shape: [500, 3] }),
  polyaGamma: () => random.polyaGamma(KEY, { shape: [1, 2.5], tilt: 3 }, { shape: [100, 2] }),
  rayleigh: () => random.rayleigh(KEY, { scale: 1 }, { shape: [500] }),
  studentT: () => random.studentT(KEY, { degreesOfFreedom: 3 }, { shape: [500] }),
  truncatedNormal: () => random.truncatedNormal(KEY, { loc: 0, scale: 1, low: 3, high: Infinity }, { shape: [500] }),
  uniform: () => random.uniform(KEY, {}, { shape: [500] }),
  vonMises: () => random.vonMises(KEY, { loc: 3, concentration: [0, 2] }, { shape: [500, 2] }),
  vonMisesFisher: () => random.vonMisesFisher(KEY, { mean: [0, 0.6, 0.8], concentration: 5 }, { shape: [50] }),
  weibull: () => random.weibull(KEY, { concentration: 0.3, scale: 1 }, { shape: [500] }),
  wishart: () =>
    random.wishart(
      KEY,
      {
        degreesOfFreedom: 4,
        scaleTril: [
          [1, 0],
          [3, 2],
        ],
      },
      { shape: [50] },
    ),
  zeroTruncatedPoisson: () => random.zeroTruncatedPoisson(KEY, { rate: 0.01 }, { shape: [500] }),
};

describe('every law', { timeout: 60_000 }, () => {
  test.each(Object.keys(CALLS))('%s: the same bits on every backend, and nothing left behind', async (name) => {
    const made: number[][] = [];
    for (const backend of backends) {
      await useBackend(backend);
      const before = memory().numTensors;
      const draws = CALLS[name]();
      const values = [...draws.dataSync()];
      expect(memory().numTensors).toBe(before + 1);
      expect(values.every((value) => !Number.isNaN(value))).toBe(true);
      const again = CALLS[name]();
      expect(values).toEqual([...again.dataSync()]);
      draws.dispose();
      again.dispose();
      made.push(values);
    }
    const composed = [
      'dirichlet',
      'logDirichlet',
      'beta',
      'studentT',
      'wishart',
      'multivariateNormal',
      'vonMisesFisher',
      'inverseGamma',
      'inverseGaussian',
    ];
    // The backends' own exp, softmax and matMul differ in the last place.
    for (const other of made.slice(1)) {
      if (composed.includes(name))
        for (const [i, value] of made[0].entries())
          expect(Math.abs(value - other[i])).toBeLessThan(2e-5 * (1 + Math.abs(value)));
      else expect(other).toEqual(made[0]);
    }
  });

  it('has a call here', () => {
    const others = ['key', 'split', 'foldIn'];
    expect(Object.keys(random).filter((name) => !others.includes(name) && !(name in CALLS))).toEqual([]);
  });
});

describe('JAX', () => {
  beforeAll(async () => {
    await useBackend('wasm');
  });
  it.each(golden.draws)('uniform, normal and bits of seed $seed', ({ seed, uniform32, normal32, bits32 }) => {
    const shape = [8];
    expect([...random.uniform(seed, {}, { shape }).dataSync()]).toEqual(uniform32.first.map(float32));
    expect([...random.normal(seed, {}, { shape }).dataSync()]).toEqual(normal32.first.map(float32));
    expect([...random.bits(seed, { shape }).dataSync()]).toEqual(bits32.first.map((hex) => Number.parseInt(hex, 16) | 0));
  });
});

describe('parameters', () => {
  beforeAll(async () => {
    await useBackend('cpu');
  });
  it('errors name law, parameter, shape and the first bad value', () => {
    expect(() =>
      random.gamma(KEY, {
        concentration: [
          [1, 2],
          [3, -4],
        ],
      }),
    ).toThrow('gamma: concentration of shape [2,2] must be positive and finite; got -4 at [1,1]');
    expect(() => random.gamma(KEY, { concentration: 1, rate: 0 })).toThrow(/gamma: rate of shape \[\] must be positive/);
    expect(() => random.poisson(KEY, { rate: NaN })).toThrow(/poisson: rate .* got NaN/);
    expect(() => random.hypergeometric(KEY, { total: 10, marked: [3, 11], drawn: 2 })).toThrow(
      'hypergeometric: marked is 11 of a total of 10 (element 1 of 2)',
    );
    expect(() => random.hypergeometric(KEY, { total: [10, 5], marked: 3, drawn: [6, 6] })).toThrow(
      /drawn is 6 of a total of 5/,
    );
    expect(() => random.binomial(KEY, { trials: 2.5, probability: 0.1 })).toThrow(/trials .* whole number .* got 2.5/);
    expect(() => random.categorical(KEY, { logits: [-Infinity, -Infinity] })).toThrow(/minus infinity throughout/);
    expect(() =>
      random.wishart(KEY, {
        degreesOfFreedom: 1,
        scaleTril: [
          [1, 0],
          [0, 1],
        ],
      }),
    ).toThrow(/must be above 1; got 1/);
    expect(() => random.vonMisesFisher(KEY, { mean: [1, 1], concentration: 1 })).toThrow(/length 1.41/);
  });
  it('shapes are checked', () => {
    expect(() => random.normal(KEY, { loc: [1, 2] }, { shape: [3] })).toThrow(/loc/);
    expect(() => random.normal(KEY, { loc: [1, 2] }, { shape: [1] })).toThrow(/do not broadcast to the shape \[1\]/);
    expect(() => random.choice(KEY, 3, { shape: [4], replace: false })).toThrow(/4 of 3 items/);
  });
  it('names are checked', () => {
    expect(() => random.exponential(KEY, { scale: 1 } as never)).toThrow(/exponential: rate is missing/);
    expect(() => random.weibull(KEY, { concentration: 1, scale: 1, loc: 0 } as never)).toThrow(/no parameter loc/);
    expect(() => random.normal('a' as never)).toThrow(/the first argument must be a key/);
  });
  it('empty shapes are fine', () => {
    expect(random.gamma(KEY, { concentration: 2 }, { shape: [0, 3] }).shape).toEqual([0, 3]);
    expect(random.multinomial(KEY, { trials: 3, logits: [0, 0] }, { shape: [0] }).shape).toEqual([0, 2]);
  });
});

describe('laws of several numbers', { timeout: 60_000 }, () => {
  const N = 50_000;
  const moments = (draws: Tensor) => {
    const D = draws.shape.at(-1)!;
    const rows = draws.size / D;
    const x = draws.dataSync();
    const mean = new Array(D).fill(0);
    for (let i = 0; i < x.length; i++) mean[i % D] += x[i] / rows;
    const covariance = Array.from({ length: D }, (_, a) =>
      Array.from({ length: D }, (_, b) => {
        let sum = 0;
        for (let row = 0; row < rows; row++) sum += (x[row * D + a] - mean[a]) * (x[row * D + b] - mean[b]);
        return sum / rows;
      }),
    );
    return { mean, covariance };
  };
  // Six standard errors: a false alarm in 5e8 of the numbers below.
  const near = (found: number, expected: number, deviation: number) =>
    expect(Math.abs(found - expected)).toBeLessThan((6 * deviation) / Math.sqrt(N) + 1e-6);

  beforeAll(async () => {
    await useBackend('wasm');
  });

  it.each([8, 200, 5000])('multinomial of %i trials: means and covariances, and every row sums up', (trials) => {
    const p = [0.5, 0.3, 0.15, 0.05, 0];
    const draws = random.multinomial(KEY, { trials, logits: p.map(Math.log) }, { shape: [N] });
    const sums = sum(draws, -1).dataSync();
    expect([...sums].every((total) => total === trials)).toBe(true);
    const { mean, covariance } = moments(draws);
    p.forEach((a, i) => {
      near(mean[i], trials * a, Math.sqrt(trials * a * (1 - a)));
      p.forEach((b, j) => {
        near(covariance[i][j], trials * ((i === j ? a : 0) - a * b), 2 * trials * Math.sqrt(a * b + 1e-12));
      });
    });
  });

  it('dirichlet: means and covariances', () => {
    const a = [0.2, 1, 3];
    const total = 4.2;
    const draws = random.dirichlet(KEY, { concentration: a }, { shape: [N] });
    const { mean, covariance } = moments(draws);
    a.forEach((x, i) => {
      near(mean[i], x / total, 0.3);
      a.forEach((y, j) => {
        near(covariance[i][j], ((i === j ? x * total : 0) - x * y) / (total ** 2 * (total + 1)), 0.15);
      });
    });
  });

  it('multivariateNormal: mean and covariance', () => {
    const { mean, covariance } = moments(
      random.multivariateNormal(
        KEY,
        {
          loc: [1, -2],
          scaleTril: [
            [2, 0],
            [1, 0.5],
          ],
        },
        { shape: [N] },
      ),
    );
    near(mean[0], 1, 2);
    near(mean[1], -2, 1.2);
    near(covariance[0][0], 4, 6);
    near(covariance[0][1], 2, 4);
    near(covariance[1][1], 1.25, 2);
  });

  it('wishart: mean and variance', () => {
    const draws = reshape(
      random.wishart(
        KEY,
        {
          degreesOfFreedom: 4.5,
          scaleTril: [
            [1, 0],
            [0.5, 2],
          ],
        },
        { shape: [N] },
      ),
      [N, 4],
    );
    const { mean, covariance } = moments(draws);
    const V = [1, 0.5, 0.5, 4.25];
    for (const [i, v] of V.entries()) near(mean[i], 4.5 * v, 3 * v + 5);
    near(covariance[0][0], 2 * 4.5, 60);
    near(covariance[1][1], 4.5 * (0.25 + 4.25), 90);
    near(covariance[3][3], 2 * 4.5 * 4.25 ** 2, 900);
  });

  it('vonMisesFisher: unit vectors, whose mean points along the mean direction', () => {
    const draws = random.vonMisesFisher(KEY, { mean: [0, 0.6, 0.8], concentration: 3 }, { shape: [N] });
    const lengths = sum(square(draws), -1).dataSync();
    expect([...lengths].every((length) => Math.abs(length - 1) < 1e-5)).toBe(true);
    const { mean } = moments(draws);
    const length = 1 / Math.tanh(3) - 1 / 3;
    for (const [i, m] of [0, 0.6, 0.8].entries()) near(mean[i], length * m, 0.7);
  });

  it('permutation: every item at every place alike', () => {
    const counts = new Float64Array(25);
    for (let k = 0; k < 2000; k++)
      random
        .permutation(random.foldIn(KEY, k), 5)
        .dataSync()
        .forEach((item, place) => {
          counts[5 * place + item]++;
        });
    for (const found of counts) expect(Math.abs(found - 400)).toBeLessThan(6 * Math.sqrt(400 * 0.8));
    expect([...random.permutation(KEY, 1000).dataSync()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
  });

  it('choice by weights, with and without replacement', () => {
    const often = random.choice(KEY, 3, { shape: [N], weights: [1, 0, 3] }).dataSync();
    expect(often.includes(1 as never)).toBe(false);
    near(often.filter((item) => item === 2).length / N, 0.75, 0.44);
    const rows = random.choice(
      KEY,
      tensor([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      { shape: [2], replace: false },
    );
    expect(rows.shape).toEqual([2, 2]);
    let first = 0;
    const times = 600;
    for (let k = 0; k < times; k++)
      if (random.choice(random.foldIn(KEY, k), 3, { shape: [2], replace: false, weights: [1, 0.5, 3] }).dataSync()[0] === 2)
        first++;
    expect(Math.abs(first / times - 3 / 4.5)).toBeLessThan((6 * 0.48) / Math.sqrt(times));
  });

  it('keys and neighbours are independent', () => {
    const x = random.normal(KEY, {}, { shape: [N] }).dataSync();
    for (const lag of [1, 2, 7, 512]) {
      let sum = 0;
      for (let i = lag; i < N; i++) sum += x[i] * x[i - lag];
      near(sum / N, 0, 1);
    }
    const [one, two] = random.split(KEY, 2);
    const others = [one, two, random.foldIn(KEY, 77)].map((key) =>
      random.gamma(key, { concentration: 3 }, { shape: [N] }).dataSync(),
    );
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      let sum = 0;
      for (let i = 0; i < N; i++) sum += (others[a][i] - 3) * (others[b][i] - 3);
      near(sum / N / 3, 0, 1);
    }
  });
});
