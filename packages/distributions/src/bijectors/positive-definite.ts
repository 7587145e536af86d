import type { Bijector } from './bijector';
import { chain } from './chain';
import { choleskyOuterProduct } from './cholesky-outer-product';
import { correlationCholesky } from './correlation-cholesky';
import { type LowerCholeskyOptions, lowerCholesky } from './lower-cholesky';

/**
 * From n (n + 1) / 2 real numbers to a symmetric positive definite matrix, by its Cholesky factor: {@link lowerCholesky}, then
 * {@link choleskyOuterProduct}.
 *
 * @example
 * positiveDefinite().forward([0, 3, 0]); // [[1, 3], [3, 10]]
 */
export const positiveDefinite = (options?: LowerCholeskyOptions): Bijector =>
  chain([lowerCholesky(options), choleskyOuterProduct()]);

/**
 * From n (n - 1) / 2 real numbers to a correlation matrix, by its Cholesky factor: {@link correlationCholesky}, then
 * {@link choleskyOuterProduct}.
 *
 * @example
 * correlation().forward([0.6931]); // [[1, 0.6], [0.6, 1]]
 */
export const correlation = (): Bijector => chain([correlationCholesky(), choleskyOuterProduct({ of: 'correlation' })]);
