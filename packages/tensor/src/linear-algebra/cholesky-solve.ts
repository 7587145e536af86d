import { add, matMul, neg, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { sumToShape } from '../kernel/broadcast';
import { lowerTriangle } from './band-part';
import { solveEach } from './host/solve-each';
import { substitute } from './host/substitution';
import { matrixTranspose } from './matrix-transpose';
import { outerSum } from './outer-sum';
import { type RightHandSide, solveColumns } from './right-hand-side';
import { batchOf, solutionShape, squareSize } from './shapes';
import { requireNoZeros } from './triangular-solve';

const OP = 'choleskySolve';

const choleskySolveKernel = /* @__PURE__ */ defineKernel({
  name: 'CholeskySolve',
  inputs: ['l', 'b'],
  output: ({ l, b }) => ({ shape: solutionShape(['l', l], ['b', b], OP) }),
  host: ({ l, b }, out, { shapes, outputShapes: [shape] }) => {
    const n = squareSize(shapes.l, 'l', OP);
    requireNoZeros(l, shapes.l, OP);
    const factors = new Float64Array(l);
    solveEach(shapes.l, { values: b, shape: shapes.b }, { values: out, shape }, (number, X, columns) => {
      substitute(factors, n, number * n * n, X, 0, columns, { lower: true, transpose: false });
      substitute(factors, n, number * n * n, X, 0, columns, { lower: true, transpose: true });
    });
  },
  // With M = L L' and its cotangent -W X' (Giles 2008, section 2.2.3): L's is tril((-W X' - X W') L).
  gradient: ({ l, b }, dy) => {
    const w = () => choleskySolve(l, dy);
    return {
      l: () => {
        const outer = outerSum(w(), choleskySolve(l, b), batchOf(l.shape));
        return neg(lowerTriangle(matMul(add(outer, matrixTranspose(outer)), lowerTriangle(l))));
      },
      b: () => sumToShape(w(), b.shape),
    };
  },
});

/**
 * Solves L L' X = B, given the Cholesky factor L, for every matrix of a batch, in float64 inside. Batches broadcast. Derivatives of
 * every order.
 *
 * @param l lower triangular, of shape [..., n, n]; what is above the diagonal is not read.
 * @param b of shape [..., n, columns]; or vectors, [..., n], if it has one axis or the options say so.
 * @returns X, of the shape of `b` with broadcast batch.
 * @throws Error for shapes that do not fit, and for a 0 on the diagonal.
 *
 * @example
 * choleskySolve([[2, 0], [1, 2]], [8, 9]); // [1.375, 1.25]
 */
export function choleskySolve(l: Tensor | TensorLike, b: Tensor | TensorLike, { vectors }: RightHandSide = {}): Tensor {
  return solveColumns(b, vectors, (right) => choleskySolveKernel(l, right));
}
