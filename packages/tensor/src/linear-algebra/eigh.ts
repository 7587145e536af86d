import { symmetricEigen } from '@baytes/kernels';
import { add, matMul, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { diagonal } from './diagonal';
import { divideByGaps } from './divide-by-gaps';
import { symmetricPart } from './host/symmetric-part';
import { symmetrized } from './outer-sum';
import { batchOf, squareSize } from './shapes';

/**
 * Eigenvalues and eigenvectors of symmetric matrices, in float64 inside: A = V diag(w) V'.
 *
 * A is (a + a') / 2; a matrix that is clearly not symmetric throws. The values ascend. Of a vector and its opposite, the one is taken
 * whose entry of greatest size is positive (the first, of several).
 *
 * Derivatives of every order (Giles 2008, section 3.1) where eigenvalues are distinct. Where some are equal:
 *
 * - the gradient of a function of the values alone is V diag(dw) V', which is right if the function is symmetric in the equal ones
 *   (a sum, the log-determinant); else there is none, and the result depends on the basis that was taken;
 * - vectors of equal values are any basis of their space and have no derivative, and the values have no second one: asking throws.
 *
 * Values count as equal when they differ by less than 1e-6 of the greatest: float32 has no digit of the difference left.
 *
 * @param a symmetric, of shape [..., n, n].
 * @returns `values`, of shape [..., n], and `vectors`, of shape [..., n, n], whose columns belong to the values.
 * @throws Error that names the entry that is not finite, or the pair of entries that differ.
 *
 * @example
 * eigh([[2, 1], [1, 2]]).values; // [1, 3]
 */
export const eigh: (a: Tensor | TensorLike) => { values: Tensor; vectors: Tensor } = /* @__PURE__ */ defineKernel({
  name: 'SelfAdjointEigV2',
  inputs: ['a'],
  outputs: ['values', 'vectors'],
  output: ({ a }) => {
    const n = squareSize(a, 'a', 'eigh');
    return { values: { shape: [...batchOf(a), n] }, vectors: { shape: a } };
  },
  host: ({ a }, out, { shapes, outputShapes: [shape] }) => {
    const n = squareSize(shapes.a, 'a', 'eigh');
    const batch = shape.slice(0, -1);
    for (let number = 0; number * n < out.values.length; number++) {
      const { values, vectors } = symmetricEigen(symmetricPart(a, n, number, batch, 'eigh'), n);
      const order = Array.from(values.keys()).sort((i, j) => values[i] - values[j]);
      order.forEach((from, to) => {
        out.values[number * n + to] = values[from];
        const sign = signOfLargest(vectors, n, from);
        for (let i = 0; i < n; i++) out.vectors[(number * n + i) * n + to] = sign * vectors[i * n + from];
      });
    }
  },
  gradient: ({ a }, dy) => ({
    a: () => {
      const { values, vectors } = eigh(a);
      const turned = divideByGaps(matMul(vectors, dy.vectors, true, false), values);
      return symmetrized(matMul(matMul(vectors, add(diagonal(dy.values), turned)), vectors, false, true));
    },
  }),
});

/** The sign of the first entry of column `column` that is as large as any, but for rounding. */
function signOfLargest(vectors: Float64Array, n: number, column: number): number {
  let size = 0;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(vectors[i * n + column]));
  for (let i = 0; i < n; i++) {
    const entry = vectors[i * n + column];
    if (Math.abs(entry) > 0.999999 * size) return Math.sign(entry);
  }
  return 1;
}
