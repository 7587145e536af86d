import { uniform } from '@baytes/random';
import { stopGradient } from '@baytes/tensor';
import { add, div, floor, log, minimum, mul, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { integer } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';
import { countQuantile } from './quantile-search';

export interface DiscreteUniformParameters {
  /** The least number, whole. Default 0. */
  low?: ParameterLike;
  /** The greatest number, whole, itself included. */
  high: ParameterLike;
}

/** How many numbers there are. */
const size = ({ low, high }: Values<'low' | 'high'>): Tensor => add(sub(high, low), 1);

const quantile = /* @__PURE__ */ countQuantile('DiscreteUniformQuantile', ['low', 'high'], (low, high) => ({
  cdf: (x) => (x - low + 1) / (high - low + 1),
  survival: (x) => (high - x) / (high - low + 1),
  low,
  high,
}));

/**
 * The uniform law on whole numbers from `low` to `high`, both included: mass 1 / (high - low + 1). Draws are even to 2^-24 of a
 * probability; ranges should be much shorter than 2^24.
 *
 * @example
 * discreteUniform({ low: 1, high: 6 }).mean(); // 3.5
 */
export const discreteUniform = /* @__PURE__ */ defineDistribution<DiscreteUniformParameters, 'low' | 'high'>({
  name: 'discreteUniform',
  parameters: { low: { constraint: integer, default: 0 }, high: { constraint: integer } },
  relations: () => [{ of: ['high', 'low'], words: 'at least low', holds: (high, low) => high >= low }],
  support: ({ low, high }) => interval(low, high, { name: 'integerBetween', closed: 'both', integer: true }),
  sample: (key, values, shape) => {
    const steps = floor(mul(uniform(key, { low: 0, high: 1 }, { shape: [...shape] }), size(values)));
    return stopGradient(minimum(add(values.low, steps), values.high));
  },
  logProb: (x, values) => sub(mul(x, 0), log(size(values))),
  cdf: (x, values) => div(add(sub(x, values.low), 1), size(values)),
  survival: (x, values) => div(sub(values.high, x), size(values)),
  icdf: (p, { low, high }) => quantile(p, low, high),
  entropy: (values) => log(size(values)),
  mean: ({ low, high }) => mul(0.5, add(low, high)),
  variance: (values) => div(sub(square(size(values)), 1), 12),
  mode: ({ low }) => low,
});
