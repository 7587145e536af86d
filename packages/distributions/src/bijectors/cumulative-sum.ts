import { concat, sub } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';
import { part, runningSum } from './vectors';

/**
 * y_i = x_1 + ... + x_i along the last axis: from steps to a path.
 *
 * @example
 * cumulativeSum().forward([1, 2, 3]); // [1, 3, 6]
 */
export const cumulativeSum = /* @__PURE__ */ defineBijector({
  name: 'cumulativeSum',
  domain: each(real, 1),
  codomain: each(real, 1),
  linear: true,
  forward: (x) => ({ value: runningSum(x), logDeterminant: () => 0 }),
  inverse: (y) => ({
    value: concat([part(y, 0, 1), sub(part(y, 1), part(y, 0, y.shape[y.rank - 1] - 1))], -1),
    logDeterminant: () => 0,
  }),
});
