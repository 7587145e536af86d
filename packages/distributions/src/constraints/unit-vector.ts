import { abs, fill, greater, square, sub, sum } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';
import { TOLERANCE } from './tolerance';

/** Vectors of length 1: points of a sphere, directions. */
export const unitVector: Constraint = {
  name: 'unitVector',
  words: 'numbers whose squares add up to 1 along the last axis',
  eventRank: 1,
  discrete: false,
  holds: (event) => {
    let total = 0;
    for (let i = 0; i < event.length; i++) total += event[i] ** 2;
    return Math.abs(total - 1) <= TOLERANCE;
  },
  outside: (x) => greater(abs(sub(sum(square(x), -1), 1)), TOLERANCE),
  inside: (shape) => fill([...shape], shape[0] ** -0.5),
};
