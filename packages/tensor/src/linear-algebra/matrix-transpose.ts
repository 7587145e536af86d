import { reshape, type Tensor, transpose } from '@tensorflow/tfjs-core';

/**
 * The matrices of a batch, transposed.
 *
 * @param a of shape [..., m, n].
 * @returns a tensor of shape [..., n, m].
 *
 * @example
 * matrixTranspose(tensor([[1, 2]])); // [[1], [2]]
 */
export function matrixTranspose(a: Tensor): Tensor {
  if (a.rank < 2) throw new Error(`matrixTranspose: a must have the shape [..., rows, columns], but has [${a.shape}]`);
  const axes = a.shape.map((_, axis) => axis);
  return permute(a, [...axes.slice(0, -2), a.rank - 1, a.rank - 2]);
}

/** `transpose`, also of empty tensors, at which the wasm backend fails. */
export const permute = (a: Tensor, axes: number[]): Tensor =>
  a.size === 0
    ? reshape(
        a,
        axes.map((axis) => a.shape[axis]),
      )
    : transpose(a, axes);
