import { matMul, mul, sub, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { bandPart } from './band-part';
import { diagonal, diagonalPart } from './diagonal';
import {
  type PositiveDefiniteAttributes,
  type PositiveDefiniteOptions,
  positiveDefiniteAttributes,
  positiveDefiniteFactors,
} from './host/positive-definite-factor';
import { matrixTranspose } from './matrix-transpose';
import { symmetrized } from './outer-sum';
import { squareSize } from './shapes';
import { triangularSolve } from './triangular-solve';

const choleskyKernel = /* @__PURE__ */ defineKernel({
  name: 'Cholesky',
  inputs: ['a'],
  output: ({ a }, _attributes: PositiveDefiniteAttributes) => {
    squareSize(a, 'a', 'cholesky');
    return { shape: a };
  },
  host: ({ a }, out, { shapes, attributes }) => {
    const n = squareSize(shapes.a, 'a', 'cholesky');
    positiveDefiniteFactors(a, shapes.a, attributes, 'cholesky').forEach((factor, number) => {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j <= i; j++) out[number * n * n + i * n + j] = factor[i * n + j];
      }
    });
  },
  // Murray (2016), equation (10): sym(L^-T Phi(L' dL) L^-1).
  gradient: ({ a }, dy, attributes) => ({
    a: () => {
      const l = cholesky(a, attributes);
      const left = triangularSolve(l, halfLower(matMul(l, dy, true)), { transpose: true });
      return symmetrized(triangularSolve(l, matrixTranspose(left), { transpose: true }));
    },
  }),
});

/** Phi: the lower triangle, half of its diagonal. */
function halfLower(a: Tensor): Tensor {
  return sub(bandPart(a, -1, 0), diagonal(diagonalPart(mul(a, 0.5))));
}

/**
 * Cholesky factors: the lower triangular L with positive diagonal and L L' = A, for every matrix of a batch, in float64 inside.
 *
 * A is (a + a') / 2, so that rounding on one side of the diagonal does no harm and derivatives are symmetric; a matrix that is
 * clearly not symmetric throws.
 *
 * Derivatives of every order, by I. Murray (2016), "Differentiation of the Cholesky decomposition", arXiv:1602.07527, section 3.
 *
 * @param a symmetric positive definite, of shape [..., n, n].
 * @param options `jitter` is added to the diagonal; `indefinite: 'nan'` gives NaN for a matrix that has no factor, instead of
 *   throwing.
 * @returns a tensor of the shape of `a`; 0 above the diagonal.
 * @throws Error that names the matrix and the order of its first leading minor that is not positive, or the entry that is not
 *   finite, or the pair of entries that differ.
 *
 * @example
 * cholesky([[4, 2], [2, 5]]); // [[2, 0], [1, 2]]
 */
export function cholesky(a: Tensor | TensorLike, options: PositiveDefiniteOptions = {}): Tensor {
  return choleskyKernel(a, positiveDefiniteAttributes(options, 'cholesky'));
}
