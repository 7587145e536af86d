import { log, mul, reciprocal as inverted } from '@tensorflow/tfjs-core';
import { positive } from '../constraints/numbers';
import { defineBijector } from './define-bijector';

/**
 * y = 1 / x on positive numbers, its own inverse: rates and scales, precisions and variances. log |dy/dx| = -2 log(x).
 *
 * @example
 * reciprocal().forward([1, 4]); // [1, 0.25]
 */
export const reciprocal = /* @__PURE__ */ defineBijector({
  name: 'reciprocal',
  domain: positive,
  codomain: positive,
  increasing: false,
  forward: (x) => ({ value: inverted(x), logDeterminant: () => mul(-2, log(x)) }),
  inverse: (y) => ({ value: inverted(y), logDeterminant: () => mul(-2, log(y)) }),
});
