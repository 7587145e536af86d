import { expandDims, mul, neg, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { sumToShape } from '../kernel/broadcast';
import { lowerTriangle } from './band-part';
import { choleskySolve } from './cholesky-solve';
import { eachPanel } from './host/solve-each';
import { substitute } from './host/substitution';
import { outerSum } from './outer-sum';
import { batchOf, broadcastBatch, squareSize } from './shapes';
import { requireNoZeros, triangularSolve } from './triangular-solve';

const OP = 'mahalanobis';

/**
 * Squared Mahalanobis distances |L^-1 x|^2 = x' (L L')^-1 x, given the Cholesky factor L of a covariance: the quadratic form of a
 * multivariate normal density, with x the distance from its mean. In float64 inside. Batches broadcast, and many rows of one L cost
 * no copies of it. Derivatives of every order.
 *
 * @param l lower triangular, of shape [..., n, n]; what is above the diagonal is not read.
 * @param x vectors, of shape [..., n].
 * @returns a tensor of the shape of the broadcast batch.
 * @throws Error for shapes that do not fit, and for a 0 on the diagonal.
 *
 * @example
 * mahalanobis([[2, 0], [1, 2]], [2, 5]); // 5
 */
export const mahalanobis: (l: Tensor | TensorLike, x: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'Mahalanobis',
  inputs: ['l', 'x'],
  output: ({ l, x }) => {
    const n = squareSize(l, 'l', OP);
    if (x[x.length - 1] !== n) throw new Error(`${OP}: x must have the shape [..., ${n}] for l of [${l}], but has [${x}]`);
    const failure = `${OP}: the batches do not broadcast: l [${l}], x [${x}]`;
    return { shape: broadcastBatch(batchOf(l), x.slice(0, -1), failure) };
  },
  host: ({ l, x }, out, { shapes, outputShapes: [batch] }) => {
    const n = squareSize(shapes.l, 'l', OP);
    requireNoZeros(l, shapes.l, OP);
    const factors = new Float64Array(l);
    eachPanel(shapes.l, { values: x, shape: [...shapes.x, 1] }, batch, (number, X, columns, from) => {
      substitute(factors, n, number * n * n, X, 0, columns, { lower: true, transpose: false });
      for (let column = 0; column < columns; column++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += X[i * columns + column] ** 2;
        out[from + column] = sum;
      }
    });
  },
  // With z = L^-1 x and w = L^-T z: the cotangent of x is 2 w, that of L is -2 tril(w z').
  gradient: ({ l, x }, dy) => {
    const w = () => mul(expandDims(mul(dy, 2), -1), choleskySolve(l, x, { vectors: true }));
    return {
      l: () => {
        const z = triangularSolve(l, x, { vectors: true });
        return neg(lowerTriangle(outerSum(expandDims(w(), -1), expandDims(z, -1), batchOf(l.shape))));
      },
      x: () => sumToShape(w(), x.shape),
    };
  },
});
