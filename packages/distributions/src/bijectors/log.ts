import { exp, log as logarithm, neg } from '@tensorflow/tfjs-core';
import { positive, real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';

/**
 * y = log(x), from positive to real numbers; log dy/dx = -log(x).
 *
 * @example
 * log().forward([1, 10]); // [0, 2.3026]
 */
export const log = /* @__PURE__ */ defineBijector({
  name: 'log',
  domain: positive,
  codomain: real,
  increasing: true,
  forward: (x) => {
    const y = logarithm(x);
    return { value: y, logDeterminant: () => neg(y) };
  },
  inverse: (y) => ({ value: exp(y), logDeterminant: () => y }),
});
