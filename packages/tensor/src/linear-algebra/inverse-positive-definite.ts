import { matMul, neg, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import {
  type PositiveDefiniteAttributes,
  type PositiveDefiniteOptions,
  positiveDefiniteAttributes,
  positiveDefiniteFactors,
} from './host/positive-definite-factor';
import { substitute } from './host/substitution';
import { symmetrized } from './outer-sum';
import { squareSize } from './shapes';

const OP = 'inversePositiveDefinite';

const inverseKernel = /* @__PURE__ */ defineKernel({
  name: 'PositiveDefiniteInverse',
  inputs: ['a'],
  output: ({ a }, _attributes: PositiveDefiniteAttributes) => {
    squareSize(a, 'a', OP);
    return { shape: a };
  },
  host: ({ a }, out, { shapes, attributes }) => {
    const n = squareSize(shapes.a, 'a', OP);
    const X = new Float64Array(n * n);
    positiveDefiniteFactors(a, shapes.a, attributes, OP).forEach((factor, number) => {
      X.fill(0);
      for (let i = 0; i < n; i++) X[i * n + i] = 1;
      substitute(factor, n, 0, X, 0, n, { lower: true, transpose: false });
      substitute(factor, n, 0, X, 0, n, { lower: true, transpose: true });
      // Symmetric to the last bit.
      for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) X[j * n + i] = X[i * n + j];
      out.set(X, number * n * n);
    });
  },
  // Giles (2008), section 2.2.3, on the symmetric part.
  gradient: ({ a }, dy, attributes) => ({
    a: () => {
      const inverse = inversePositiveDefinite(a, attributes);
      return neg(symmetrized(matMul(inverse, matMul(dy, inverse))));
    },
  }),
});

/**
 * Inverses of symmetric positive definite matrices, by their Cholesky factors in float64. Derivatives of every order. To multiply
 * by an inverse, `solvePositiveDefinite` is quicker and more accurate.
 *
 * @param a of shape [..., n, n]; its symmetric part is taken, as `cholesky` does.
 * @param options as for `cholesky`.
 * @returns a tensor of the shape of `a`, symmetric to the last bit.
 * @throws Error where `cholesky` throws.
 *
 * @example
 * inversePositiveDefinite([[4, 2], [2, 5]]); // [[0.3125, -0.125], [-0.125, 0.25]]
 */
export function inversePositiveDefinite(a: Tensor | TensorLike, options: PositiveDefiniteOptions = {}): Tensor {
  return inverseKernel(a, positiveDefiniteAttributes(options, OP));
}
