import { any } from '@tensorflow/tfjs-core';
import { sizeOf } from '@baytes/tensor';
import type { Constraint } from './constraint';

/** Arrays all of whose parts satisfy a constraint. */
export interface Each extends Constraint {
  readonly part: Constraint;
  /** How many axes an event has beyond the part's. */
  readonly rank: number;
}

/** Whether a constraint is on each part of an array. */
export const isEach = (constraint: Constraint): constraint is Each => 'part' in constraint && 'rank' in constraint;

/**
 * Vectors, matrices, ... all of whose parts satisfy a constraint.
 *
 * @param part the constraint on each.
 * @param rank how many axes an event has beyond the part's.
 *
 * @example
 * each(positive, 1); // vectors of positive numbers
 */
export function each(part: Constraint, rank: 0): Constraint;
export function each(part: Constraint, rank: number): Each;
export function each(part: Constraint, rank: number): Constraint {
  if (rank === 0) return part;
  const constraint: Each = {
    part,
    rank,
    name: `each(${part.name}, ${rank})`,
    words: `in every part ${part.words}`,
    eventRank: part.eventRank + rank,
    discrete: part.discrete,
    holds: (event, shape) => {
      const inner = shape.slice(shape.length - part.eventRank);
      const size = sizeOf(inner);
      const values = Array.from(event);
      for (let start = 0; start < values.length; start += size) {
        if (!part.holds(values.slice(start, start + size), inner)) return false;
      }
      return true;
    },
    outside: (x) =>
      any(
        part.outside(x),
        Array.from({ length: rank }, (_, i) => -1 - i),
      ),
  };
  return constraint;
}
