import { exp as exponential, log, neg } from '@tensorflow/tfjs-core';
import { positive, real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';

/**
 * y = exp(x), from real to positive numbers; log dy/dx = x.
 *
 * @example
 * exp().forwardAndLogDeterminant([0, 2]); // value [1, 7.3891], logDeterminant [0, 2]
 */
export const exp = /* @__PURE__ */ defineBijector({
  name: 'exp',
  domain: real,
  codomain: positive,
  increasing: true,
  forward: (x) => ({ value: exponential(x), logDeterminant: () => x }),
  inverse: (y) => {
    const x = log(y);
    return { value: x, logDeterminant: () => neg(x) };
  },
});
