import { neg, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { sizeOf, sumToShape } from '../kernel/broadcast';
import { factorLU, type LU, solveLU } from './host/lu-factor';
import { solveEach } from './host/solve-each';
import { finiteMatrix } from './host/symmetric-part';
import { outerSum } from './outer-sum';
import { type RightHandSide, solveColumns } from './right-hand-side';
import { batchOf, solutionShape, squareSize, whichMatrix } from './shapes';

/** The LU factors of all matrices of `values`. @throws Error that names the matrix and the row that has no pivot. */
export function regularFactors(values: Float32Array, shape: readonly number[], op: string): LU[] {
  const n = squareSize(shape, 'a', op);
  const batch = batchOf(shape);
  return Array.from({ length: sizeOf(batch) }, (_, number) => {
    const lu = factorLU(finiteMatrix(values, n, number, batch, op), n);
    if (lu.singular < 0) return lu;
    throw new Error(`${op}: a of shape [${shape}] is singular${whichMatrix(number, batch)}: pivot ${lu.singular} is 0`);
  });
}

const matrixSolve = /* @__PURE__ */ defineKernel({
  name: 'MatrixSolve',
  inputs: ['a', 'b'],
  output: ({ a, b }, _attributes: { transpose: boolean }) => ({ shape: solutionShape(['a', a], ['b', b], 'solve') }),
  host: ({ a, b }, out, { shapes, outputShapes: [shape], attributes: { transpose } }) => {
    const n = squareSize(shapes.a, 'a', 'solve');
    const factors = regularFactors(a, shapes.a, 'solve');
    solveEach(shapes.a, { values: b, shape: shapes.b }, { values: out, shape }, (number, X, columns) =>
      solveLU(factors[number], n, X, columns, transpose),
    );
  },
  // Giles (2008), section 2.3.1.
  gradient: ({ a, b }, dy, { transpose }) => {
    const w = () => solve(a, dy, { transpose: !transpose });
    return {
      a: () => {
        const x = solve(a, b, { transpose });
        return neg(transpose ? outerSum(x, w(), batchOf(a.shape)) : outerSum(w(), x, batchOf(a.shape)));
      },
      b: () => sumToShape(w(), b.shape),
    };
  },
});

/**
 * Solves A X = B for any regular A, by elimination with partial pivoting in float64, for every matrix of a batch. Batches broadcast.
 * Derivatives of every order. For a symmetric positive definite A, `solvePositiveDefinite` is twice as quick.
 *
 * @param a of shape [..., n, n].
 * @param b of shape [..., n, columns]; or vectors, [..., n], if it has one axis or the options say so.
 * @param options `transpose`: solve A' X = B instead.
 * @returns X, of the shape of `b` with broadcast batch.
 * @throws Error for shapes that do not fit, and for a matrix with an exact 0 as pivot: one that is singular but for rounding is not
 *   found out.
 *
 * @example
 * solve([[0, 2], [1, 1]], [4, 3]); // [1, 2]
 */
export function solve(
  a: Tensor | TensorLike,
  b: Tensor | TensorLike,
  { transpose = false, vectors }: { transpose?: boolean } & RightHandSide = {},
): Tensor {
  return solveColumns(b, vectors, (right) => matrixSolve(a, right, { transpose }));
}
