import { normal as draws } from '@baytes/random';
import { expm1, logNdtr, ndtr, ndtri } from '@baytes/special';
import { add, div, exp, log, mul, neg, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { LOG_ROOT_TWO_PI } from '../../formulas/constants';
import type { ParameterLike, Values } from '../../parameters';

export interface LogNormalParameters {
  /** The mean of log x. Default 0. */
  loc?: ParameterLike;
  /** The standard deviation of log x, positive. Default 1. */
  scale?: ParameterLike;
}

/** (log x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Values<'loc' | 'scale'>) => div(sub(log(x), loc), scale);

/**
 * The log-normal law: log x is normal. Density exp(-z^2 / 2) / (x scale sqrt(2 pi)), z = (log x - loc) / scale.
 *
 * @example
 * logNormal({ loc: 1, scale: 0.5 }).mean(); // 3.0802
 */
export const logNormal = /* @__PURE__ */ defineDistribution<LogNormalParameters, 'loc' | 'scale'>({
  name: 'logNormal',
  parameters: { loc: { constraint: real, default: 0 }, scale: { constraint: positive, default: 1 } },
  support: positive,
  sample: (key, { loc, scale }, shape) => exp(draws(key, { loc, scale }, { shape })),
  logProb: (x, values) => {
    const z = standard(x, values);
    return sub(mul(-0.5, square(z)), add(log(x), add(log(values.scale), LOG_ROOT_TWO_PI)));
  },
  cdf: (x, values) => ndtr(standard(x, values)),
  logCdf: (x, values) => logNdtr(standard(x, values)),
  survival: (x, values) => ndtr(neg(standard(x, values))),
  logSurvival: (x, values) => logNdtr(neg(standard(x, values))),
  icdf: (p, { loc, scale }) => exp(add(loc, mul(scale, ndtri(p)))),
  entropy: ({ loc, scale }) => add(add(loc, log(scale)), LOG_ROOT_TWO_PI + 0.5),
  mean: ({ loc, scale }) => exp(add(loc, mul(0.5, square(scale)))),
  variance: ({ loc, scale }) => mul(expm1(square(scale)), exp(add(mul(2, loc), square(scale)))),
  mode: ({ loc, scale }) => exp(sub(loc, square(scale))),
});
