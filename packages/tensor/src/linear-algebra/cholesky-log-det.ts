import { log, mul, sum, type Tensor, type TensorLike, tidy } from '@tensorflow/tfjs-core';
import { diagonalPart } from './diagonal';

/**
 * log det(L L'), given the Cholesky factor L: twice the sum of the logarithms of its diagonal. Half of it is log det L, the logarithm
 * of the volume by which x -> L x stretches.
 *
 * @param l lower triangular with positive diagonal, of shape [..., n, n].
 * @returns a tensor of the shape of the batch.
 *
 * @example
 * choleskyLogDet([[2, 0], [1, 2]]); // log(16)
 */
export const choleskyLogDet = (l: Tensor | TensorLike): Tensor => tidy(() => mul(2, sum(log(diagonalPart(l)), -1)));
