import {
  abs,
  floor,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalOr,
  type Tensor,
  type TensorLike,
} from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';

/** A bound: a number, or a tensor or nested arrays of numbers that broadcast against what is bounded. */
export type Bound = number | Tensor | TensorLike;

/** Numbers between two bounds. */
export interface Interval extends Constraint {
  readonly low: Bound;
  readonly high: Bound;
  /** Whether the bound itself belongs to it. */
  readonly closed: { readonly low: boolean; readonly high: boolean };
}

export interface IntervalOptions {
  name?: string;
  words?: string;
  /** Default: neither bound belongs to it. */
  closed?: 'low' | 'high' | 'both' | 'neither';
  /** Whole numbers only. */
  integer?: boolean;
}

/** Whether a constraint is an interval of numbers, whole or not. */
export const isInterval = (constraint: Constraint): constraint is Interval => 'low' in constraint && 'high' in constraint;

/**
 * Numbers between `low` and `high`.
 *
 * @example
 * interval(0, 1, { closed: 'both' }).holds([1], []); // true
 */
export function interval(
  low: Bound,
  high: Bound,
  { name = 'interval', words, closed = 'neither', integer = false }: IntervalOptions = {},
): Interval {
  const ends = { low: closed === 'low' || closed === 'both', high: closed === 'high' || closed === 'both' };
  const kind = integer ? 'a whole number' : 'a number';
  return {
    name,
    words: words ?? `${kind} ${rangeWords(low, high, ends)}`,
    eventRank: 0,
    discrete: integer,
    low,
    high,
    closed: ends,
    holds: ({ 0: x }) =>
      above(x, low, ends.low) && below(x, high, ends.high) && Number.isFinite(x) && (!integer || Number.isInteger(x)),
    outside: (x) => {
      // An infinite value is outside everywhere: densities of it would be NaN.
      if (low === -Infinity && high === Infinity) {
        const infinite = greaterEqual(abs(x), Infinity);
        return integer ? logicalOr(infinite, greater(x, floor(x))) : infinite;
      }
      const parts = [ends.low ? less(x, low) : lessEqual(x, low), ends.high ? greater(x, high) : greaterEqual(x, high)];
      // Bounds that are not known here may be infinite; what they would include is not.
      if (typeof low !== 'number' || typeof high !== 'number') parts.push(greaterEqual(abs(x), Infinity));
      if (integer) parts.push(greater(x, floor(x)));
      return parts.reduce((a, b) => logicalOr(a, b));
    },
  };
}

const above = (x: number, low: Bound, closed: boolean) =>
  typeof low !== 'number' ? !Number.isNaN(x) : closed ? x >= low : x > low;
const below = (x: number, high: Bound, closed: boolean) =>
  typeof high !== 'number' ? !Number.isNaN(x) : closed ? x <= high : x < high;

function rangeWords(low: Bound, high: Bound, closed: { low: boolean; high: boolean }): string {
  const say = (bound: Bound) => (typeof bound === 'number' ? String(bound) : 'a parameter');
  const from = `${closed.low ? 'from' : 'above'} ${say(low)}`;
  const to = `${closed.high ? 'up to' : 'below'} ${say(high)}`;
  if (low === -Infinity) return high === Infinity ? 'that is finite' : to;
  return high === Infinity ? from : `${from} and ${to}`;
}
