import { normal as draws } from '@baytes/random';
import { erf, erfc, erfinv, log1p, logNdtr } from '@baytes/special';
import { abs, add, div, less, log, mul, neg, square, sub, type Tensor, where, zerosLike } from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';

export interface HalfNormalParameters {
  /** The standard deviation of the normal law, positive. Default 1. */
  scale?: ParameterLike;
}

const LOG_ROOT_HALF_PI = 0.5 * Math.log(Math.PI / 2);

/** x / scale */
const standard = (x: Tensor, { scale }: Values<'scale'>) => div(x, scale);

/** log P(Z > z): near 0 from P(Z <= z), far out from the normal law's tail. */
function logAbove(z: Tensor): Tensor {
  const near = less(z, 0.5);
  return where(near, log1p(neg(erf(mul(Math.SQRT1_2, where(near, z, 0))))), add(Math.LN2, logNdtr(neg(z))));
}

/**
 * The half-normal law, of |X| with X normal of mean 0: density sqrt(2 / pi) exp(-x^2 / (2 scale^2)) / scale from 0 on.
 *
 * @example
 * halfNormal({ scale: 2 }).mean(); // 1.5958
 */
export const halfNormal = /* @__PURE__ */ defineDistribution<HalfNormalParameters, 'scale'>({
  name: 'halfNormal',
  parameters: { scale: { constraint: positive, default: 1 } },
  support: nonNegative,
  sample: (key, { scale }, shape) => mul(scale, abs(draws(key, {}, { shape }))),
  logProb: (x, values) => sub(mul(-0.5, square(standard(x, values))), add(log(values.scale), LOG_ROOT_HALF_PI)),
  cdf: (x, values) => erf(mul(Math.SQRT1_2, standard(x, values))),
  survival: (x, values) => erfc(mul(Math.SQRT1_2, standard(x, values))),
  logSurvival: (x, values) => logAbove(standard(x, values)),
  icdf: (p, { scale }) => mul(mul(Math.SQRT2, scale), erfinv(p)),
  entropy: ({ scale }) => add(log(scale), LOG_ROOT_HALF_PI + 0.5),
  mean: ({ scale }) => mul(Math.sqrt(2 / Math.PI), scale),
  variance: ({ scale }) => mul(1 - 2 / Math.PI, square(scale)),
  mode: ({ scale }) => zerosLike(scale),
});
