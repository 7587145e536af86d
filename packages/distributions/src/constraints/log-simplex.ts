import { logSumExp } from '@baytes/tensor';
import { abs, fill, greater } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';
import { TOLERANCE } from './tolerance';

/** Logarithms of shares: vectors of numbers whose exponentials add up to one. */
export const logSimplex: Constraint = {
  name: 'logSimplex',
  words: 'numbers whose exponentials add up to 1 along the last axis',
  eventRank: 1,
  discrete: false,
  holds: (event) => {
    let total = 0;
    for (let i = 0; i < event.length; i++) total += Math.exp(event[i]);
    return Math.abs(total - 1) <= TOLERANCE;
  },
  outside: (x) => greater(abs(logSumExp(x)), TOLERANCE),
  inside: (shape) => fill([...shape], -Math.log(shape[0])),
};
