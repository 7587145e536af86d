// What the kernels of linear algebra have in common: batches of matrices, shapes [..., rows, columns].
import { matMul, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { sizeOf } from '../kernel/broadcast';

/** Checks that a shape is that of square matrices. */
export function squareShape(shape: readonly number[], kernel: string, input: string): { n: number; count: number } {
  const [rows, columns] = shape.slice(-2);
  if (shape.length < 2 || rows !== columns) {
    throw new Error(`${kernel}: ${input} must be square matrices, [..., n, n], but has shape [${shape}]`);
  }
  return { n: rows, count: sizeOf(shape.slice(0, -2)) };
}

/** Every matrix of the batch, turned. */
export function transposed(matrices: Tensor): Tensor {
  const order = matrices.shape.map((_, axis) => axis);
  order.push(...order.splice(-2).reverse());
  return transpose(matrices, order);
}

/** A product of several matrices. */
export const product = (...matrices: Tensor[]): Tensor => matrices.reduce((left, right) => matMul(left, right));

/** "matrix 3" or, where there is only one, "the matrix". */
export const which = (index: number, count: number) => (count === 1 ? 'the matrix' : `matrix ${index} (of ${count})`);
