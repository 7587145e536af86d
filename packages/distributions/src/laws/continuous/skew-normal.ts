import { normal as draws } from '@baytes/random';
import { logNdtr, ndtr, owensT } from '@baytes/special';
import { abs, add, div, log, maximum, mul, neg, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { LOG_ROOT_TWO_PI } from '../../formulas/constants';
import type { ParameterLike, Values } from '../../parameters';
import { splitKey } from '../../split-key';

export interface SkewNormalParameters {
  /** Default 0. */
  loc?: ParameterLike;
  /** Positive. Default 1. */
  scale?: ParameterLike;
  /** Above 0: a longer upper tail; below 0: a longer lower one; 0: the normal law. The literature's alpha. */
  skewness: ParameterLike;
}

/** (x - loc) / scale */
const standard = (x: Tensor, { loc, scale }: Values<'loc' | 'scale' | 'skewness'>) => div(sub(x, loc), scale);

/** alpha / sqrt(1 + alpha^2) and 1 / sqrt(1 + alpha^2) */
function lean(skewness: Tensor): { delta: Tensor; rest: Tensor } {
  const root = sqrt(add(1, square(skewness)));
  return { delta: div(skewness, root), rest: div(1, root) };
}

const below = (z: Tensor, skewness: Tensor) => maximum(sub(ndtr(z), mul(2, owensT(z, skewness))), 0);

/**
 * The skew normal law: density 2 phi(z) Phi(alpha z) / scale, z = (x - loc) / scale, alpha the skewness.
 *
 * The distribution function is a difference of two numbers: it has an absolute error of 1e-7, and no digits in the thin tail. There is
 * no closed form of quantiles, mode or entropy. Draws are delta |U| + sqrt(1 - delta^2) V, delta = alpha / sqrt(1 + alpha^2), U and V
 * standard normal.
 *
 * Source: Azzalini 1985, A class of distributions which includes the normal ones.
 *
 * @example
 * skewNormal({ skewness: 3 }).mean(); // 0.7569
 */
export const skewNormal = /* @__PURE__ */ defineDistribution<SkewNormalParameters, 'loc' | 'scale' | 'skewness'>({
  name: 'skewNormal',
  parameters: {
    loc: { constraint: real, default: 0 },
    scale: { constraint: positive, default: 1 },
    skewness: { constraint: real },
  },
  support: real,
  sample: (key, { loc, scale, skewness }, shape) => {
    const [u, v] = splitKey(key, 2).map((each) => draws(each, {}, { shape }));
    const { delta, rest } = lean(skewness);
    return add(loc, mul(scale, add(mul(delta, abs(u)), mul(rest, v))));
  },
  logProb: (x, values) => {
    const z = standard(x, values);
    const normal = add(mul(0.5, square(z)), add(log(values.scale), LOG_ROOT_TWO_PI - Math.LN2));
    return sub(logNdtr(mul(values.skewness, z)), normal);
  },
  cdf: (x, values) => below(standard(x, values), values.skewness),
  survival: (x, values) => below(neg(standard(x, values)), neg(values.skewness)),
  mean: ({ loc, scale, skewness }) => add(loc, mul(mul(Math.sqrt(2 / Math.PI), scale), lean(skewness).delta)),
  variance: ({ scale, skewness }) => mul(square(scale), sub(1, mul(2 / Math.PI, square(lean(skewness).delta)))),
});
