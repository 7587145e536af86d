import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as kernels from '../src';
import { float32Error, float32Ulps, type Golden, relativeError } from './golden-rows';

const functions = kernels as unknown as Record<string, (...args: never[]) => unknown>;
const read = (name: string) => JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as Golden;

/** By golden file and function: the greatest relative error in float64, and in units of the last place of float32 (default 1). */
const BOUNDS: Record<string, Record<string, number | [number, number]>> = {
  erf: {
    erf: 1e-15,
    erfc: [1e-15, 4],
    erfcx: 1e-15,
    erfinv: [1e-15, 3],
    erfcinv: 1e-15,
    ndtr: [1e-15, 5],
    logNdtr: 1e-15,
    ndtri: [1e-15, 3],
    ndtriExp: 1e-15,
    log1p: 1e-15,
    expm1: [1e-15, 2],
    log1pexp: [1e-15, 2],
    log1mexp: 1e-15,
    logexpm1: 1e-15,
    logit: 1e-15,
    logSigmoid: [1e-15, 2],
    xlogy: 1e-15,
    xlog1py: 1e-15,
  },
  // a and b 1e-4 to 1e4. The float64 errors of 1e-11 are at shapes under 1e-3 beside shapes over 1e3.
  beta: {
    betainc: 1e-10,
    betaincc: 1e-10,
    logBetainc: 1e-10,
    betaincinv: 1e-10,
    // Quantiles 1e-8 to 1 - 1e-8.
    betaincA: 1e-10,
    betaincB: 1e-10,
    betaincAA: 1e-9,
    betaincAB: 1e-9,
    betaincBB: 1e-8,
    betaDrawA: 1e-10,
    betaDrawB: 1e-10,
    betaDrawAA: 1e-8,
    betaDrawAB: 1e-8,
    betaDrawBB: 1e-8,
  },
  counts: {
    logFactorial: [1e-14, 4],
    // Where a rising factorial is 1 but for rounding: Gamma(a + n) = Gamma(a) about 1.46.
    logRisingFactorial: 1e-13,
    logBinomial: 1e-12,
    logDiffExp: 1e-13,
  },
  bessel: {
    besselI0: 1e-15,
    besselI1: 1e-15,
    besselI0e: 1e-15,
    besselI1e: 1e-15,
    besselIv: 1e-13,
    besselIve: 1e-13,
    logBesselIv: 1e-14,
    besselIvDerivative: 1e-13,
    // The third derivatives of nearly constant functions, for v in the hundreds.
    besselIveDerivative: [1e-5, 100],
    logBesselIvDerivative: [1e-5, 100],
  },
  laws: {
    lambertW0: 1e-15,
    lambertWm1: 1e-15,
    owensT: 1e-15,
    studentTCdf: 1e-12,
    // Degrees of freedom and concentrations 1e-4 to 1e4, quantiles 1e-8 to 1 - 1e-8.
    studentTCdfN: 1e-10,
    studentTCdfNN: 1e-9,
    studentTDrawN: 1e-10,
    studentTDrawNN: 1e-9,
    negativeBinomialDrawR: 1e-13,
    negativeBinomialDrawRR: 1e-12,
    vonMisesCdf: 1e-12,
    vonMisesCdfKappa: 1e-12,
    vonMisesCdfKappaKappa: 1e-10,
    vonMisesDrawK: 1e-12,
    vonMisesDrawKK: 1e-10,
  },
};

describe.each(Object.entries(BOUNDS))('%s against mpmath, and SciPy at the ends', (file, bounds) => {
  const golden = read(file);

  it('has a bound for every golden function', () => {
    expect(Object.keys(golden).sort()).toEqual(Object.keys(bounds).sort());
  });

  it.each(Object.entries(bounds))('%s', (name, bound) => {
    const [float64, float32] = typeof bound === 'number' ? [bound, 1] : bound;
    const double = relativeError(functions[name], golden[name]);
    expect(double.error, double.at).toBeLessThanOrEqual(float64);
    const single = float32Error(functions[name], golden[name]);
    expect(single.error, single.at).toBeLessThanOrEqual(float32);
  });
});

/** Numbers in (0, 1) that look random. */
const uniform = (n: number) => Array.from({ length: n }, (_, i) => ((i + 1) * 0.6180339887498949) % 1);

describe('four at a time against one at a time', () => {
  const unit = uniform(20011);
  const inputs: Record<string, [number[], number]> = {
    erf: [unit.map((u) => 12 * u - 6), 2],
    erfc: [unit.map((u) => 16 * u - 6), 4],
    erfinv: [unit.map((u) => 2 * u - 1), 3],
    ndtr: [unit.map((u) => 20 * u - 14), 5],
    ndtri: [unit.map((u, i) => (i % 2 ? u : 10 ** (-44 * u))), 3],
    log1p: [unit.map((u, i) => (i % 3 ? 10 ** (40 * u - 30) : -u)), 2],
    expm1: [unit.map((u) => 190 * u - 100), 2],
    log1pexp: [unit.map((u) => 190 * u - 100), 2],
    logSigmoid: [unit.map((u) => 40 * u - 20), 2],
  };
  it.each(Object.entries(inputs))('%s', (name, [x, bound]) => {
    const f = kernels[name as 'erf'];
    const single = f(Float32Array.from(x));
    let worst = 0;
    Float32Array.from(x).forEach((each, i) => {
      worst = Math.max(worst, float32Ulps(single[i], f(each)));
    });
    expect(worst).toBeLessThanOrEqual(bound);
  });

  it.each(['betainc', 'betaincinv'] as const)('%s', (name) => {
    const [a, b, x] = [0, 1, 2].map((k) =>
      Float32Array.from(unit.slice(0, 6001), (_, i) => {
        const u = ((i + 1) * [0.6180339887, 0.7548776662, 0.5698402909][k]) % 1;
        return k === 2 ? u : 10 ** (7 * u - 3);
      }),
    );
    const single = kernels[name](a, b, x);
    let worst = 0;
    let at = '';
    for (let i = 0; i < a.length; i++) {
      const error = float32Ulps(single[i], kernels[name](a[i], b[i], x[i]));
      if (error > worst) [worst, at] = [error, `${name}(${a[i]}, ${b[i]}, ${x[i]})`];
    }
    expect(worst, at).toBeLessThanOrEqual(1);
  });
});

/** Derivatives that have no golden values of their own: central differences of what has. */
describe('derivatives against differences', () => {
  type Function = (...args: number[]) => number;
  const all = kernels as unknown as Record<string, Function>;
  const order =
    (name: string, n: number): Function =>
    (...args) =>
      all[name](...args, n);
  /** Function, argument by whose place it is differentiated, derivative, points. */
  const cases: [string, Function, number, Function, number[][]][] = [
    ['logBetainc a', all.logBetainc, 0, all.logBetaincA, []],
    ['logBetainc b', all.logBetainc, 1, all.logBetaincB, []],
    ['logBetainc aa', all.logBetaincA, 0, all.logBetaincAA, []],
    ['logBetainc ab', all.logBetaincA, 1, all.logBetaincAB, []],
    ['logBetainc bb', all.logBetaincB, 1, all.logBetaincBB, []],
    ['betaincinv a', all.betaincinv, 0, all.betaincinvA, []],
    ['betaincinv b', all.betaincinv, 1, all.betaincinvB, []],
    ['betaincinv aa', all.betaincinvA, 0, all.betaincinvAA, []],
    ['betaincinv ab', all.betaincinvB, 0, all.betaincinvAB, []],
    ['betaincinv bb', all.betaincinvB, 1, all.betaincinvBB, []],
    ['betainc x', all.betainc, 2, all.betaDensity, []],
    ['logBetainc x', all.logBetainc, 2, all.betaReversedHazard, []],
    ['betaincB bb', all.betaincB, 1, all.betaincBB, []],
    ['log density a', (...args: number[]) => Math.log(all.betaDensity(...args)), 0, all.betaScoreA, []],
    ['log density b', (...args: number[]) => Math.log(all.betaDensity(...args)), 1, all.betaScoreB, []],
  ].map(([name, f, place, d]) => [
    name,
    f,
    place,
    d,
    [
      [2, 3, 0.4],
      [0.3, 5, 0.5],
      [40, 2, 0.9],
      [2, 0.1, 0.3],
      [300, 200, 0.55],
    ],
  ]) as [string, Function, number, Function, number[][]][];
  const one = (xs: number[]) => xs.map((x) => [x]);
  for (const n of [0, 1, 2, 3]) {
    const add = (name: string, xs: number[]) => cases.push([`${name} ${n}`, order(name, n), 0, order(name, n + 1), one(xs)]);
    add('erfcxDerivative', [-3, -0.5, 0.5, 1.5, 8]);
    add('ndtriDerivative', [0.01, 0.3, 0.5001, 0.8]);
    add('erfinvDerivative', [-0.8, 0.3, 0.5001, 0.8]);
    add('erfcinvDerivative', [0.01, 0.3, 1.5001, 1.9]);
    add('lambertW0Derivative', [-0.3, -0.1, 0.5, 3]);
    add('lambertWm1Derivative', [-0.3, -0.1, -0.01]);
    if (n > 0) add('logNdtrDerivative', [-30, -3, -0.5, 0.5, 1.5, 4]);
  }
  cases.push(
    ['logNdtr', all.logNdtr, 0, order('logNdtrDerivative', 1), one([-30, -3, 0.5, 4])],
    ['erfcx', all.erfcx, 0, order('erfcxDerivative', 1), one([-3, 0.2, 5])],
    [
      'studentTDensity',
      (n, t) => Math.log(all.studentTDensity(n, t)),
      0,
      all.studentTScore,
      [
        [3, 1.2],
        [0.4, 2],
        [90, 0.1],
      ],
    ],
    [
      'studentTCdf',
      all.studentTCdf,
      1,
      all.studentTDensity,
      [
        [3, 1.2],
        [0.4, -2],
        [90, 0.1],
      ],
    ],
    [
      'vonMisesDensity',
      (k, x) => Math.log(all.vonMisesDensity(k, x)),
      0,
      all.vonMisesScore,
      [
        [3, 1.2],
        [0.4, -2],
        [90, 0.1],
      ],
    ],
    [
      'vonMisesCdf',
      all.vonMisesCdf,
      1,
      all.vonMisesDensity,
      [
        [3, 1.2],
        [0.4, -2],
        [90, 0.1],
      ],
    ],
    [
      'expSquare',
      all.expSquare,
      0,
      (x, s) => 2 * s * x * all.expSquare(x, s),
      [
        [1.3, -1],
        [-2, 0.5],
        [5, -0.5],
      ],
    ],
  );
  it.each(cases)('%s', (_, f, place, derivative, points) => {
    for (const point of points) {
      const step = 3e-4 * Math.abs(point[place]);
      const at = (k: number) => f(...point.map((x, i) => (i === place ? x + k * step : x)));
      const difference = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
      const value = derivative(...point);
      expect(Math.abs(value - difference), `at ${point}`).toBeLessThan(1e-7 * Math.abs(value) + 1e-11);
    }
  });
});
