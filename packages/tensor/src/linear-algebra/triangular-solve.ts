import { neg, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { sumToShape } from '../kernel/broadcast';
import { bandPart } from './band-part';
import { solveEach } from './host/solve-each';
import { substitute } from './host/substitution';
import { outerSum } from './outer-sum';
import { type RightHandSide, solveColumns } from './right-hand-side';
import { batchOf, solutionShape, squareSize, whichMatrix } from './shapes';

const OP = 'triangularSolve';

const matrixTriangularSolve = /* @__PURE__ */ defineKernel({
  name: 'MatrixTriangularSolve',
  inputs: ['l', 'b'],
  output: ({ l, b }, _attributes: { lower: boolean; transpose: boolean }) => ({ shape: solutionShape(['l', l], ['b', b], OP) }),
  host: ({ l, b }, out, { shapes, outputShapes: [shape], attributes }) => {
    const n = squareSize(shapes.l, 'l', OP);
    requireNoZeros(l, shapes.l, OP);
    const triangles = new Float64Array(l);
    solveEach(shapes.l, { values: b, shape: shapes.b }, { values: out, shape }, (number, X, columns) =>
      substitute(triangles, n, number * n * n, X, 0, columns, attributes),
    );
  },
  // Giles (2008), section 2.3.1, for the triangle alone.
  gradient: ({ l, b }, dy, { lower, transpose }) => {
    const right = () => triangularSolve(l, dy, { lower, transpose: !transpose });
    return {
      l: () => {
        const x = triangularSolve(l, b, { lower, transpose });
        const outer = transpose ? outerSum(x, right(), batchOf(l.shape)) : outerSum(right(), x, batchOf(l.shape));
        return neg(bandPart(outer, lower ? -1 : 0, lower ? 0 : -1));
      },
      b: () => sumToShape(right(), b.shape),
    };
  },
});

export interface TriangularSolveOptions extends RightHandSide {
  /** Which triangle of the matrix is meant: the lower one (default true). The other is not read. */
  lower?: boolean;
  /** Solve L' X = B instead. */
  transpose?: boolean;
}

/** @throws Error that names the first 0 on a diagonal. */
export function requireNoZeros(l: Float32Array, shape: readonly number[], op: string): void {
  const n = shape[shape.length - 1];
  for (let at = 0, number = 0; at < l.length; at += n * n, number++) {
    for (let i = 0; i < n; i++) {
      if (l[at + i * n + i] === 0) {
        throw new Error(`${op}: l is singular${whichMatrix(number, batchOf(shape))}: l[${i},${i}] is 0`);
      }
    }
  }
}

/**
 * Solves L X = B for triangular L, for every matrix of a batch, in float64 inside. Batches broadcast. Derivatives of every order.
 *
 * @param l of shape [..., n, n]. Only the triangle that `lower` names is read. NaN and infinities pass through.
 * @param b of shape [..., n, columns]; or vectors, [..., n], if it has one axis or the options say so.
 * @param options `lower` (default true): which triangle of `l` is meant. `transpose`: solve L' X = B instead.
 * @returns X, of the shape of `b` with broadcast batch.
 * @throws Error for shapes that do not fit, and for a 0 on the diagonal.
 *
 * @example
 * triangularSolve([[2, 0], [1, 2]], [2, 5]); // [1, 2]
 */
export function triangularSolve(
  l: Tensor | TensorLike,
  b: Tensor | TensorLike,
  { lower = true, transpose = false, vectors }: TriangularSolveOptions = {},
): Tensor {
  return solveColumns(b, vectors, (right) => matrixTriangularSolve(l, right, { lower, transpose }));
}
