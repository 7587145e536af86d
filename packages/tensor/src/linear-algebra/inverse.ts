import { expandDims, mul, neg, type Tensor } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { product, squareShape, transposed } from './matrices';

/** LU factors of the n x n matrix at `first`, in place of a copy, with pivots by rows. `sign` is 0 where it is singular. */
function factorize(matrix: ArrayLike<number>, first: number, n: number) {
  const lu = Float64Array.from({ length: n * n }, (_, i) => matrix[first + i]);
  const order = Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(lu[i * n + k]) > Math.abs(lu[pivot * n + k])) pivot = i;
    if (lu[pivot * n + k] === 0) return { lu, order, sign: 0 };
    if (pivot !== k) {
      sign = -sign;
      [order[k], order[pivot]] = [order[pivot], order[k]];
      for (let j = 0; j < n; j++) [lu[k * n + j], lu[pivot * n + j]] = [lu[pivot * n + j], lu[k * n + j]];
    }
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k] /= lu[k * n + k]);
      for (let j = k + 1; j < n; j++) lu[i * n + j] -= factor * lu[k * n + j];
    }
  }
  return { lu, order, sign };
}

/**
 * Inverses of square matrices, by LU with pivots, in float64. A singular matrix gives NaN.
 *
 * @param matrix [..., n, n].
 */
export const inverse = defineKernel({
  name: 'MatrixInverse',
  inputs: ['matrix'],
  output: ({ matrix }) => {
    squareShape(matrix, 'inverse', 'matrix');
    return { shape: matrix };
  },
  host: ({ matrix }, out, { shapes }) => {
    const { n, count } = squareShape(shapes.matrix, 'inverse', 'matrix');
    const x = new Float64Array(n);
    for (let at = 0, first = 0; at < count; at++, first += n * n) {
      const { lu, order, sign } = factorize(matrix, first, n);
      if (sign === 0) {
        out.fill(Number.NaN, first, first + n * n);
        continue;
      }
      for (let column = 0; column < n; column++) {
        for (let i = 0; i < n; i++) {
          x[i] = order[i] === column ? 1 : 0;
          for (let j = 0; j < i; j++) x[i] -= lu[i * n + j] * x[j];
        }
        for (let i = n - 1; i >= 0; i--) {
          for (let j = i + 1; j < n; j++) x[i] -= lu[i * n + j] * x[j];
          x[i] /= lu[i * n + i];
          out[first + i * n + column] = x[i];
        }
      }
    }
  },
  gradient: ({ matrix }, dy): { matrix: () => Tensor } => ({
    matrix: () => {
      const turned = transposed(inverse(matrix));
      return neg(product(turned, dy, turned));
    },
  }),
});

/**
 * log |det A| of square matrices, by LU with pivots, in float64, so that no determinant overflows. -Infinity where A is singular.
 *
 * @param matrix [..., n, n].
 * @returns shape [...].
 *
 * @example
 * logDet([[2, 0], [0, 3]]); // log 6
 */
export const logDet = defineKernel({
  name: 'LogMatrixDeterminant',
  inputs: ['matrix'],
  output: ({ matrix }) => {
    squareShape(matrix, 'logDet', 'matrix');
    return { shape: matrix.slice(0, -2) };
  },
  host: ({ matrix }, out, { shapes }) => {
    const { n, count } = squareShape(shapes.matrix, 'logDet', 'matrix');
    for (let at = 0; at < count; at++) {
      const { lu, sign } = factorize(matrix, at * n * n, n);
      let total = sign === 0 ? Number.NEGATIVE_INFINITY : 0;
      if (sign !== 0) for (let i = 0; i < n; i++) total += Math.log(Math.abs(lu[i * n + i]));
      out[at] = total;
    }
  },
  gradient: ({ matrix }, dy) => ({
    matrix: () => mul(expandDims(expandDims(dy, -1), -1), transposed(inverse(matrix))),
  }),
});
