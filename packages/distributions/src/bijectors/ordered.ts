import { concat, exp, log, neg, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import { ordered as ascending, positiveOrdered as positiveAscending } from '../constraints/ordered';
import { defineBijector } from './define-bijector';
import { part, runningSum } from './vectors';

/** log(y_{i + 1} - y_i) */
const logSteps = (y: Tensor) => log(sub(part(y, 1), part(y, 0, y.shape[y.rank - 1] - 1)));

/**
 * y_1 = x_1, y_i = y_{i - 1} + exp(x_i): from real vectors to those that ascend. log |det| = x_2 + ... + x_n.
 *
 * Stan Reference Manual, "Ordered vector".
 *
 * @example
 * ordered().forward([1, 0, 0]); // [1, 2, 3]
 */
export const ordered = /* @__PURE__ */ defineBijector({
  name: 'ordered',
  domain: each(real, 1),
  codomain: ascending,
  forward: (x) => {
    const steps = part(x, 1);
    return { value: runningSum(concat([part(x, 0, 1), exp(steps)], -1)), logDeterminant: () => sum(steps, -1) };
  },
  inverse: (y) => {
    const steps = logSteps(y);
    return { value: concat([part(y, 0, 1), steps], -1), logDeterminant: () => neg(sum(steps, -1)) };
  },
});

/**
 * y_i = exp(x_1) + ... + exp(x_i): from real vectors to positive ones that ascend. log |det| = x_1 + ... + x_n.
 *
 * @example
 * positiveOrdered().forward([0, 0, 0]); // [1, 2, 3]
 */
export const positiveOrdered = /* @__PURE__ */ defineBijector({
  name: 'positiveOrdered',
  domain: each(real, 1),
  codomain: positiveAscending,
  forward: (x) => ({ value: runningSum(exp(x)), logDeterminant: () => sum(x, -1) }),
  inverse: (y) => {
    const x = concat([log(part(y, 0, 1)), logSteps(y)], -1);
    return { value: x, logDeterminant: () => neg(sum(x, -1)) };
  },
});
