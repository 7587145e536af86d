import { abs, add, div, greater, log, mul, neg, pow, sub } from '@tensorflow/tfjs-core';
import { nonZero } from '../constraints/non-zero';
import { positive } from '../constraints/numbers';
import type { ParameterLike } from '../parameters';
import { defineBijector } from './define-bijector';

/**
 * y = x^exponent on positive numbers: squares, roots. log |dy/dx| = log |exponent| + (exponent - 1) log(x).
 *
 * @example
 * power({ exponent: 2 }).forward([1, 3]); // [1, 9]
 */
export const power = /* @__PURE__ */ defineBijector<{ exponent: ParameterLike }, 'exponent'>({
  name: 'power',
  parameters: { exponent: { constraint: nonZero } },
  domain: positive,
  codomain: positive,
  increasing: ({ exponent }) => greater(exponent, 0),
  forward: (x, { exponent: p }) => ({
    value: pow(x, p),
    logDeterminant: () => add(log(abs(p)), mul(sub(p, 1), log(x))),
  }),
  inverse: (y, { exponent: p }) => ({
    value: pow(y, div(1, p)),
    logDeterminant: () => neg(add(log(abs(p)), mul(sub(1, div(1, p)), log(y)))),
  }),
});
