// What happens outside the support: a formula is only given numbers inside, so that neither its value nor its gradient is NaN where
// the other side of a `where` was taken.
import {
  add,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalOr,
  mul,
  notEqual,
  reshape,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import type { Constraint } from './constraints/constraint';
import { isEach } from './constraints/each';
import { type Bound, type Interval, isInterval } from './constraints/interval';

/** A number inside an interval. */
function insideOf({ low, high, discrete, closed }: Interval): Bound {
  if (low === -Infinity && high === Infinity) return discrete ? 0 : 0.5;
  if (high === Infinity) return discrete && closed.low ? low : plus(low, 1);
  if (low === -Infinity) return plus(high, -1);
  if (discrete) return closed.low ? low : plus(low, 1);
  return typeof low === 'number' && typeof high === 'number' ? (low + high) / 2 : mul(0.5, add(low, high));
}

/** A number inside a support of numbers, or of arrays of them; undefined for other supports. */
export function placeholderOf(support: Constraint): Bound | undefined {
  if (isInterval(support)) return insideOf(support);
  return isEach(support) ? placeholderOf(support.part) : undefined;
}

const plus = (bound: Bound, number: number): Bound => (typeof bound === 'number' ? bound + number : add(bound, number));

/** The support of formulas that are right everywhere, and need no help at its edges. */
export const anywhere: Constraint = {
  name: 'anywhere',
  words: 'anything',
  eventRank: 0,
  discrete: false,
  holds: () => true,
  outside: (x) => notEqual(x, x),
};

/** f(x) inside the support, -Infinity outside of it; f sees `safe` in the place of an x outside. */
export function masked(support: Constraint, x: Tensor, f: (inside: Tensor) => Tensor, safe?: Tensor): Tensor {
  if (support === anywhere) return f(x);
  const outside = support.outside(x);
  const { eventRank } = support;
  const inside = safe ?? eventInside(support, x.shape.slice(x.rank - eventRank));
  if (inside === undefined) return where(outside, -Infinity, f(x));
  const wholeEvents = reshape(outside, [...outside.shape, ...new Array<number>(eventRank).fill(1)]);
  return where(outside, -Infinity, f(where(wholeEvents, inside, x)));
}

/** An event that holds, in place of those outside. */
function eventInside(support: Constraint, shape: readonly number[]): Bound | undefined {
  if (isInterval(support)) return insideOf(support);
  if (isEach(support)) return eventInside(support.part, shape.slice(support.rank));
  return support.inside?.(shape);
}

/** A cumulative function: f(x) inside the support, its limits below and above. */
export function belowAndAbove(
  support: Constraint,
  x: Tensor,
  f: (inside: Tensor) => Tensor,
  below: number,
  above: number,
  safe?: Tensor,
): Tensor {
  if (!isInterval(support)) return f(x);
  const { low, high, closed, discrete } = support;
  const strictly = closed.low || discrete ? less(x, low) : lessEqual(x, low);
  // A bound that is not known here may be infinite, and includes nothing then.
  const under = typeof low === 'number' ? strictly : logicalOr(strictly, lessEqual(x, -Infinity));
  // A whole number at the upper end has everything below it.
  const over = discrete && !closed.high ? greater(x, high) : greaterEqual(x, high);
  const inside = where(logicalOr(under, over), safe ?? insideOf(support), x);
  // NaN travels on, also where a formula only compares x with something.
  return where(notEqual(x, x), Number.NaN, where(under, below, where(over, above, f(inside))));
}

/** A quantile function: f(p) between 0 and 1, the ends of the support at 0 and 1, NaN outside. */
export function atQuantiles(support: Constraint, p: Tensor, f: (inside: Tensor) => Tensor): Tensor {
  if (support === anywhere) return f(p);
  const outside = logicalOr(less(p, 0), greater(p, 1));
  const ends = logicalOr(lessEqual(p, 0), greaterEqual(p, 1));
  const inside = f(where(ends, 0.5, p));
  const { low, high } = isInterval(support) ? support : { low: -Infinity, high: Infinity };
  return where(outside, Number.NaN, where(lessEqual(p, 0), low, where(greaterEqual(p, 1), high, inside)));
}
