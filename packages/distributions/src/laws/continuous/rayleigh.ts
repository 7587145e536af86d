import { rayleigh as draws } from '@baytes/random';
import { expm1, log1mexp, log1p } from '@baytes/special';
import { add, div, exp, log, mul, neg, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { EULER } from '../../formulas/constants';
import type { ParameterLike, Values } from '../../parameters';

export interface RayleighParameters {
  /** The mode, positive. Default 1. */
  scale?: ParameterLike;
}

/** log P(X > x) = -(x / scale)^2 / 2 */
const logAbove = (x: Tensor, { scale }: Values<'scale'>) => mul(-0.5, square(div(x, scale)));

/**
 * The Rayleigh law, of the length of a normal vector in the plane: density x / scale^2 exp(-(x / scale)^2 / 2).
 *
 * @example
 * rayleigh({ scale: 2 }).mean(); // 2.5066
 */
export const rayleigh = /* @__PURE__ */ defineDistribution<RayleighParameters, 'scale'>({
  name: 'rayleigh',
  parameters: { scale: { constraint: positive, default: 1 } },
  support: nonNegative,
  sample: (key, { scale }, shape) => draws(key, { scale }, { shape }),
  logProb: (x, values) => add(sub(log(x), mul(2, log(values.scale))), logAbove(x, values)),
  cdf: (x, values) => neg(expm1(logAbove(x, values))),
  logCdf: (x, values) => log1mexp(logAbove(x, values)),
  survival: (x, values) => exp(logAbove(x, values)),
  logSurvival: logAbove,
  icdf: (p, { scale }) => mul(scale, sqrt(mul(-2, log1p(neg(p))))),
  entropy: ({ scale }) => add(log(scale), 1 + EULER / 2 - Math.LN2 / 2),
  mean: ({ scale }) => mul(Math.sqrt(Math.PI / 2), scale),
  variance: ({ scale }) => mul(2 - Math.PI / 2, square(scale)),
  mode: ({ scale }) => scale,
});
