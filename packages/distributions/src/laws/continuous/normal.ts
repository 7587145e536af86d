import { normal as draws } from '@baytes/random';
import { logNdtr, ndtr, ndtri } from '@baytes/special';
import { add, div, log, mul, neg, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { LOG_ROOT_TWO_PI } from '../../formulas/constants';
import type { ParameterLike, Values } from '../../parameters';

export interface NormalParameters {
  /** The mean. Default 0. */
  loc?: ParameterLike;
  /** The standard deviation, positive. Default 1. */
  scale?: ParameterLike;
}

/** (x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Values<'loc' | 'scale'>) => div(sub(x, loc), scale);

/**
 * The normal law: density exp(-z^2 / 2) / (scale sqrt(2 pi)), z = (x - loc) / scale.
 *
 * @example
 * normal({ loc: 1, scale: [1, 2] }).logProb([1, 1]); // [-0.9189, -1.6121]
 */
export const normal = /* @__PURE__ */ defineDistribution<NormalParameters, 'loc' | 'scale'>({
  name: 'normal',
  parameters: { loc: { constraint: real, default: 0 }, scale: { constraint: positive, default: 1 } },
  support: real,
  sample: (key, { loc, scale }, shape) => draws(key, { loc, scale }, { shape }),
  logProb: (x, values) => sub(mul(-0.5, square(standard(x, values))), add(log(values.scale), LOG_ROOT_TWO_PI)),
  cdf: (x, values) => ndtr(standard(x, values)),
  logCdf: (x, values) => logNdtr(standard(x, values)),
  survival: (x, values) => ndtr(neg(standard(x, values))),
  logSurvival: (x, values) => logNdtr(neg(standard(x, values))),
  icdf: (p, { loc, scale }) => add(loc, mul(scale, ndtri(p))),
  entropy: ({ scale }) => add(log(scale), LOG_ROOT_TWO_PI + 0.5),
  mean: ({ loc }) => loc,
  variance: ({ scale }) => square(scale),
  mode: ({ loc }) => loc,
});
