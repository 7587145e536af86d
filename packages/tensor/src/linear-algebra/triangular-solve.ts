import { neg, type Tensor } from '@tensorflow/tfjs-core';
import { broadcastShape, broadcastValues, sizeOf, sumToShape } from '../kernel/broadcast';
import { defineKernel } from '../kernel/define-kernel';
import { product, squareShape, transposed } from './matrices';
import { triangle } from './triangles';

export interface TriangularSolveOptions {
  /** Whether the matrix has its numbers below the diagonal (the default) or above; the other side is not read. */
  lower?: boolean;
  /** Solve with the transpose of the matrix. */
  transpose?: boolean;
}

/** Shape of the solution: batches broadcast. */
function solutionShape({ matrix, right }: { matrix: readonly number[]; right: readonly number[] }): number[] {
  const { n } = squareShape(matrix, 'triangularSolve', 'matrix');
  if (right.length < 2 || right[right.length - 2] !== n) {
    throw new Error(
      `triangularSolve: right must be [..., ${n}, k] for a matrix of shape [${matrix}], but has shape [${right}]`,
    );
  }
  const batch = broadcastShape({ matrix: matrix.slice(0, -2), right: right.slice(0, -2) }, 'triangularSolve');
  return [...batch, ...right.slice(-2)];
}

/**
 * Solves L X = B for triangular L by substitution, in float64. Batches broadcast. A zero on the diagonal gives infinities, as a
 * division does.
 *
 * @param matrix [..., n, n].
 * @param right [..., n, k].
 * @returns X, [..., n, k].
 *
 * @example
 * triangularSolve([[2, 0], [1, 1]], [[4], [3]]); // [[2], [1]]
 */
export const triangularSolve = defineKernel({
  name: 'MatrixTriangularSolve',
  inputs: ['matrix', 'right'],
  output: (shapes, _options: TriangularSolveOptions) => ({ shape: solutionShape(shapes) }),
  host: ({ matrix, right }, out, { shapes, outputShapes: [shape], attributes: { lower = true, transpose = false } }) => {
    const [n, k] = shape.slice(-2);
    const batch = shape.slice(0, -2);
    const all = broadcastValues(matrix, shapes.matrix, [...batch, n, n]);
    const x = Float64Array.from(broadcastValues(right, shapes.right, shape));
    const [down, across] = transpose ? [1, n] : [n, 1]; // steps in the matrix
    const forward = lower !== transpose;
    for (let at = 0, first = 0; at < sizeOf(batch); at++, first += n * k) {
      for (let step = 0; step < n; step++) {
        const i = forward ? step : n - 1 - step;
        const row = at * n * n + i * down;
        for (let other = 0; other < step; other++) {
          const j = forward ? other : n - 1 - other;
          const factor = all[row + j * across];
          if (factor === 0) continue;
          for (let c = 0; c < k; c++) x[first + i * k + c] -= factor * x[first + j * k + c];
        }
        const diagonal = all[row + i * across];
        for (let c = 0; c < k; c++) x[first + i * k + c] /= diagonal;
      }
    }
    out.set(x);
  },
  gradient: ({ matrix, right }, dy, options): { matrix: () => Tensor; right: () => Tensor } => {
    const { lower = true, transpose = false } = options;
    const back = () => triangularSolve(matrix, dy, { lower, transpose: !transpose });
    return {
      right: () => sumToShape(back(), right.shape),
      matrix: () => {
        const x = triangularSolve(matrix, right, options);
        const outer = transpose ? product(x, transposed(back())) : product(back(), transposed(x));
        return sumToShape(triangle(neg(outer), lower), matrix.shape);
      },
    };
  },
});
