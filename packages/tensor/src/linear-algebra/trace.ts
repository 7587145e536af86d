import { sum, type Tensor, type TensorLike, tidy } from '@tensorflow/tfjs-core';
import { diagonalPart } from './diagonal';

/**
 * The sums of the main diagonals.
 *
 * @param a of shape [..., m, n].
 * @returns a tensor of the shape of the batch.
 *
 * @example
 * traceOf([[1, 2], [3, 4]]); // 5
 */
export const traceOf = (a: Tensor | TensorLike): Tensor => tidy(() => sum(diagonalPart(a), -1));
