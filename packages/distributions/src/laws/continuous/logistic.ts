import { logistic as draws } from '@baytes/random';
import { logit, logSigmoid } from '@baytes/special';
import { add, div, log, mul, neg, sigmoid, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';

export interface LogisticParameters {
  /** The mean. Default 0. */
  loc?: ParameterLike;
  /** Positive; the standard deviation is pi / sqrt(3) times it. Default 1. */
  scale?: ParameterLike;
}

/** (x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Values<'loc' | 'scale'>) => div(sub(x, loc), scale);

/**
 * The logistic law: distribution function 1 / (1 + exp(-z)), z = (x - loc) / scale; density exp(-z) / (scale (1 + exp(-z))^2).
 *
 * @example
 * logistic({ loc: 0, scale: 2 }).cdf([-2, 0]); // [0.2689, 0.5]
 */
export const logistic = /* @__PURE__ */ defineDistribution<LogisticParameters, 'loc' | 'scale'>({
  name: 'logistic',
  parameters: { loc: { constraint: real, default: 0 }, scale: { constraint: positive, default: 1 } },
  support: real,
  sample: (key, { loc, scale }, shape) => draws(key, { loc, scale }, { shape }),
  logProb: (x, values) => {
    const z = standard(x, values);
    return sub(add(logSigmoid(z), logSigmoid(neg(z))), log(values.scale));
  },
  cdf: (x, values) => sigmoid(standard(x, values)),
  logCdf: (x, values) => logSigmoid(standard(x, values)),
  survival: (x, values) => sigmoid(neg(standard(x, values))),
  logSurvival: (x, values) => logSigmoid(neg(standard(x, values))),
  icdf: (p, { loc, scale }) => add(loc, mul(scale, logit(p))),
  entropy: ({ scale }) => add(log(scale), 2),
  mean: ({ loc }) => loc,
  variance: ({ scale }) => mul(Math.PI ** 2 / 3, square(scale)),
  mode: ({ loc }) => loc,
});
