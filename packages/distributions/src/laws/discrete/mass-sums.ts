// Distribution functions by sums of masses, in float64, for laws that have no closed form of them.
import { defineKernel } from '@baytes/tensor';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tails } from './quantile-search';

/** Sums of `mass` over whole numbers from `from` to `to`. */
export function sumOfMasses(logMass: (x: number) => number, from: number, to: number): number {
  let sum = 0;
  for (let x = from; x <= to; x++) sum += Math.exp(logMass(x));
  return sum;
}

/** Both tails of a law on whole numbers from low to high: each by its own sum, so that neither loses digits to the other. */
export const tailsBySums = (logMass: (x: number) => number, low: number, high: number): Required<Tails> => ({
  cdf: (x) => Math.min(1, sumOfMasses(logMass, low, Math.min(x, high))),
  survival: (x) => Math.min(1, sumOfMasses(logMass, Math.max(low, x + 1), high)),
  low,
  high,
});

/**
 * A function of x and the parameters, in float64 and rounded once. It has no derivatives: a sum of them would be needed for each.
 */
export function countFunction(
  kernel: string,
  parameters: readonly string[],
  value: (x: number, ...parameters: number[]) => number,
): (x: Tensor, ...parameters: Tensor[]) => Tensor {
  return defineKernel<readonly string[], Record<never, never>, Record<never, never>>({
    name: kernel,
    inputs: ['x', ...parameters],
    host: (inputs, out) => {
      const { x, ...others } = inputs as Record<string, Float32Array>;
      const values = parameters.map((name) => others[name]);
      for (let i = 0; i < out.length; i++) {
        out[i] = Number.isNaN(x[i]) ? Number.NaN : value(x[i], ...values.map((each) => each[i]));
      }
    },
  }) as never;
}
