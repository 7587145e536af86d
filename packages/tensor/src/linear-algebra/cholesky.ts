import { cholesky as packedCholesky, symmetricEigen } from '@baytes/kernels';
import { add, linalg, mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { product, squareShape, transposed, which } from './matrices';
import { triangle } from './triangles';
import { triangularSolve } from './triangular-solve';

/**
 * The Cholesky factor of symmetric positive definite matrices: L lower triangular with L L' = A, in float64. Of a matrix that is
 * not quite symmetric, the mean with its transpose is taken.
 *
 * Derivative: Murray (2016), "Differentiation of the Cholesky decomposition", equation 10.
 *
 * @param matrix [..., n, n].
 * @returns L, [..., n, n].
 * @throws Error that names the first matrix that is not positive definite, with its smallest eigenvalue.
 *
 * @example
 * cholesky([[4, 2], [2, 5]]); // [[2, 0], [1, 2]]
 */
export const cholesky = defineKernel({
  name: 'Cholesky',
  inputs: ['matrix'],
  output: ({ matrix }) => {
    squareShape(matrix, 'cholesky', 'matrix');
    return { shape: matrix };
  },
  host: ({ matrix }, out, { shapes }) => {
    const { n, count } = squareShape(shapes.matrix, 'cholesky', 'matrix');
    const symmetric = new Float64Array(n * n);
    for (let at = 0, first = 0; at < count; at++, first += n * n) {
      symmetrize(matrix, first, n, symmetric);
      const packed = packedCholesky(symmetric, n);
      if (!packed) throw new Error(`cholesky: ${which(at, count)} is not positive definite (${reason(symmetric, n)})`);
      for (let i = 0, p = 0; i < n; i++) for (let j = 0; j <= i; j++) out[first + i * n + j] = packed[p++];
    }
  },
  gradient: ({ matrix }, dy): { matrix: () => Tensor } => ({
    matrix: () => {
      const L = cholesky(matrix);
      const whole = triangle(product(transposed(L), triangle(dy, true)), true);
      const halved = sub(whole, mul(0.5, linalg.bandPart(whole, 0, 0)));
      const left = triangularSolve(L, halved, { transpose: true });
      const both = transposed(triangularSolve(L, transposed(left), { transpose: true }));
      return mul(0.5, add(both, transposed(both)));
    },
  }),
});

/** The mean of a matrix and its transpose. */
export function symmetrize(matrix: ArrayLike<number>, first: number, n: number, out: Float64Array): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) out[i * n + j] = (matrix[first + i * n + j] + matrix[first + j * n + i]) / 2;
}

function reason(matrix: Float64Array, n: number): string {
  const bad = matrix.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) return `element [${Math.floor(bad / n)}, ${bad % n}] is ${matrix[bad]}`;
  return `its smallest eigenvalue is ${Math.min(...symmetricEigen(matrix, n).values).toPrecision(4)}`;
}
