import { inverseGamma as draws } from '@baytes/random';
import { digamma, igamma, igammac, igammacInverse, lgamma, logIgamma, logIgammac } from '@baytes/special';
import { add, div, greater, log, mul, square, sub, where } from '@tensorflow/tfjs-core';
import { positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';

export interface InverseGammaParameters {
  /** The power of the tail, positive. */
  concentration: ParameterLike;
  /** Positive: the rate of the gamma law of 1 / x. Default 1. */
  scale?: ParameterLike;
}

/**
 * The inverse gamma law, of the reciprocal of a gamma variable: density scale^a x^(-a - 1) exp(-scale / x) / Gamma(a), a the
 * concentration. Its mean is infinite for a <= 1, its variance for a <= 2.
 *
 * @example
 * inverseGamma({ concentration: 3, scale: 2 }).logProb([0.5, 2]); // [0.1589, -2.3863]
 */
export const inverseGamma = /* @__PURE__ */ defineDistribution<InverseGammaParameters, 'concentration' | 'scale'>({
  name: 'inverseGamma',
  parameters: { concentration: { constraint: positive }, scale: { constraint: positive, default: 1 } },
  support: positive,
  sample: (key, { concentration, scale }, shape) => draws(key, { concentration, scale }, { shape }),
  logProb: (x, { concentration: a, scale }) =>
    sub(sub(mul(a, log(scale)), mul(add(a, 1), log(x))), add(div(scale, x), lgamma(a))),
  cdf: (x, { concentration, scale }) => igammac(concentration, div(scale, x)),
  logCdf: (x, { concentration, scale }) => logIgammac(concentration, div(scale, x)),
  survival: (x, { concentration, scale }) => igamma(concentration, div(scale, x)),
  logSurvival: (x, { concentration, scale }) => logIgamma(concentration, div(scale, x)),
  icdf: (p, { concentration, scale }) => div(scale, igammacInverse(concentration, p)),
  entropy: ({ concentration: a, scale }) => add(add(a, log(scale)), sub(lgamma(a), mul(add(1, a), digamma(a)))),
  mean: ({ concentration: a, scale }) => {
    const finite = greater(a, 1);
    return where(finite, div(scale, sub(where(finite, a, 2), 1)), Infinity);
  },
  variance: ({ concentration: a, scale }) => {
    const finite = greater(a, 2);
    const safe = where(finite, a, 3);
    return where(finite, div(square(div(scale, sub(safe, 1))), sub(safe, 2)), Infinity);
  },
  mode: ({ concentration, scale }) => div(scale, add(concentration, 1)),
});
