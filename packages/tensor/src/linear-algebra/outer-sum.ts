import { add, matMul, mul, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { matrixTranspose, permute } from './matrix-transpose';

/**
 * u v' for the matrices of two equal batches, summed over the axes along which matrices of a batch of shape `batch` were broadcast
 * to them: the cotangent of those matrices. The sum is one product of wide matrices, so no product a row is kept.
 */
export function outerSum(u: Tensor, v: Tensor, batch: readonly number[]): Tensor {
  const rank = u.rank - 2;
  const lead = rank - batch.length;
  const shape = [...batch, u.shape[rank], v.shape[rank]];
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const isSummed = (axis: number) => axis < lead || (batch[axis - lead] === 1 && u.shape[axis] !== 1);
  const summed = axes.filter(isSummed);
  if (summed.length === 0) return reshape(matMul(u, v, false, true), shape);
  const kept = axes.filter((axis) => !isSummed(axis));
  const wide = (each: Tensor) => {
    const columns = summed.reduce((size, axis) => size * each.shape[axis], each.shape[rank + 1]);
    const ordered = permute(each, [...kept, rank, ...summed, rank + 1]);
    return reshape(ordered, [...kept.map((axis) => each.shape[axis]), each.shape[rank], columns]);
  };
  return reshape(matMul(wide(u), wide(v), false, true), shape);
}

/** (A + A') / 2. */
export const symmetrized = (a: Tensor): Tensor => mul(add(a, matrixTranspose(a)), 0.5);
