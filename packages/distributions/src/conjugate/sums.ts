// Weighted sums in float64.
import type { WeightedSample } from '../exponential-family/exponential-family';

/** The sum of weight times f over observations of one number. */
export function weightedSum({ values, weights }: WeightedSample, f: (x: number) => number): number {
  let sum = 0;
  for (let row = 0; row < weights.length; row++) if (weights[row] > 0) sum += weights[row] * f(values[row]);
  return sum;
}
