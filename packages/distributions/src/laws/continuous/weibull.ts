import { weibull as draws } from '@baytes/random';
import { expm1, lgamma, log1mexp, log1p, xlogy } from '@baytes/special';
import { add, div, exp, greater, log, mul, neg, pow, reciprocal, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { EULER } from '../../formulas/constants';
import { expm1Over } from '../../formulas/box-cox';
import { lgammaBend } from '../../formulas/gamma-near-one';
import type { ParameterLike, Values } from '../../parameters';

export interface WeibullParameters {
  /** The shape, positive. */
  concentration: ParameterLike;
  /** Positive. Default 1. */
  scale?: ParameterLike;
}

/** log P(X > x) = -(x / scale)^k */
const logAbove = (x: Tensor, { concentration, scale }: Values<'concentration' | 'scale'>) =>
  neg(pow(div(x, scale), concentration));

/** Gamma(1 + 1 / k) */
const meanOf = (concentration: Tensor) => exp(lgamma(add(1, reciprocal(concentration))));

/**
 * The Weibull law: density k / scale (x / scale)^(k - 1) exp(-(x / scale)^k), k the concentration.
 *
 * @example
 * weibull({ concentration: 2, scale: 3 }).logProb([1, 3]); // [-1.6152, -1.4055]
 */
export const weibull = /* @__PURE__ */ defineDistribution<WeibullParameters, 'concentration' | 'scale'>({
  name: 'weibull',
  parameters: { concentration: { constraint: positive }, scale: { constraint: positive, default: 1 } },
  support: nonNegative,
  inside: ({ scale }) => scale,
  sample: (key, { concentration, scale }, shape) => draws(key, { concentration, scale }, { shape }),
  logProb: (x, values) => {
    const { concentration: k, scale } = values;
    return add(add(sub(log(k), log(scale)), xlogy(sub(k, 1), div(x, scale))), logAbove(x, values));
  },
  cdf: (x, values) => neg(expm1(logAbove(x, values))),
  logCdf: (x, values) => log1mexp(logAbove(x, values)),
  survival: (x, values) => exp(logAbove(x, values)),
  logSurvival: logAbove,
  icdf: (p, { concentration, scale }) => mul(scale, pow(neg(log1p(neg(p))), reciprocal(concentration))),
  entropy: ({ concentration: k, scale }) => add(add(mul(EULER, sub(1, reciprocal(k))), sub(log(scale), log(k))), 1),
  mean: ({ concentration, scale }) => mul(scale, meanOf(concentration)),
  // Gamma(1 + 2 / k) - Gamma(1 + 1 / k)^2, without cancellation for large k.
  variance: ({ concentration: k, scale }) => {
    const c = neg(reciprocal(k));
    return mul(square(mul(scale, meanOf(k))), mul(square(c), expm1Over(square(c), lgammaBend(c))));
  },
  mode: ({ concentration: k, scale }) => {
    const inside = greater(k, 1);
    const safe = where(inside, k, 2);
    return where(inside, mul(scale, pow(sub(1, reciprocal(safe)), reciprocal(safe))), 0);
  },
});
