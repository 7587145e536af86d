import { abs, equal, greaterEqual, logicalOr } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';

/** Numbers of either sign: scales that may reflect. */
export const nonZero: Constraint = {
  name: 'nonZero',
  words: 'finite and not 0',
  eventRank: 0,
  discrete: false,
  holds: ({ 0: x }) => Number.isFinite(x) && x !== 0,
  outside: (x) => logicalOr(equal(x, 0), greaterEqual(abs(x), Number.POSITIVE_INFINITY)),
};
