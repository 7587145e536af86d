import { digamma } from '@baytes/kernels';
import { logarithmic as draws } from '@baytes/random';
import { log1p } from '@baytes/special';
import { div, log, mul, neg, onesLike, sub } from '@tensorflow/tfjs-core';
import { openUnitInterval, positiveCount } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';
import { countFunction, sumOfMasses } from './mass-sums';
import { countQuantile } from './quantile-search';

export interface LogarithmicParameters {
  /** Above 0 and below 1. */
  probs: ParameterLike;
}

const massAt = (x: number, p: number) => x * Math.log(p) - Math.log(x) - Math.log(-Math.log1p(-p));

/**
 * P(X > x) = B_p(x + 1, 0) / -log(1 - p), an incomplete beta function: by its continued fraction, and where p is too near 1 for that, by
 * the series around p = 1.
 *
 * Source: NIST DLMF 8.17.22 and 15.8.10.
 */
function survivalAt(x: number, p: number): number {
  if (x === Infinity) return 0;
  const a = x + 1;
  const scaled = Math.exp(a * Math.log(p)) / -Math.log1p(-p);
  if (p < (a + 1) / (a + 2)) return (scaled * fraction(a, p)) / a;
  let sum = 0;
  let factor = 1;
  for (let n = 0; n < 500; n++) {
    const term = factor * (Math.log1p(-p) + digamma(a + n) - digamma(n + 1));
    sum -= term;
    factor *= ((a + n) * (1 - p)) / (n + 1);
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  return scaled * sum;
}

/** The continued fraction of the incomplete beta function with b = 0, by Lentz's method. */
function fraction(a: number, p: number): number {
  let c = 1;
  let d = 1 / (1 - (a * p) / (a + 1));
  let h = d;
  for (let m = 1; m < 1000; m++) {
    const even = (-m * m * p) / ((a - 1 + 2 * m) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + m) * p) / ((a + 2 * m) * (a + 1 + 2 * m));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

/** The first masses one by one; beyond them what is left is not small, and 1 less it keeps its digits. */
const FEW = 40;
const cdfAt = (x: number, p: number) =>
  x > FEW
    ? 1 - survivalAt(x, p)
    : Math.min(
        1,
        sumOfMasses((k) => massAt(k, p), 1, x),
      );

const cdf = /* @__PURE__ */ countFunction('LogarithmicCdf', ['p'], cdfAt);
const survival = /* @__PURE__ */ countFunction('LogarithmicSurvival', ['p'], survivalAt);
const quantile = /* @__PURE__ */ countQuantile('LogarithmicQuantile', ['p'], (p) => ({
  cdf: (x) => cdfAt(x, p),
  survival: (x) => survivalAt(x, p),
  low: 1,
}));

/** Minus log(1 - p) */
const scale = (probs: Parameters<typeof neg>[0]) => neg(log1p(neg(probs)));

/**
 * The logarithmic law, or log series law: mass p^x / (-x log(1 - p)) at x from 1 on, p the `probs`. Its distribution function
 * has no derivatives.
 *
 * @example
 * logarithmic({ probs: 0.5 }).mean(); // 1 / log 2
 */
export const logarithmic = /* @__PURE__ */ defineDistribution<LogarithmicParameters, 'probs'>({
  name: 'logarithmic',
  parameters: { probs: { constraint: openUnitInterval } },
  support: positiveCount,
  sample: (key, { probs }, shape) => draws(key, { probability: probs }, { shape }),
  logProb: (x, { probs }) => sub(sub(mul(x, log(probs)), log(x)), log(scale(probs))),
  cdf: (x, { probs }) => cdf(x, probs),
  survival: (x, { probs }) => survival(x, probs),
  icdf: (p, { probs }) => quantile(p, probs),
  mean: ({ probs }) => div(div(probs, scale(probs)), sub(1, probs)),
  variance: ({ probs }) => {
    const mean = div(div(probs, scale(probs)), sub(1, probs));
    return mul(mean, sub(div(1, sub(1, probs)), mean));
  },
  mode: ({ probs }) => onesLike(probs),
});
