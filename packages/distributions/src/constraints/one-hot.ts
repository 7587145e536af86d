import { any, cast, greater, less, logicalAnd, logicalOr, oneHot as oneHotOf, scalar, sum } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';

/** Vectors with a one in one place and zeros elsewhere: categories. */
export const oneHot: Constraint = {
  name: 'oneHot',
  words: 'a one among zeros along the last axis',
  eventRank: 1,
  discrete: true,
  holds: (event) => {
    let ones = 0;
    for (let i = 0; i < event.length; i++) {
      if (event[i] === 1) ones++;
      else if (event[i] !== 0) return false;
    }
    return ones === 1;
  },
  outside: (x) => {
    const between = logicalAnd(greater(x, 0), less(x, 1));
    const beyond = logicalOr(less(x, 0), greater(x, 1));
    const ones = sum(x, -1);
    return logicalOr(any(logicalOr(between, beyond), -1), logicalOr(less(ones, 1), greater(ones, 1)));
  },
  inside: ([n]) => cast(oneHotOf(scalar(0, 'int32'), n), 'float32'),
};
