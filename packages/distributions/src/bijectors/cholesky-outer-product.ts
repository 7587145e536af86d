import { cholesky, diagonalPart } from '@baytes/tensor';
import { add, log, matMul, mul, neg, sum, type Tensor } from '@tensorflow/tfjs-core';
import { correlationCholesky, lowerCholesky } from '../constraints/lower-cholesky';
import { correlation, positiveDefinite } from '../constraints/positive-definite';
import type { Bijector } from './bijector';
import { makeBijector } from './define-bijector';
import { range } from './vectors';

export interface CholeskyOuterProductOptions {
  /** Of which matrices. Default: covariances. */
  of?: 'covariance' | 'correlation';
}

/**
 * A = L L', from Cholesky factors to symmetric positive definite matrices, or from those with rows of length 1 to correlation matrices.
 * With respect to the lower triangle, log |det| = n log 2 + sum_i (n - i + 1) log l_ii; of correlations, without the diagonal,
 * sum_i (n - i) log l_ii.
 *
 * Stan Reference Manual, "Covariance matrices", "Correlation matrices".
 *
 * @example
 * choleskyOuterProduct().forward([[2, 0], [1, 2]]); // [[4, 2], [2, 5]]
 */
export function choleskyOuterProduct({ of = 'covariance' }: CholeskyOuterProductOptions = {}): Bijector {
  if (of !== 'covariance' && of !== 'correlation')
    throw new TypeError(`choleskyOuterProduct: of must be 'covariance' or 'correlation'; got ${JSON.stringify(of)}`);
  const fixed = of === 'correlation';
  const logDeterminant = (l: Tensor) => {
    const n = l.shape[l.rank - 1];
    const powers = range(n, (i) => n - i - (fixed ? 1 : 0));
    return add(fixed ? 0 : n * Math.LN2, sum(mul(powers, log(diagonalPart(l))), -1));
  };
  return makeBijector(
    {
      name: 'choleskyOuterProduct',
      domain: fixed ? correlationCholesky : lowerCholesky,
      codomain: fixed ? correlation : positiveDefinite,
      forward: (l) => ({ value: matMul(l, l, false, true), logDeterminant: () => logDeterminant(l) }),
      inverse: (a) => {
        const l = cholesky(a);
        return { value: l, logDeterminant: () => neg(logDeterminant(l)) };
      },
    },
    {},
    {},
    [{ of }],
  );
}
