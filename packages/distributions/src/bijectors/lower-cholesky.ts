import { log1mexp, log1pexp, logexpm1, logSigmoid } from '@baytes/special';
import { diagonalPart, fillLowerTriangle, lowerTriangleValues, setDiagonal } from '@baytes/tensor';
import { exp, log, neg, sum } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { lowerCholesky as factors } from '../constraints/lower-cholesky';
import { real } from '../constraints/numbers';
import type { Bijector } from './bijector';
import { makeBijector } from './define-bijector';
import { triangleOf } from './triangles';

export interface LowerCholeskyOptions {
  /** What makes the diagonal positive. Default exp. */
  diagonal?: 'exp' | 'softplus';
}

/**
 * From n (n + 1) / 2 real numbers to a lower triangular matrix with a positive diagonal: the numbers fill the triangle row by row, and
 * the diagonal is their exp or softplus.
 *
 * Stan Reference Manual, "Cholesky factors of covariance matrices".
 *
 * @example
 * lowerCholesky().forward([0, 3, 0]); // [[1, 0], [3, 1]]
 */
export function lowerCholesky({ diagonal = 'exp' }: LowerCholeskyOptions = {}): Bijector {
  if (diagonal !== 'exp' && diagonal !== 'softplus')
    throw new TypeError(`lowerCholesky: diagonal must be 'exp' or 'softplus'; got ${JSON.stringify(diagonal)}`);
  const soft = diagonal === 'softplus';
  return makeBijector(
    {
      name: 'lowerCholesky',
      domain: each(real, 1),
      codomain: factors,
      eventShape: triangleOf('lowerCholesky', 0),
      forward: (x) => {
        const triangle = fillLowerTriangle(x);
        const own = diagonalPart(triangle);
        return {
          value: setDiagonal(triangle, soft ? log1pexp(own) : exp(own)),
          logDeterminant: () => sum(soft ? logSigmoid(own) : own, -1),
        };
      },
      inverse: (l) => {
        const positive = diagonalPart(l);
        const own = soft ? logexpm1(positive) : log(positive);
        return {
          value: lowerTriangleValues(setDiagonal(l, own)),
          logDeterminant: () => neg(sum(soft ? log1mexp(neg(positive)) : own, -1)),
        };
      },
    },
    {},
    {},
    [{ diagonal }],
  );
}
