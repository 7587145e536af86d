// Owen's T in float32 tensor ops, for graphics cards; the formulas are the kernel's (packages/kernels/assembly/special/owens-t.ts).
import { abs, add, div, exp, less, maximum, minimum, mul, neg, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { erfComposite, expSquareComposite, ndtrComposite } from './composite-erf';
import { alike, beside, integrals } from './composite-quadrature';

/** 0 <= a <= 1, h >= 0. */
function integral(h: Tensor, a: Tensor): Tensor {
  const top = minimum(a, div(6, maximum(h, 1e-10)));
  const [sum] = integrals(top, (t) => {
    const s = square(t);
    return [div(exp(neg(mul(0.5, mul(square(beside(h)), s)))), add(1, s))];
  });
  return mul(mul(1 / (2 * Math.PI), expSquareComposite(h, -0.5)), sum);
}

export function owensTComposite(h: Tensor, a: Tensor): Tensor {
  const [u, given] = alike(abs(h), a);
  const v = minimum(abs(given), 1e30);
  const inside = less(v, 1);
  const product = minimum(mul(u, v), 1e18);
  const main = integral(where(inside, u, product), where(inside, v, div(1, maximum(v, 1))));
  const [p, q] = [ndtrComposite(neg(u)), ndtrComposite(neg(product))];
  const tails = sub(mul(0.5, add(p, q)), mul(p, q));
  const centre = sub(0.25, mul(0.25, mul(erfComposite(mul(u, Math.SQRT1_2)), erfComposite(mul(product, Math.SQRT1_2)))));
  const value = where(inside, main, sub(where(less(product, 0.5), centre, tails), main));
  return where(less(given, 0), neg(value), value);
}
