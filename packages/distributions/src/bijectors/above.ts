import { add, exp, log, neg, sub } from '@tensorflow/tfjs-core';
import { interval } from '../constraints/interval';
import { real } from '../constraints/numbers';
import type { ParameterLike } from '../parameters';
import { defineBijector } from './define-bijector';

/**
 * y = low + exp(x), from real numbers to those above a bound.
 *
 * @example
 * above({ low: 3 }).forward(0); // 4
 */
export const above = /* @__PURE__ */ defineBijector<{ low: ParameterLike }, 'low'>({
  name: 'above',
  parameters: { low: { constraint: real } },
  domain: real,
  codomain: ({ low }) => interval(low, Number.POSITIVE_INFINITY),
  increasing: true,
  forward: (x, { low }) => ({ value: add(low, exp(x)), logDeterminant: () => x }),
  inverse: (y, { low }) => {
    const x = log(sub(y, low));
    return { value: x, logDeterminant: () => neg(x) };
  },
});
