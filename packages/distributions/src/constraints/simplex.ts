import { abs, any, fill, greater, less, logicalOr, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';
import { TOLERANCE } from './tolerance';

/** Vectors of numbers from 0 on that add up to one. */
export const simplex: Constraint = {
  name: 'simplex',
  words: 'numbers from 0 on that add up to 1 along the last axis',
  eventRank: 1,
  discrete: false,
  holds: (event) => {
    let total = 0;
    for (let i = 0; i < event.length; i++) {
      if (!(event[i] >= 0)) return false;
      total += event[i];
    }
    return Math.abs(total - 1) <= TOLERANCE;
  },
  outside: (x: Tensor) => logicalOr(any(less(x, 0), -1), greater(abs(sub(sum(x, -1), 1)), TOLERANCE)),
  inside: (shape) => fill([...shape], 1 / shape[0]),
};
