import { fill, type Tensor, type TensorLike, tidy, where } from '@tensorflow/tfjs-core';
import { prepare } from '../prepare';

/**
 * f(x) where a condition holds, another value elsewhere, with gradients that are right on both sides.
 *
 * In `where(condition, f(x), other)` the derivative of f is computed everywhere; where it is infinite or NaN, the zero cotangent of
 * the side that was not taken makes it NaN. Here f never sees the x that it is not meant for.
 *
 * @param condition bool, of a shape that fits x.
 * @param x argument of f.
 * @param f is given x where the condition holds, and `safe` elsewhere.
 * @param otherwise the value where the condition does not hold. Default 0.
 * @param safe a number at which f and its derivatives are finite. Default 1.
 *
 * @example
 * // x log x, 0 at 0, and with a finite gradient there.
 * safeWhere(greater(x, 0), x, (t) => mul(t, log(t)));
 */
export function safeWhere(
  condition: Tensor,
  x: Tensor,
  f: (x: Tensor) => Tensor,
  otherwise: Tensor | TensorLike = 0,
  safe = 1,
): Tensor {
  prepare();
  return tidy(() => where(condition, f(where(condition, x, fill(x.shape, safe))), otherwise));
}
