import { laplace as draws } from '@baytes/random';
import { log1p } from '@baytes/special';
import { abs, add, div, exp, less, log, minimum, mul, neg, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';

export interface LaplaceParameters {
  /** The mean. Default 0. */
  loc?: ParameterLike;
  /** The mean distance from `loc`, positive. Default 1. */
  scale?: ParameterLike;
}

/** (x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Values<'loc' | 'scale'>) => div(sub(x, loc), scale);

/** exp(-|z|) / 2: the probability beyond z. */
const tail = (z: Tensor) => mul(0.5, exp(neg(abs(z))));

const below = (z: Tensor) => where(less(z, 0), tail(z), sub(1, tail(z)));
const logBelow = (z: Tensor) => where(less(z, 0), sub(z, Math.LN2), log1p(neg(tail(z))));

/** log(2 p) below the middle, -log(2 (1 - p)) above it. */
function quantile(p: Tensor): Tensor {
  const far = log(mul(2, minimum(p, sub(1, p))));
  return where(less(p, 0.5), far, neg(far));
}

/**
 * The Laplace law: density exp(-|x - loc| / scale) / (2 scale).
 *
 * @example
 * laplace({ loc: 1, scale: 2 }).logProb([1, -1]); // [-1.3863, -2.3863]
 */
export const laplace = /* @__PURE__ */ defineDistribution<LaplaceParameters, 'loc' | 'scale'>({
  name: 'laplace',
  parameters: { loc: { constraint: real, default: 0 }, scale: { constraint: positive, default: 1 } },
  support: real,
  sample: (key, { loc, scale }, shape) => draws(key, { loc, scale }, { shape }),
  logProb: (x, values) => neg(add(abs(standard(x, values)), add(log(values.scale), Math.LN2))),
  cdf: (x, values) => below(standard(x, values)),
  logCdf: (x, values) => logBelow(standard(x, values)),
  survival: (x, values) => below(neg(standard(x, values))),
  logSurvival: (x, values) => logBelow(neg(standard(x, values))),
  icdf: (p, { loc, scale }) => add(loc, mul(scale, quantile(p))),
  entropy: ({ scale }) => add(log(scale), 1 + Math.LN2),
  mean: ({ loc }) => loc,
  variance: ({ scale }) => mul(2, square(scale)),
  mode: ({ loc }) => loc,
});
