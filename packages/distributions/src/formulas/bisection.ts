import { stopGradient } from '@baytes/tensor';
import { add, less, mul, type Tensor, where } from '@tensorflow/tfjs-core';

/**
 * Where an increasing function crosses zero, element by element: a fixed number of halvings, with no look at the numbers.
 *
 * No derivatives: see {@link implicit}.
 *
 * @param low where the function is negative; `high`: where it is positive. Both of the shape of the result.
 */
export function bisection(low: Tensor, high: Tensor, f: (x: Tensor) => Tensor, halvings = 30): Tensor {
  let [a, b] = [stopGradient(low), stopGradient(high)];
  for (let i = 0; i < halvings; i++) {
    const middle = mul(0.5, add(a, b));
    const under = less(stopGradient(f(middle)), 0);
    a = where(under, middle, a);
    b = where(under, b, middle);
  }
  return mul(0.5, add(a, b));
}
