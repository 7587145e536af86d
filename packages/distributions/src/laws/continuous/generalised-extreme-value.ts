import { gumbel } from '@baytes/random';
import { expm1, lgamma, log1mexp, log1p } from '@baytes/special';
import { add, div, exp, greater, less, log, mul, neg, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { expm1Over, log1pOver } from '../../formulas/box-cox';
import { EULER } from '../../formulas/constants';
import { lgammaBend, lgammaOver } from '../../formulas/gamma-near-one';
import type { ParameterLike, Values } from '../../parameters';

export interface GeneralisedExtremeValueParameters {
  /** Default 0. */
  loc?: ParameterLike;
  /** Positive. Default 1. */
  scale?: ParameterLike;
  /**
   * Above 0: a heavy upper tail and a lower end (Frechet); 0: the Gumbel law; below 0: an upper end (reversed Weibull). The end is at
   * loc - scale / concentration.
   */
  concentration: ParameterLike;
}

type Parameters = Values<'loc' | 'scale' | 'concentration'>;

/** The Gumbel variable g = log(1 + c z) / c of x, z = (x - loc) / scale. */
const gumbelOf = (x: Tensor, { loc, scale, concentration }: Parameters) => log1pOver(concentration, div(sub(x, loc), scale));

/** log P(X <= x) = -exp(-g) */
const logBelow = (x: Tensor, values: Parameters) => neg(exp(neg(gumbelOf(x, values))));

/** loc - scale / c; at c = 0 a number that is not used. */
const end = ({ loc, scale, concentration: c }: Parameters, used: Tensor) => sub(loc, div(scale, where(used, c, 1)));

/**
 * The generalised extreme value law: P(X <= x) = exp(-(1 + c z)^(-1 / c)), z = (x - loc) / scale, c the concentration, with its limit
 * exp(-exp(-z)) at c = 0. Its mean is infinite for c >= 1, its variance for c >= 1/2.
 *
 * Source: Coles 2001, An Introduction to Statistical Modeling of Extreme Values, section 3.1.
 *
 * @example
 * generalisedExtremeValue({ concentration: [0, 0.2] }).mean(); // [0.5772, 0.8211]
 */
export const generalisedExtremeValue = /* @__PURE__ */ defineDistribution<
  GeneralisedExtremeValueParameters,
  'loc' | 'scale' | 'concentration'
>({
  name: 'generalisedExtremeValue',
  parameters: {
    loc: { constraint: real, default: 0 },
    scale: { constraint: positive, default: 1 },
    concentration: { constraint: real },
  },
  support: (values) => {
    const [heavy, light] = [greater(values.concentration, 0), less(values.concentration, 0)];
    return interval(where(heavy, end(values, heavy), -Infinity), where(light, end(values, light), Infinity));
  },
  inside: ({ loc }) => loc,
  sample: (key, { loc, scale, concentration }, shape) =>
    add(loc, mul(scale, expm1Over(concentration, gumbel(key, { loc: 0, scale: 1 }, { shape })))),
  logProb: (x, values) => {
    const g = gumbelOf(x, values);
    return neg(add(add(mul(add(1, values.concentration), g), exp(neg(g))), log(values.scale)));
  },
  cdf: (x, values) => exp(logBelow(x, values)),
  logCdf: logBelow,
  survival: (x, values) => neg(expm1(logBelow(x, values))),
  logSurvival: (x, values) => log1mexp(logBelow(x, values)),
  icdf: (p, { loc, scale, concentration }) => add(loc, mul(scale, expm1Over(concentration, neg(log(neg(log(p))))))),
  entropy: ({ scale, concentration }) => add(log(scale), add(mul(EULER, concentration), EULER + 1)),
  // loc + scale (Gamma(1 - c) - 1) / c
  mean: ({ loc, scale, concentration: c }) => {
    const finite = less(c, 1);
    const safe = where(finite, c, 0);
    return where(finite, add(loc, mul(scale, expm1Over(safe, lgammaOver(safe)))), Infinity);
  },
  // scale^2 (Gamma(1 - 2 c) - Gamma(1 - c)^2) / c^2
  variance: ({ scale, concentration: c }) => {
    const finite = less(c, 0.5);
    const safe = where(finite, c, 0);
    const first = square(mul(scale, exp(lgamma(sub(1, safe)))));
    return where(finite, mul(first, expm1Over(square(safe), lgammaBend(safe))), Infinity);
  },
  // Below -1 the density rises to the upper end.
  mode: (values) => {
    const { loc, scale, concentration: c } = values;
    const inside = greater(c, -1);
    const safe = where(inside, c, 0);
    return where(inside, add(loc, mul(scale, expm1Over(safe, neg(log1p(safe))))), end(values, less(c, 0)));
  },
});
