import { cholesky, diagonalPart, matrixTranspose } from '@baytes/tensor';
import {
  abs,
  add,
  any,
  eye,
  greater,
  isNaN as isMissing,
  logicalAnd,
  logicalNot,
  logicalOr,
  max,
  mul,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';
import { TOLERANCE } from './tolerance';

/** Whether a Cholesky factor exists of a symmetric matrix: numbers by rows. */
function isPositiveDefinite(event: ArrayLike<number>, [n, columns]: readonly number[]): boolean {
  if (n !== columns) return false;
  let largest = 0;
  for (let i = 0; i < n * n; i++) largest = Math.max(largest, Math.abs(event[i])); // NaN stays NaN
  const factor = Float64Array.from(event);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      if (!(Math.abs(event[i * n + j] - event[j * n + i]) <= TOLERANCE * largest)) return false;
      let rest = factor[i * n + j];
      for (let k = 0; k < j; k++) rest -= factor[i * n + k] * factor[j * n + k];
      if (i === j && !(rest > 0 && rest < Number.POSITIVE_INFINITY)) return false;
      factor[i * n + j] = i === j ? Math.sqrt(rest) : rest / factor[j * n + j];
    }
  }
  return true;
}

/** Not symmetric, or without a Cholesky factor. */
function indefinite(a: Tensor): Tensor {
  const transposed = matrixTranspose(a);
  const gap = max(abs(sub(a, transposed)), [-2, -1]);
  const skew = greater(gap, mul(TOLERANCE, max(abs(a), [-2, -1])));
  const factor = cholesky(mul(0.5, add(a, transposed)), { indefinite: 'nan' });
  const without = logicalAnd(any(isMissing(factor), [-2, -1]), logicalNot(any(isMissing(a), [-2, -1])));
  return logicalOr(skew, without);
}

/** Symmetric positive definite matrices: covariances, precisions. */
export const positiveDefinite: Constraint = {
  name: 'positiveDefinite',
  words: 'a symmetric positive definite matrix',
  eventRank: 2,
  discrete: false,
  holds: isPositiveDefinite,
  outside: indefinite,
  inside: ([n]) => eye(n),
};

/** Symmetric positive definite matrices with ones on the diagonal. */
export const correlation: Constraint = {
  name: 'correlation',
  words: 'a symmetric positive definite matrix with ones on its diagonal',
  eventRank: 2,
  discrete: false,
  holds: (event, shape) => {
    for (let i = 0; i < shape[0]; i++) if (!(Math.abs(event[i * (shape[0] + 1)] - 1) <= TOLERANCE)) return false;
    return isPositiveDefinite(event, shape);
  },
  outside: (a) => logicalOr(indefinite(a), any(greater(abs(sub(diagonalPart(a), 1)), TOLERANCE), -1)),
  inside: ([n]) => eye(n),
};
