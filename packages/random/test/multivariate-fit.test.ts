// Do laws of vectors and matrices follow their law beyond their moments? By projections, ratios and sums whose law is known: their cells
// are those of golden/cells.json, and so is the budget of false alarms.
import { key, uniformStream } from '@baytes/kernels';
import { inverse, useBackend } from '@baytes/tensor';
import { tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect } from 'vitest';
import * as random from '../src';
import golden from './golden/cells.json';
import { goodnessOfFit } from './goodness-of-fit';
import { it } from './tidied';

const N = 100_000;
const SEED = Number(process.env.BAYTES_GOF_SEED ?? 2026);
/** Samples that this file tests: a check at the end keeps the number right. */
const TESTS = 17;
let done = 0;

function expectFit(draws: ArrayLike<number>, law: string, parameters: number[]): void {
  const cells = golden.cases.find((each) => each.law === law && `${each.parameters}` === `${parameters}`);
  expect(cells, `${law}(${parameters})`).toBeDefined();
  const { fits, finding } = goodnessOfFit(draws, cells!, TESTS);
  done++;
  expect(fits, finding).toBe(true);
}

const keys = random.split(key(SEED), 16);
const rows = (values: ArrayLike<number>, length: number) =>
  Array.from({ length: values.length / length }, (_, i) => Array.from({ length }, (_, j) => values[i * length + j]));
const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, each, i) => sum + each * y[i], 0);
const apply = (matrix: readonly number[][], x: readonly number[]) => matrix.map((row) => dot(row, x));

/** Directions that have nothing to do with the laws' own axes. */
const next = uniformStream(key(SEED + 1));
const directions = (length: number, count: number) =>
  Array.from({ length: count }, () => Array.from({ length }, () => 2 * next() - 1));

const COVARIANCE = [
  [4, 1, -0.6],
  [1, 2, 0.3],
  [-0.6, 0.3, 0.5],
];
const PRECISION = () => inverse(tensor2d(COVARIANCE));
/** Of COVARIANCE, by hand. */
function scaleTril(): number[][] {
  const l = COVARIANCE.map((row) => row.map(() => 0));
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = COVARIANCE[i][j] - dot(l[i].slice(0, j), l[j].slice(0, j));
      l[i][j] = i === j ? Math.sqrt(rest) : rest / l[j][j];
    }
  }
  return l;
}

const SPREADS = [
  { name: 'scaleTril', spread: () => ({ scaleTril: scaleTril() }) },
  { name: 'covariance', spread: () => ({ covariance: COVARIANCE }) },
  { name: 'precision', spread: () => ({ precision: PRECISION() }) },
];

describe(`projections of ${N} draws, seed ${SEED}`, { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await useBackend('cpu');
  });

  it.each(SPREADS)('multivariateNormal by its $name', ({ spread }) => {
    const loc = [1, -2, 30];
    const draws = rows(random.multivariateNormal(keys[0], { loc, ...spread() }, { shape: [N] }).dataSync(), 3);
    for (const a of directions(3, 2)) {
      const deviation = Math.sqrt(dot(a, apply(COVARIANCE, a)));
      expectFit(
        draws.map((x) => (dot(a, x) - dot(a, loc)) / deviation),
        'exactNormal',
        [0, 1],
      );
    }
  });

  it.each(SPREADS)('wishart by its $name', ({ spread }) => {
    // a'Wa / a'Va is chi-square of nu degrees, a'V^-1 a / a'W^-1 a of nu - D + 1.
    const matrices = rows(random.wishart(keys[1], { degreesOfFreedom: 3, ...spread() }, { shape: [N] }).dataSync(), 9);
    const [a] = directions(3, 1);
    const along = dot(a, apply(COVARIANCE, a));
    expectFit(
      matrices.map((w) => dot(a, apply(rows(w, 3), a)) / along / 2),
      'gamma',
      [1.5],
    );
  });

  it('the inverse of a wishart', () => {
    const covariance = [
      [2, 0.5],
      [0.5, 1],
    ];
    const invert = ([[p, q], [r, s]]: number[][]) => {
      const det = p * s - q * r;
      return [
        [s / det, -q / det],
        [-r / det, p / det],
      ];
    };
    const matrices = rows(random.wishart(keys[2], { degreesOfFreedom: 3, covariance }, { shape: [N] }).dataSync(), 4);
    const [a] = directions(2, 1);
    const along = dot(a, apply(invert(covariance), a));
    expectFit(
      matrices.map((w) => along / dot(a, apply(invert(rows(w, 2)), a)) / 2),
      'gamma',
      [1],
    );
  });

  it('dirichlet: sums are beta, and so are shares within them', () => {
    const sums = rows(random.dirichlet(keys[3], { concentration: [0.7, 1, 1.3, 2] }, { shape: [N] }).dataSync(), 4);
    expectFit(
      sums.map(([x, , y]) => x + y),
      'beta',
      [2, 3],
    );
    const shares = rows(random.logDirichlet(keys[4], { concentration: [0.2, 5, 0.3] }, { shape: [N] }).dataSync(), 3);
    expectFit(
      shares.map(([x, , y]) => 1 / (1 + Math.exp(y - x))),
      'beta',
      [0.2, 0.3],
    );
  });

  it('multinomial: sums over categories are binomial', () => {
    const logits = [0.02, 0.2, 0.08, 0.5, 0.2].map(Math.log);
    const counts = (trials: number, from: random.Key) =>
      rows(random.multinomial(from, { trials, logits }, { shape: [N] }).dataSync(), 5);
    const many = counts(100, keys[5]);
    expectFit(
      many.map((x) => x[0] + x[2]),
      'binomial',
      [100, 0.1],
    );
    expectFit(
      many.map((x) => x[3] + x[4]),
      'binomial',
      [100, 0.7],
    );
    expectFit(
      counts(10, keys[6]).map((x) => x[1] + x[2] + x[4] + x[0]),
      'binomial',
      [10, 0.5],
    );
  });

  it('vonMisesFisher: the angle to the mean, and the direction around it', () => {
    const mean = [2 / 3, -1 / 3, 2 / 3];
    const draws = rows(random.vonMisesFisher(keys[7], { mean, concentration: 20 }, { shape: [N] }).dataSync(), 3);
    expectFit(
      draws.map((x) => Math.sqrt(0.5 * x.reduce((sum, each, i) => sum + (each - mean[i]) ** 2, 0))),
      'vonMisesFisherRoot',
      [20, 3],
    );
    const [u, v] = [
      [1 / Math.SQRT2, 0, -1 / Math.SQRT2],
      [1 / (3 * Math.SQRT2), 4 / (3 * Math.SQRT2), 1 / (3 * Math.SQRT2)],
    ];
    expectFit(
      draws.map((x) => 0.5 + Math.atan2(dot(u, x), dot(v, x)) / (2 * Math.PI)),
      'uniform64',
      [],
    );
  });

  it('the number of samples is what the budget is shared out over', () => {
    expect(done).toBe(TESTS);
  });
});
