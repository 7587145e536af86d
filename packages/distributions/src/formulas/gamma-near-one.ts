// Moments of laws of extremes are Gamma(1 - c) and Gamma(1 - 2 c): their logarithms without cancellation near c = 0.
import { lgamma } from '@baytes/special';
import { abs, add, div, less, mul, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { EULER } from './constants';

/** zeta(2), zeta(3), ... */
const ZETA = [
  1.64493406684822, 1.20205690315959, 1.08232323371113, 1.03692775514337, 1.01734306198444, 1.00834927738192, 1.00407735619794,
  1.00200839282608, 1.00099457512781, 1.00049418860411, 1.0002460865533, 1.00012271334757, 1.00006124813505, 1.0000305882363,
  1.0000152822594,
];

function horner(c: Tensor, coefficients: readonly number[]): Tensor {
  const last = coefficients.length - 1;
  let sum: Tensor = add(mul(c, coefficients[last]), coefficients[last - 1]);
  for (let k = last - 2; k >= 0; k--) sum = add(mul(sum, c), coefficients[k]);
  return sum;
}

/** log Gamma(1 - c) / c, for c < 1: euler + zeta(2) c / 2 + zeta(3) c^2 / 3 + ... near 0. */
export function lgammaOver(c: Tensor): Tensor {
  const near = less(abs(c), 0.3);
  const far = where(near, 0.5, c);
  const coefficients = [EULER, ...ZETA.map((zeta, i) => zeta / (i + 2))];
  return where(near, horner(where(near, c, 0), coefficients), div(lgamma(sub(1, far)), far));
}

/** (log Gamma(1 - 2 c) - 2 log Gamma(1 - c)) / c^2, for c < 1/2: sum_k zeta(k) (2^k - 2) / k c^(k - 2) near 0. */
export function lgammaBend(c: Tensor): Tensor {
  const near = less(abs(c), 0.15);
  const far = where(near, 0.25, c);
  const coefficients = ZETA.map((zeta, i) => (zeta * (2 ** (i + 2) - 2)) / (i + 2));
  const direct = div(sub(lgamma(sub(1, mul(2, far))), mul(2, lgamma(sub(1, far)))), square(far));
  return where(near, horner(where(near, c, 0), coefficients), direct);
}
