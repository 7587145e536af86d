import { exp, log, neg, sub } from '@tensorflow/tfjs-core';
import { interval } from '../constraints/interval';
import { real } from '../constraints/numbers';
import type { ParameterLike } from '../parameters';
import { defineBijector } from './define-bijector';

/**
 * y = high - exp(x), from real numbers to those below a bound.
 *
 * @example
 * below({ high: 3 }).forward(0); // 2
 */
export const below = /* @__PURE__ */ defineBijector<{ high: ParameterLike }, 'high'>({
  name: 'below',
  parameters: { high: { constraint: real } },
  domain: real,
  codomain: ({ high }) => interval(Number.NEGATIVE_INFINITY, high),
  increasing: false,
  forward: (x, { high }) => ({ value: sub(high, exp(x)), logDeterminant: () => x }),
  inverse: (y, { high }) => {
    const x = log(sub(high, y));
    return { value: x, logDeterminant: () => neg(x) };
  },
});
