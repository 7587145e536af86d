import { log1mexp, log1pexp, logexpm1, logSigmoid } from '@baytes/special';
import { neg } from '@tensorflow/tfjs-core';
import { positive, real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';

/**
 * y = log(1 + exp(x)), from real to positive numbers, linear for large x; log dy/dx = log sigmoid(x).
 *
 * @example
 * softplus().forward([-20, 0, 20]); // [2.0612e-9, 0.6931, 20]
 */
export const softplus = /* @__PURE__ */ defineBijector({
  name: 'softplus',
  domain: real,
  codomain: positive,
  increasing: true,
  forward: (x) => ({ value: log1pexp(x), logDeterminant: () => logSigmoid(x) }),
  inverse: (y) => ({ value: logexpm1(y), logDeterminant: () => neg(log1mexp(neg(y))) }),
});
