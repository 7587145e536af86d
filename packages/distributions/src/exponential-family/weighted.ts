// Weighted averages in float64.
import type { WeightedSample } from './exponential-family';

/** The sum of the weights. */
export function total({ weights }: WeightedSample): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return sum;
}

/** The weighted average of f over the rows' numbers (rows of one number). */
export function average(sample: WeightedSample, f: (x: number) => number): number {
  const { values, weights } = sample;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) sum += weights[i] * f(values[i]);
  return sum / total(sample);
}

/** The weighted average of f, column by column. */
export function averages({ values, size, weights }: WeightedSample, f: (x: number) => number): number[] {
  const sums = new Array<number>(size).fill(0);
  let whole = 0;
  for (let row = 0; row < weights.length; row++) {
    if (weights[row] === 0) continue;
    whole += weights[row];
    for (let column = 0; column < size; column++) sums[column] += weights[row] * f(values[row * size + column]);
  }
  return sums.map((each) => each / whole);
}

/** Mean and variance about it. */
export function moments(sample: WeightedSample): { mean: number; variance: number } {
  const mean = average(sample, (x) => x);
  return { mean, variance: average(sample, (x) => (x - mean) ** 2) };
}
