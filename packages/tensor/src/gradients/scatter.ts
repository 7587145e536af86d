// The adjoint of reading by index: adding up by index, along one axis.
import {
  add,
  cast,
  mul,
  range,
  reshape,
  type Tensor,
  type Tensor1D,
  tensor1d,
  transpose,
  unsortedSegmentSum,
} from '@tensorflow/tfjs-core';

const product = (lengths: readonly number[]) => lengths.reduce((size, length) => size * length, 1);

/**
 * Sums the slices of `x` along `axis` that have the same index: slice i is added to slice `indices[i]` of a result of `length`.
 */
export function addAlong(x: Tensor, axis: number, indices: number[] | Tensor1D, length: number): Tensor {
  const outer = x.shape.slice(0, axis);
  const inner = x.shape.slice(axis + 1);
  const ids = Array.isArray(indices) ? tensor1d(indices, 'int32') : indices;
  const rows = transpose(reshape(x, [product(outer), x.shape[axis], product(inner)]), [1, 0, 2]);
  const sums = unsortedSegmentSum(rows, ids, length);
  return reshape(transpose(sums, [1, 0, 2]), [...outer, length, ...inner]);
}

/** The cotangent of `x` in `gather(x, indices, axis, batchDims)`. */
export function gatherAdjoint(dy: Tensor, x: readonly number[], indices: Tensor, axis: number, batchDims: number): Tensor {
  const batch = product(x.slice(0, batchDims));
  const outer = product(x.slice(batchDims, axis));
  const inner = product(x.slice(axis + 1));
  const length = x[axis];
  const count = product(indices.shape.slice(batchDims));
  // Batches become blocks of one long axis, so that one segment sum does all of them.
  const firsts = mul(reshape(range(0, batch, 1, 'int32'), [batch, 1]), length);
  const ids = reshape(add(cast(reshape(indices, [batch, count]), 'int32'), cast(firsts, 'int32')), [batch * count]);
  const rows = transpose(reshape(dy, [batch, outer, count, inner]), [0, 2, 1, 3]);
  const sums = unsortedSegmentSum(reshape(rows, [batch * count, outer, inner]), ids as Tensor1D, batch * length);
  return reshape(transpose(reshape(sums, [batch, length, outer, inner]), [0, 2, 1, 3]), [...x]);
}
