import {
  any,
  cast,
  expandDims,
  floor,
  greater,
  less,
  logicalOr,
  mul,
  oneHot,
  scalar,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';

/**
 * Vectors of whole numbers from 0 on that add up to a total.
 *
 * @param total a number, or a tensor of the batch's shape.
 *
 * @example
 * countsOf(5).holds([2, 0, 3], [3]); // true
 */
export function countsOf(total: number | Tensor): Constraint {
  return {
    name: 'countsOf',
    words: `whole numbers from 0 on that add up to ${typeof total === 'number' ? total : 'a parameter'} along the last axis`,
    eventRank: 1,
    discrete: true,
    holds: (event) => {
      let found = 0;
      for (let i = 0; i < event.length; i++) {
        if (!(event[i] >= 0 && Number.isInteger(event[i]))) return false;
        found += event[i];
      }
      return typeof total === 'number' ? found === total : true;
    },
    outside: (x) => {
      const parts = any(logicalOr(less(x, 0), greater(x, floor(x))), -1);
      // NaN is not equal to anything, and travels on.
      const found = sum(x, -1);
      return logicalOr(parts, logicalOr(less(found, total), greater(found, total)));
    },
    inside: ([n]) => {
      const first = cast(oneHot(scalar(0, 'int32'), n), 'float32');
      return mul(first, typeof total === 'number' ? total : expandDims(total, -1));
    },
  };
}
