import { matMul, neg, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { solveLU } from './host/lu-factor';
import { squareSize } from './shapes';
import { regularFactors } from './solve';

/**
 * Inverses of a batch of matrices, by elimination with partial pivoting in float64. Derivatives of every order. To multiply by an
 * inverse, `solve` is quicker and more accurate.
 *
 * @param a of shape [..., n, n].
 * @returns a tensor of the shape of `a`.
 * @throws Error for a singular matrix, as `solve`.
 *
 * @example
 * inverse([[0, 2], [1, 0]]); // [[0, 1], [0.5, 0]]
 */
export const inverse: (a: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'MatrixInverse',
  inputs: ['a'],
  output: ({ a }) => {
    squareSize(a, 'a', 'inverse');
    return { shape: a };
  },
  host: ({ a }, out, { shapes }) => {
    const n = squareSize(shapes.a, 'a', 'inverse');
    const X = new Float64Array(n * n);
    regularFactors(a, shapes.a, 'inverse').forEach((lu, number) => {
      X.fill(0);
      for (let i = 0; i < n; i++) X[i * n + i] = 1;
      solveLU(lu, n, X, n, false);
      out.set(X, number * n * n);
    });
  },
  // Giles (2008), section 2.2.3.
  gradient: ({ a }, dy) => ({
    a: () => {
      const inverted = inverse(a);
      return neg(matMul(matMul(inverted, dy, true, false), inverted, false, true));
    },
  }),
});
