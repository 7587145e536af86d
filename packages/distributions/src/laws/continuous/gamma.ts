import { gamma as draws } from '@baytes/random';
import { digamma, igamma, igammac, igammaInverse, lgamma, logIgamma, logIgammac, xlogy } from '@baytes/special';
import { add, div, log, maximum, mul, reciprocal, square, sub } from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { AtMostOneOf, ParameterLike } from '../../parameters';

export type GammaParameters = {
  /** The shape, positive. */
  concentration: ParameterLike;
} & AtMostOneOf<'rate' | 'scale'>;

/**
 * The gamma law: density rate^a x^(a - 1) exp(-rate x) / Gamma(a), a the concentration; `scale` = 1 / rate, 1 where neither is given.
 *
 * Draws of concentrations far below 1 underflow: the logarithms of them, `logGamma`, do not.
 *
 * @example
 * gamma({ concentration: 2, rate: 3 }).mean(); // 0.6667
 */
export const gamma = /* @__PURE__ */ defineDistribution<GammaParameters, 'concentration' | 'rate' | 'scale'>({
  name: 'gamma',
  parameters: {
    concentration: { constraint: positive },
    rate: { constraint: positive, default: 1, otherwise: ({ scale }) => reciprocal(scale) },
    scale: { constraint: positive, otherwise: ({ rate }) => reciprocal(rate) },
  },
  oneOf: [['rate', 'scale']],
  support: nonNegative,
  sample: (key, { concentration, rate }, shape) => draws(key, { concentration, rate }, { shape }),
  logProb: (x, { concentration: a, rate }) => sub(add(mul(a, log(rate)), xlogy(sub(a, 1), x)), add(mul(rate, x), lgamma(a))),
  cdf: (x, { concentration, rate }) => igamma(concentration, mul(rate, x)),
  logCdf: (x, { concentration, rate }) => logIgamma(concentration, mul(rate, x)),
  survival: (x, { concentration, rate }) => igammac(concentration, mul(rate, x)),
  logSurvival: (x, { concentration, rate }) => logIgammac(concentration, mul(rate, x)),
  icdf: (p, { concentration, rate }) => div(igammaInverse(concentration, p), rate),
  entropy: ({ concentration: a, rate }) => add(sub(a, log(rate)), add(lgamma(a), mul(sub(1, a), digamma(a)))),
  mean: ({ concentration, rate }) => div(concentration, rate),
  variance: ({ concentration, rate }) => div(concentration, square(rate)),
  mode: ({ concentration, rate }) => div(maximum(sub(concentration, 1), 0), rate),
});
