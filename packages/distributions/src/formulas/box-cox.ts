// log(1 + c y) / c and its inverse (exp(c w) - 1) / c, with their limits y and w at c = 0: what laws of extremes are made of.
import { expm1, log1p } from '@baytes/special';
import { abs, add, clipByValue, div, less, maximum, mul, neg, type Tensor, where } from '@tensorflow/tfjs-core';

/** 1 + c y is not taken to be less than this: rounding at the end of a support must not make it negative. */
const LEAST = 2 ** -24;

/** No y is taken to be further out than this: 0 times infinity would be NaN. */
const GREATEST = 1e38;

/** sum_k coefficient(k) t^k by Horner's rule. */
function series(t: Tensor, terms: number, coefficient: (k: number) => number): Tensor {
  let sum: Tensor = add(mul(t, coefficient(terms)), coefficient(terms - 1));
  for (let k = terms - 2; k >= 0; k--) sum = add(mul(sum, t), coefficient(k));
  return sum;
}

/** f(c y) y near c y = 0, by a series; otherwise far(c y) / c. Neither side sees arguments of the other. */
function quotient(c: Tensor, y: Tensor, radius: number, near: (t: Tensor) => Tensor, far: (t: Tensor) => Tensor): Tensor {
  const bounded = clipByValue(y, -GREATEST, GREATEST);
  const t = mul(c, bounded);
  const isNear = less(abs(t), radius);
  return where(isNear, mul(bounded, near(where(isNear, t, 0))), div(far(where(isNear, radius, t)), where(isNear, 1, c)));
}

/** log(1 + c y) / c, and y where c = 0. */
export const log1pOver = (c: Tensor, y: Tensor): Tensor =>
  quotient(
    c,
    y,
    0.3,
    (t) => series(neg(t), 16, (k) => 1 / (k + 1)),
    (t) => log1p(maximum(t, LEAST - 1)),
  );

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** (exp(c w) - 1) / c, and w where c = 0. */
export const expm1Over = (c: Tensor, w: Tensor): Tensor =>
  quotient(
    c,
    w,
    0.5,
    (t) => series(t, 10, (k) => 1 / factorial(k + 1)),
    (t) => expm1(t),
  );
