import { add, div, greater, less, log, logicalAnd, mul, sqrt, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { logOfPart } from '../../formulas/log-of-part';
import { uniformParts } from '../../formulas/uniform-parts';
import type { ParameterLike, Values } from '../../parameters';

export interface TriangularParameters {
  /** The least value. Default 0. */
  low?: ParameterLike;
  /** The greatest value, above `low`. Default 1. */
  high?: ParameterLike;
  /** Where the density is greatest: from `low` to `high`. */
  peak: ParameterLike;
}

type Parameters = Values<'low' | 'high' | 'peak'>;

/** The two sides' widths; 1 for a side that is not there. */
function sides({ low, high, peak }: Parameters): { left: Tensor; right: Tensor; width: Tensor } {
  const [left, right] = [sub(peak, low), sub(high, peak)];
  return { left: where(greater(left, 0), left, 1), right: where(greater(right, 0), right, 1), width: sub(high, low) };
}

/** P(X <= x) as a sum of what is positive: on the right of the peak all of the left side, and the trapezoid up to x. */
function below(x: Tensor, values: Parameters): Tensor {
  const { low, high, peak } = values;
  const { left, right, width } = sides(values);
  const rise = mul(div(sub(x, low), width), div(sub(x, low), left));
  const fall = div(mul(sub(x, peak), add(right, sub(high, x))), mul(width, right));
  return where(less(x, peak), rise, add(div(sub(peak, low), width), fall));
}

/** P(X > x), likewise. */
function above(x: Tensor, values: Parameters): Tensor {
  const { low, high, peak } = values;
  const { left, right, width } = sides(values);
  const fall = mul(div(sub(high, x), width), div(sub(high, x), right));
  const rise = div(mul(sub(peak, x), add(left, sub(x, low))), mul(width, left));
  return where(greater(x, peak), fall, add(div(sub(high, peak), width), rise));
}

/** The logarithm of a corner's triangle, with sides `distance`. */
const logCorner = (distance: Tensor, width: Tensor, side: Tensor) => sub(mul(2, log(distance)), add(log(width), log(side)));

function logBelow(x: Tensor, values: Parameters): Tensor {
  const { left, width } = sides(values);
  const part = below(x, values);
  const corner = logicalAnd(less(x, values.peak), less(part, 0.5));
  const distance = where(corner, sub(x, values.low), 1);
  return where(corner, logCorner(distance, width, left), logOfPart(part, above(x, values)));
}

function logAbove(x: Tensor, values: Parameters): Tensor {
  const { right, width } = sides(values);
  const part = above(x, values);
  const corner = logicalAnd(greater(x, values.peak), less(part, 0.5));
  const distance = where(corner, sub(values.high, x), 1);
  return where(corner, logCorner(distance, width, right), logOfPart(part, below(x, values)));
}

/** The quantile from p and q = 1 - p: near an end as a distance from it, otherwise as one from the peak. */
function quantile(p: Tensor, q: Tensor, values: Parameters): Tensor {
  const { low, high, peak } = values;
  const { left, right, width } = sides(values);
  const [share, rest] = [div(sub(peak, low), width), div(sub(high, peak), width)];
  const isLeft = less(p, share);
  const fromLow = mul(sqrt(where(isLeft, p, 1)), sqrt(mul(width, left)));
  const fromHigh = mul(sqrt(where(isLeft, 1, q)), sqrt(mul(width, right)));
  const down = div(mul(sub(share, p), mul(width, left)), add(left, fromLow));
  const up = div(mul(sub(p, share), mul(width, right)), add(right, fromHigh));
  const onLeft = where(less(p, mul(0.25, share)), add(low, fromLow), sub(peak, down));
  const onRight = where(less(q, mul(0.25, rest)), sub(high, fromHigh), add(peak, up));
  return where(isLeft, onLeft, onRight);
}

/**
 * The triangular law: a density that rises from `low` in a straight line to 2 / (high - low) at `peak`, and falls to 0 at `high`.
 *
 * @example
 * triangular({ low: 0, high: 4, peak: 1 }).cdf([1, 3]); // [0.25, 0.9167]
 */
export const triangular = /* @__PURE__ */ defineDistribution<TriangularParameters, 'low' | 'high' | 'peak'>({
  name: 'triangular',
  parameters: {
    low: { constraint: real, default: 0 },
    high: { constraint: real, default: 1 },
    peak: { constraint: real },
  },
  relations: () => [
    { of: ['low', 'high'], words: 'below high', holds: (low, high) => low < high },
    { of: ['peak', 'low', 'high'], words: 'from low to high', holds: (peak, low, high) => low <= peak && peak <= high },
  ],
  support: ({ low, high }) => interval(low, high, { closed: 'both' }),
  sample: (key, values, shape) => {
    const { p, q } = uniformParts(key, shape);
    return quantile(p, q, values);
  },
  logProb: (x, values) => {
    const { low, high, peak } = values;
    const { left, right, width } = sides(values);
    const share = where(less(x, peak), div(sub(x, low), left), where(greater(x, peak), div(sub(high, x), right), 1));
    // 0 x: NaN stays NaN.
    return add(add(log(share), sub(Math.LN2, log(width))), mul(0, x));
  },
  cdf: below,
  logCdf: logBelow,
  survival: above,
  logSurvival: logAbove,
  icdf: (p, values) => quantile(p, sub(1, p), values),
  entropy: ({ low, high }) => add(log(sub(high, low)), 0.5 - Math.LN2),
  mean: ({ low, high, peak }) => mul(1 / 3, add(add(low, high), peak)),
  variance: ({ low, high, peak }) => mul(1 / 18, sub(square(sub(high, low)), mul(sub(peak, low), sub(high, peak)))),
  mode: ({ peak }) => peak,
});
