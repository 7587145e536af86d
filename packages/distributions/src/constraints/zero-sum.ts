import { abs, greater, max, maximum, mul, sum, zeros } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';
import { TOLERANCE } from './tolerance';

/** Vectors of numbers that add up to nothing. */
export const zeroSum: Constraint = {
  name: 'zeroSum',
  words: 'numbers that add up to 0 along the last axis',
  eventRank: 1,
  discrete: false,
  holds: (event) => {
    let total = 0;
    let largest = 1;
    for (let i = 0; i < event.length; i++) {
      total += event[i];
      largest = Math.max(largest, Math.abs(event[i]));
    }
    return Math.abs(total) <= TOLERANCE * largest;
  },
  outside: (x) => greater(abs(sum(x, -1)), mul(TOLERANCE, maximum(1, max(abs(x), -1)))),
  inside: (shape) => zeros([...shape]),
};
