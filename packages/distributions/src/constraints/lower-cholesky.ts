import { diagonalPart, upperTriangle } from '@baytes/tensor';
import { abs, any, eye, greater, lessEqual, logicalOr, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraint';
import { TOLERANCE } from './tolerance';

function isFactor(event: ArrayLike<number>, [rows, columns]: readonly number[]): boolean {
  if (rows !== columns) return false;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      const entry = event[i * rows + j];
      if (!Number.isFinite(entry) || (j > i && entry !== 0) || (j === i && !(entry > 0))) return false;
    }
  }
  return true;
}

/** Not lower triangular with a positive diagonal. */
function noFactor(l: Tensor): Tensor {
  const diagonal = diagonalPart(l);
  // The diagonal is the only part of the upper triangle that may be there.
  const above = sub(sum(abs(upperTriangle(l)), [-2, -1]), sum(abs(diagonal), -1));
  return logicalOr(any(lessEqual(diagonal, 0), -1), greater(above, TOLERANCE));
}

/** Lower triangular matrices with a positive diagonal: Cholesky factors. */
export const lowerCholesky: Constraint = {
  name: 'lowerCholesky',
  words: 'a lower triangular matrix with a positive diagonal',
  eventRank: 2,
  discrete: false,
  holds: isFactor,
  outside: noFactor,
  inside: ([n]) => eye(n),
};

/** Cholesky factors of correlation matrices: each row has length 1. */
export const correlationCholesky: Constraint = {
  name: 'correlationCholesky',
  words: 'a lower triangular matrix with a positive diagonal and rows of length 1',
  eventRank: 2,
  discrete: false,
  holds: (event, shape) => {
    const n = shape[0];
    if (!isFactor(event, shape)) return false;
    for (let i = 0; i < n; i++) {
      let total = 0;
      for (let j = 0; j < n; j++) total += event[i * n + j] ** 2;
      if (!(Math.abs(total - 1) <= TOLERANCE)) return false;
    }
    return true;
  },
  outside: (l) => logicalOr(noFactor(l), any(greater(abs(sub(sum(square(l), -1), 1)), TOLERANCE), -1)),
  inside: ([n]) => eye(n),
};
