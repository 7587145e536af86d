import { uniform as draws } from '@baytes/random';
import { add, div, log, mul, square, sub } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';

export interface UniformParameters {
  /** The least value. Default 0. */
  low?: ParameterLike;
  /** The greatest value, above `low`. Default 1. */
  high?: ParameterLike;
}

/**
 * The uniform law: density 1 / (high - low) from `low` to `high`, both included.
 *
 * @example
 * uniform({ low: 1, high: 5 }).logProb([2, 6]); // [-1.3863, -Infinity]
 */
export const uniform = /* @__PURE__ */ defineDistribution<UniformParameters, 'low' | 'high'>({
  name: 'uniform',
  parameters: { low: { constraint: real, default: 0 }, high: { constraint: real, default: 1 } },
  relations: () => [{ of: ['low', 'high'], words: 'below high', holds: (low, high) => low < high }],
  support: ({ low, high }) => interval(low, high, { closed: 'both' }),
  sample: (key, { low, high }, shape) => draws(key, { low, high }, { shape }),
  // 0 x: NaN stays NaN.
  logProb: (x, { low, high }) => sub(mul(0, x), log(sub(high, low))),
  cdf: (x, { low, high }) => div(sub(x, low), sub(high, low)),
  survival: (x, { low, high }) => div(sub(high, x), sub(high, low)),
  icdf: (p, { low, high }) => add(low, mul(p, sub(high, low))),
  entropy: ({ low, high }) => log(sub(high, low)),
  mean: ({ low, high }) => mul(0.5, add(low, high)),
  variance: ({ low, high }) => mul(1 / 12, square(sub(high, low))),
  mode: ({ low, high }) => mul(0.5, add(low, high)),
});
