import { stopGradient } from '@baytes/tensor';
import { add, div, maximum, sub, type Tensor } from '@tensorflow/tfjs-core';

/** The least normal float32: no density is divided by less. */
const LEAST = 2 ** -126;

/**
 * x as the implicit function F(x, parameters) = p of p and the parameters, for an x that was found without derivatives.
 *
 * Each step adds (p - F) / density, whose value is 0 and whose derivatives are those of a step of Newton's method: one step makes the
 * first derivative right, the second step the second.
 *
 * @param found x, of which no derivative is taken.
 * @param p the probability; a constant for draws, which keep their quantile.
 */
export function implicit(
  found: Tensor,
  p: Tensor | undefined,
  cdf: (x: Tensor) => Tensor,
  density: (x: Tensor) => Tensor,
): Tensor {
  let x = stopGradient(found);
  for (let step = 0; step < 2; step++) {
    const below = cdf(x);
    const gap = p === undefined ? sub(stopGradient(below), below) : sub(p, below);
    x = add(x, div(sub(gap, stopGradient(gap)), maximum(density(x), LEAST)));
  }
  return x;
}
