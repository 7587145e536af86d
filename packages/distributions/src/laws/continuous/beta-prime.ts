import { betaLogit } from '@baytes/random';
import { betainc, betaincc, betaincinv, digamma, lbeta, log1p, xlogy } from '@baytes/special';
import { add, div, exp, greater, less, maximum, mul, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { implicit } from '../../formulas/implicit';
import type { ParameterLike, Values } from '../../parameters';

export interface BetaPrimeParameters {
  /** Positive: the power of x, less one. */
  concentration1: ParameterLike;
  /** Positive: the power of the tail. */
  concentration0: ParameterLike;
}

type Parameters = Values<'concentration1' | 'concentration0'>;

/** Two formulas of the share y = x / (1 + x) of the beta law: up to 1/2, and above it of 1 - y, neither of which rounds to 1. */
function byShare(x: Tensor, low: (y: Tensor) => Tensor, high: (rest: Tensor) => Tensor): Tensor {
  const small = less(x, 1);
  const below = where(small, x, 1);
  return where(small, low(div(below, add(1, below))), high(div(1, add(1, where(small, 1, x)))));
}

const logProb = (x: Tensor, { concentration1: a, concentration0: b }: Parameters) =>
  sub(sub(xlogy(sub(a, 1), x), mul(add(a, b), log1p(x))), lbeta(a, b));

const cdf = (x: Tensor, { concentration1: a, concentration0: b }: Parameters) =>
  byShare(
    x,
    (y) => betainc(a, b, y),
    (rest) => betaincc(b, a, rest),
  );

const survival = (x: Tensor, { concentration1: a, concentration0: b }: Parameters) =>
  byShare(
    x,
    (y) => betaincc(a, b, y),
    (rest) => betainc(b, a, rest),
  );

/** y / (1 - y), from whichever of y and 1 - y is small; where p is small too, y near 1 is mended by a step of Newton's method. */
function quantile(p: Tensor, values: Parameters): Tensor {
  const { concentration1: a, concentration0: b } = values;
  const density = (x: Tensor) => exp(logProb(x, values));
  const y = betaincinv(a, b, p);
  const [near, upper] = [less(y, 0.5), greater(p, 0.5)];
  const odds = div(y, sub(1, y));
  const rest = betaincinv(b, a, sub(1, where(upper, p, 0.5)));
  const safe = where(near, 1, odds);
  const mended = sub(safe, div(sub(cdf(safe, values), p), density(safe)));
  const found = where(near, odds, where(upper, div(sub(1, rest), rest), mended));
  return implicit(found, p, (x) => cdf(x, values), density);
}

/**
 * The beta prime law, of the odds y / (1 - y) of a beta variable y: density x^(a - 1) (1 + x)^(-a - b) / B(a, b), a = concentration1,
 * b = concentration0. Its mean is infinite for b <= 1, its variance for b <= 2.
 *
 * @example
 * betaPrime({ concentration1: 2, concentration0: 3 }).cdf([1, 4]); // [0.6875, 0.9728]
 */
export const betaPrime = /* @__PURE__ */ defineDistribution<BetaPrimeParameters, 'concentration1' | 'concentration0'>({
  name: 'betaPrime',
  parameters: { concentration1: { constraint: positive }, concentration0: { constraint: positive } },
  support: nonNegative,
  sample: (key, { concentration1, concentration0 }, shape) =>
    exp(betaLogit(key, { concentration1, concentration0 }, { shape })),
  logProb,
  cdf,
  survival,
  icdf: quantile,
  // That of the beta law, and twice the mean of -log(1 - y).
  entropy: ({ concentration1: a, concentration0: b }) => {
    const both = digamma(add(a, b));
    return add(lbeta(a, b), add(mul(sub(a, 1), sub(both, digamma(a))), mul(add(b, 1), sub(both, digamma(b)))));
  },
  mean: ({ concentration1: a, concentration0: b }) => {
    const finite = greater(b, 1);
    return where(finite, div(a, sub(where(finite, b, 2), 1)), Infinity);
  },
  variance: ({ concentration1: a, concentration0: b }) => {
    const finite = greater(b, 2);
    const safe = where(finite, b, 3);
    const top = mul(a, sub(add(a, safe), 1));
    return where(finite, div(top, mul(square(sub(safe, 1)), sub(safe, 2))), Infinity);
  },
  mode: ({ concentration1: a, concentration0: b }) => div(maximum(sub(a, 1), 0), add(b, 1)),
});
