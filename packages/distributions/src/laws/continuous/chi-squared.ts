import { gamma as draws } from '@baytes/random';
import { digamma, igamma, igammac, igammaInverse, lgamma, logIgamma, logIgammac, xlogy } from '@baytes/special';
import { add, maximum, mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';

export interface ChiSquaredParameters {
  /** Positive: how many squares of standard normal variables are added, where that is a whole number. */
  degreesOfFreedom: ParameterLike;
}

type Parameters = Values<'degreesOfFreedom'>;

/** The concentration of the same gamma law, whose rate is 1/2. */
const half = ({ degreesOfFreedom }: Parameters) => mul(0.5, degreesOfFreedom);
const halfOf = (x: Tensor) => mul(0.5, x);

/**
 * The chi-squared law: density x^(n / 2 - 1) exp(-x / 2) / (2^(n / 2) Gamma(n / 2)), n the degrees of freedom.
 *
 * @example
 * chiSquared({ degreesOfFreedom: 3 }).icdf([0.5, 0.95]); // [2.3660, 7.8147]
 */
export const chiSquared = /* @__PURE__ */ defineDistribution<ChiSquaredParameters, 'degreesOfFreedom'>({
  name: 'chiSquared',
  parameters: { degreesOfFreedom: { constraint: positive } },
  support: nonNegative,
  sample: (key, values, shape) => draws(key, { concentration: half(values), rate: 0.5 }, { shape }),
  logProb: (x, values) => {
    const a = half(values);
    return sub(sub(xlogy(sub(a, 1), x), halfOf(x)), add(mul(Math.LN2, a), lgamma(a)));
  },
  cdf: (x, values) => igamma(half(values), halfOf(x)),
  logCdf: (x, values) => logIgamma(half(values), halfOf(x)),
  survival: (x, values) => igammac(half(values), halfOf(x)),
  logSurvival: (x, values) => logIgammac(half(values), halfOf(x)),
  icdf: (p, values) => mul(2, igammaInverse(half(values), p)),
  entropy: (values) => {
    const a = half(values);
    return add(add(a, Math.LN2), add(lgamma(a), mul(sub(1, a), digamma(a))));
  },
  mean: ({ degreesOfFreedom }) => degreesOfFreedom,
  variance: ({ degreesOfFreedom }) => mul(2, degreesOfFreedom),
  mode: ({ degreesOfFreedom }) => maximum(sub(degreesOfFreedom, 2), 0),
});
