// Quantiles of counts by search in float64: the least x with P(X <= x) >= p.
import { defineKernel } from '@baytes/tensor';
import type { Tensor } from '@tensorflow/tfjs-core';

/** How far probabilities of float64 may be off: so that P(X <= x) = p is not missed by one rounding. */
const ROUNDING = 1e-12;

export interface Tails {
  /** P(X <= x) and P(X > x) at whole x in the support, each accurate where it is small. */
  cdf(x: number): number;
  survival(x: number): number;
  /** The ends of the support. Default 0 and infinity. */
  low?: number;
  high?: number;
}

/** The least whole number that `enough` holds for; it holds from there on, and at `high`. */
function least(low: number, high: number, enough: (x: number) => boolean): number {
  if (enough(low)) return low;
  let [below, step] = [low, 1];
  while (below + step < high && !enough(below + step)) {
    below += step;
    step *= 2;
  }
  let above = Math.min(below + step, high);
  while (above - below > 1) {
    const middle = Math.floor((above + below) / 2);
    if (middle === below || middle === above) break; // beyond 2^53 neighbours are more than 1 apart
    if (enough(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/**
 * The quantile function of a law of counts as one op: constant almost everywhere, so that its derivatives are 0.
 *
 * @param tails from the parameters, in their order.
 */
export function countQuantile(
  kernel: string,
  parameters: readonly string[],
  tails: (...parameters: number[]) => Tails,
): (p: Tensor, ...parameters: Tensor[]) => Tensor {
  return defineKernel<readonly string[], Record<never, never>, Record<never, never>>({
    name: kernel,
    inputs: ['probability', ...parameters],
    host: (inputs, out) => {
      const { probability: p, ...others } = inputs as Record<string, Float32Array>;
      const values = parameters.map((name) => others[name]);
      for (let i = 0; i < out.length; i++) {
        const at = values.map((each) => each[i]);
        if (Number.isNaN(p[i]) || at.some(Number.isNaN)) {
          out[i] = Number.NaN;
          continue;
        }
        const { cdf, survival, low = 0, high = Number.POSITIVE_INFINITY } = tails(...at);
        const rest = 1 - p[i];
        // By the smaller tail: the other one has few digits left.
        const enough =
          p[i] <= 0.5 ? (x: number) => cdf(x) >= p[i] * (1 - ROUNDING) : (x: number) => survival(x) <= rest * (1 + ROUNDING);
        out[i] = least(low, high, (x) => x >= high || enough(x));
      }
    },
    gradient: 'zero',
  }) as never;
}
