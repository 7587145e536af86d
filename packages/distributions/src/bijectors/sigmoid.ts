import { logSigmoid } from '@baytes/special';
import { add, log, mul, neg, sigmoid as logistic, sub } from '@tensorflow/tfjs-core';
import { interval } from '../constraints/interval';
import { openUnitInterval, real } from '../constraints/numbers';
import type { ParameterLike } from '../parameters';
import { defineBijector } from './define-bijector';

export interface SigmoidParameters {
  /** The lower end. Default 0. */
  low?: ParameterLike;
  /** The upper end, above the lower one. Default 1. */
  high?: ParameterLike;
}

const map = /* @__PURE__ */ defineBijector<SigmoidParameters, 'low' | 'high'>({
  name: 'sigmoid',
  parameters: { low: { constraint: real, default: 0 }, high: { constraint: real, default: 1 } },
  domain: real,
  codomain: ({ low, high }) => (low === 0 && high === 1 ? openUnitInterval : interval(low, high)),
  increasing: true,
  forward: (x, { low, high }) => ({
    value: add(low, mul(sub(high, low), logistic(x))),
    logDeterminant: () => add(log(sub(high, low)), add(logSigmoid(x), logSigmoid(neg(x)))),
  }),
  inverse: (y, { low, high }) => {
    const [fromLow, toHigh] = [log(sub(y, low)), log(sub(high, y))];
    return {
      value: sub(fromLow, toHigh),
      logDeterminant: () => sub(log(sub(high, low)), add(fromLow, toHigh)),
    };
  },
});

/**
 * y = low + (high - low) / (1 + exp(-x)), from real numbers to an interval.
 *
 * @example
 * sigmoid({ low: -1, high: 3 }).forward(0); // 1
 */
export const sigmoid = (ends: SigmoidParameters = {}) => map(ends);
