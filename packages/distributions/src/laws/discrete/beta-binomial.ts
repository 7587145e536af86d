import { lbeta, logBinomial } from '@baytes/kernels';
import { betaBinomial as draws } from '@baytes/random';
import { digamma, polygammaDifference } from '@baytes/special';
import { defineKernel } from '@baytes/tensor';
import { add, div, mul, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { count, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';
import { countFunction, tailsBySums } from './mass-sums';
import { countQuantile } from './quantile-search';

export interface BetaBinomialParameters {
  /** How many trials: a whole number from 0 on. */
  totalCount: ParameterLike;
  /** Of success, positive. */
  concentration1: ParameterLike;
  /** Of failure, positive. */
  concentration0: ParameterLike;
}

const NAMES = ['n', 'a', 'b'] as const;

const massAt = (x: number, n: number, a: number, b: number) => logBinomial(n, x) + lbeta(x + a, n - x + b) - lbeta(a, b);
const tails = (n: number, a: number, b: number) => tailsBySums((x) => massAt(x, n, a, b), 0, n);

const logMass: (x: Tensor, n: Tensor, a: Tensor, b: Tensor) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'BetaBinomialLogMass',
  inputs: ['x', 'n', 'a', 'b'],
  host: ({ x, n, a, b }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = massAt(x[i], n[i], a[i], b[i]);
  },
  gradient: ({ x, n, a, b }, dy) => {
    const rest = () => sub(n, x);
    const [psi, total] = [digamma, () => add(a, b)];
    // psi(a) - psi(a + x), in one piece
    const fall = (from: Tensor, by: Tensor) => polygammaDifference(from, by, { order: 0 });
    return {
      x: () => mul(dy, add(sub(psi(add(rest(), 1)), psi(add(x, 1))), sub(psi(add(x, a)), psi(add(rest(), b))))),
      n: () => mul(dy, add(sub(psi(add(n, 1)), psi(add(rest(), 1))), sub(psi(add(rest(), b)), psi(add(n, total()))))),
      a: () => mul(dy, sub(fall(total(), n), fall(a, x))),
      b: () => mul(dy, sub(fall(total(), n), fall(b, rest()))),
    };
  },
});

const cdf = /* @__PURE__ */ countFunction('BetaBinomialCdf', NAMES, (x, ...at) => tails(at[0], at[1], at[2]).cdf(x));
const survival = /* @__PURE__ */ countFunction('BetaBinomialSurvival', NAMES, (x, ...at) =>
  tails(at[0], at[1], at[2]).survival(x),
);
const quantile = /* @__PURE__ */ countQuantile('BetaBinomialQuantile', NAMES, tails);

/**
 * The beta-binomial law: binomial among `totalCount` = n trials, with a beta probability of success. Mass
 * n! / (x! (n - x)!) B(x + a, n - x + b) / B(a, b), a = `concentration1`, b = `concentration0`. Its distribution function is a sum over
 * masses, and has no derivatives.
 *
 * @example
 * betaBinomial({ totalCount: 3, concentration1: 1, concentration0: 1 }).logProb(1); // log(1/4)
 */
export const betaBinomial = /* @__PURE__ */ defineDistribution<
  BetaBinomialParameters,
  'totalCount' | 'concentration1' | 'concentration0'
>({
  name: 'betaBinomial',
  parameters: {
    totalCount: { constraint: count },
    concentration1: { constraint: positive },
    concentration0: { constraint: positive },
  },
  support: ({ totalCount }) => interval(0, totalCount, { name: 'countUpTo', closed: 'both', integer: true }),
  sample: (key, { totalCount, concentration1, concentration0 }, shape) =>
    draws(key, { trials: totalCount, concentration1, concentration0 }, { shape }),
  logProb: (x, { totalCount, concentration1, concentration0 }) => logMass(x, totalCount, concentration1, concentration0),
  cdf: (x, { totalCount, concentration1, concentration0 }) => cdf(x, totalCount, concentration1, concentration0),
  survival: (x, { totalCount, concentration1, concentration0 }) => survival(x, totalCount, concentration1, concentration0),
  icdf: (p, { totalCount, concentration1, concentration0 }) => quantile(p, totalCount, concentration1, concentration0),
  mean: ({ totalCount, concentration1: a, concentration0: b }) => mul(totalCount, div(a, add(a, b))),
  variance: ({ totalCount: n, concentration1: a, concentration0: b }) => {
    const total = add(a, b);
    return div(mul(mul(n, mul(a, b)), add(total, n)), mul(square(total), add(total, 1)));
  },
});
