import { uniform } from '@baytes/random';
import { log1p, logDiffExp } from '@baytes/special';
import { broadcastShape, stopGradient, shapeOf } from '@baytes/tensor';
import {
  add,
  ceil,
  clipByValue,
  exp,
  fill,
  floor,
  greater,
  greaterEqual,
  isFinite as finite,
  less,
  lessEqual,
  log,
  logicalAnd,
  logicalNot,
  logicalOr,
  maximum,
  minimum,
  mul,
  neg,
  notEqual,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { type Bound, interval, isInterval } from '../constraints/interval';
import type { Distribution } from '../distribution';
import { asTensor, type ParameterLike } from '../parameters';
import { toPlain } from '../plain-values';
import { readable } from '../readable';
import { alongQuantile, newtonStep, type Tails } from './along-quantile';
import { wrap } from './wrap';

export interface Truncation {
  /** The least value that remains. Default: no limit. */
  low?: ParameterLike;
  /** The greatest value that remains. */
  high?: ParameterLike;
}

/** Steps of Newton's method that correct a quantile out in the upper tail, where 1 - p has no digits left. */
const CORRECTIONS = 4;

/**
 * A law of numbers, given that they lie between two bounds, which belong to it: log p(x) - log(F(high) - F(low)), the difference taken in
 * the tail where it has digits, so that 10 to 11 of a standard normal law is as good as -1 to 1. Of continuous laws draws have pathwise
 * derivatives in all parameters and both bounds.
 *
 * @param base a law of numbers that has `cdf` and `icdf`.
 * @param bounds numbers or tensors that broadcast with the batch.
 * @throws RangeError where the low bound is not below the high one.
 * @example
 * truncated(normal({}), { low: 0 }).logProb(1); // -0.7258: log(2) more than without
 */
export function truncated(base: Distribution, bounds: Truncation): Distribution {
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY, ...rest } = bounds;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new TypeError(`truncated: there is no bound ${unknown}; it takes { low, high }`);
  if (base.eventShape.length > 0)
    throw new RangeError(`truncated: ${base.law} is no law of numbers; its events have the shape [${base.eventShape}]`);
  const missing = (['cdf', 'icdf'] as const).find((method) => !base.has(method));
  if (missing) throw new TypeError(`truncated: ${base.law} has no ${missing}, which a truncation needs`);
  requireOrder(low, high);
  const shapes = { 'the batch of the base': base.batchShape, low: shapeOf(low), high: shapeOf(high) };
  const batchShape = broadcastShape(shapes, 'truncated');
  if (String(batchShape) !== String(base.batchShape)) return truncated(base.expand(batchShape), bounds);
  const { discrete } = base.support;

  /** What remains: its bounds, the levels of the base there, and the logarithm of its probability. */
  const remaining = () => {
    const zero = fill([...batchShape], 0);
    const from = add(zero, discrete ? ceil(asTensor(low)) : asTensor(low));
    const to = add(zero, discrete ? floor(asTensor(high)) : asTensor(high));
    const before = discrete ? sub(from, 1) : from; // the greatest value that is cut off, or its limit
    const [left, right] = [base.logCdf(before), base.logSurvival(before)];
    const [leftOfHigh, rightOfHigh] = [base.logCdf(to), base.logSurvival(to)];
    const upper = greater(stopGradient(left), Math.log(0.5));
    const logMass = logDifference(where(upper, right, leftOfHigh), where(upper, rightOfHigh, left));
    return { from, to, left, right, leftOfHigh, rightOfHigh, upper, logMass };
  };
  type Remaining = ReturnType<typeof remaining>;

  const outsideOf = (x: Tensor, { from, to }: Remaining) => logicalOr(less(x, from), greater(x, to));
  /** At x within the bounds. */
  const tailsAt = (x: Tensor, at: Remaining): Tails => {
    const [left, right] = [base.logCdf(x), base.logSurvival(x)];
    const { upper, logMass } = at;
    return {
      logCdf: sub(logDifference(where(upper, at.right, left), where(upper, right, at.left)), logMass),
      logSurvival: sub(logDifference(where(upper, right, at.leftOfHigh), where(upper, at.rightOfHigh, left)), logMass),
      logProb: sub(base.logProb(x), logMass),
    };
  };
  const cumulative =
    (method: 'logCdf' | 'logSurvival', below: number, above: number, of: (t: Tensor) => Tensor = (t) => t) =>
    (given: Tensor) => {
      const at = remaining();
      const x = discrete ? floor(given) : given;
      const under = discrete ? less(x, at.from) : lessEqual(x, at.from);
      const over = greaterEqual(x, at.to);
      const middle = quantile(fill(x.shape, 0.5), at);
      const value = of(tailsAt(where(logicalOr(under, over), stopGradient(middle), x), at)[method]);
      return where(notEqual(x, x), Number.NaN, where(under, below, where(over, above, value)));
    };

  /** The base's quantile between the bounds, as good as 1 - p lets it be. */
  const quantile = (p: Tensor, { from, to, left, right, leftOfHigh, rightOfHigh, upper }: Remaining): Tensor => {
    const [a, b] = [exp(left), exp(leftOfHigh)];
    const [c, d] = [exp(right), exp(rightOfHigh)];
    const level = where(upper, sub(1, sub(c, mul(p, sub(c, d)))), add(a, mul(p, sub(b, a))));
    return minimum(maximum(base.icdf(clipByValue(level, 0, 1)), from), to);
  };
  const icdf = (p: Tensor) => {
    const at = remaining();
    const ends = logicalOr(lessEqual(p, 0), greaterEqual(p, 1));
    const within = where(ends, 0.5, p);
    let x = quantile(within, at);
    if (!discrete) {
      const level = { logCdf: log(within), logSurvival: log1p(neg(within)) };
      x = stopGradient(where(finite(x), x, at.from));
      for (let step = 0; step < CORRECTIONS; step++) {
        const next = minimum(maximum(newtonStep(x, tailsAt(x, at), level, logicalNot(at.upper)), at.from), at.to);
        x = stopGradient(where(finite(next), next, x));
      }
      // Far out, where the base's logarithms are large, the tail towards the centre is a difference with few digits.
      const farLeft = less(stopGradient(at.leftOfHigh), Math.log(0.5));
      const left = logicalOr(farLeft, logicalAnd(less(within, 0.5), logicalNot(at.upper)));
      x = alongQuantile(x, (t) => tailsAt(t, at), level, left);
    }
    const outside = logicalOr(less(p, 0), greater(p, 1));
    return where(outside, Number.NaN, where(lessEqual(p, 0), at.from, where(greaterEqual(p, 1), at.to, x)));
  };

  return wrap({
    law: 'truncated',
    parameters: { base, low, high },
    batchShape,
    eventShape: [],
    support: () => remainingSupport(base, low, high),
    sample: (key, shape) => {
      const p = uniform(key, { low: 2 ** -25, high: 1 }, { shape: [...shape, ...batchShape] });
      return discrete ? stopGradient(icdf(p)) : icdf(p);
    },
    logProb: (x) => {
      const at = remaining();
      const outside = outsideOf(x, at);
      const middle = stopGradient(quantile(fill(x.shape, 0.5), at));
      return where(outside, Number.NEGATIVE_INFINITY, sub(base.logProb(where(outside, middle, x)), at.logMass));
    },
    methods: {
      cdf: cumulative('logCdf', 0, 1, exp),
      logCdf: cumulative('logCdf', Number.NEGATIVE_INFINITY, 0),
      survival: cumulative('logSurvival', 1, 0, exp),
      logSurvival: cumulative('logSurvival', 0, Number.NEGATIVE_INFINITY),
      icdf,
    },
    expand: (shape) => truncated(base.expand(shape), bounds),
    plain: () => ({ base: base.toJSON(), low: toPlain(low), high: toPlain(high) }),
  });
}

/** log(exp(a) - exp(b)): a where b is -Infinity, with derivatives that are finite. */
function logDifference(a: Tensor, b: Tensor): Tensor {
  const none = lessEqual(b, Number.NEGATIVE_INFINITY);
  return where(none, a, logDiffExp(a, where(none, sub(a, 1), b)));
}

/** @throws RangeError for bounds that leave nothing. */
function requireOrder(low: ParameterLike, high: ParameterLike): void {
  const [from, to] = [readable(low), readable(high)];
  if (from === undefined || to === undefined) return;
  for (let i = 0; i < Math.max(from.length, to.length); i++) {
    const [a, b] = [from[from.length === 1 ? 0 : i], to[to.length === 1 ? 0 : i]];
    if (!(a < b)) throw new RangeError(`truncated: low must be below high; got low ${a} and high ${b}`);
  }
}

/** The base's support between the bounds. */
function remainingSupport({ support }: Distribution, low: ParameterLike, high: ParameterLike) {
  const own = isInterval(support) ? support : { low: -Infinity, high: Infinity, closed: { low: false, high: false } };
  const cutLow = typeof low !== 'number' || typeof own.low !== 'number' || low > own.low;
  const cutHigh = typeof high !== 'number' || typeof own.high !== 'number' || high < own.high;
  const ends = { low: cutLow || own.closed.low, high: cutHigh || own.closed.high };
  return interval((cutLow ? low : own.low) as Bound, (cutHigh ? high : own.high) as Bound, {
    name: 'truncated',
    closed: ends.low ? (ends.high ? 'both' : 'low') : ends.high ? 'high' : 'neither',
    integer: support.discrete,
  });
}
