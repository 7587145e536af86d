import { type Tensor, type TensorLike, tensor, where, zerosLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { matrixSize } from './shapes';

const inBand = (i: number, j: number, lower: number, upper: number) =>
  (lower < 0 || i - j <= lower) && (upper < 0 || j - i <= upper);

const matrixBandPart = /* @__PURE__ */ defineKernel({
  name: 'MatrixBandPart',
  inputs: ['a'],
  output: ({ a }, _attributes: { lower: number; upper: number }) => {
    matrixSize(a, 'a', 'bandPart');
    return { shape: a };
  },
  host: ({ a }, out, { shapes, attributes: { lower, upper } }) => {
    const [rows, columns] = matrixSize(shapes.a, 'a', 'bandPart');
    for (let at = 0; at < a.length; at += rows * columns) {
      for (let i = 0; i < rows; i++) {
        const from = lower < 0 ? 0 : Math.max(0, i - lower);
        const to = upper < 0 ? columns : Math.min(columns, i + upper + 1);
        for (let j = from; j < to; j++) out[at + i * columns + j] = a[at + i * columns + j];
      }
    }
  },
  composite: ({ a }, { lower, upper }) => {
    const [rows, columns] = matrixSize(a.shape, 'a', 'bandPart');
    const mask = Array.from({ length: rows * columns }, (_, at) =>
      inBand(Math.floor(at / columns), at % columns, lower, upper) ? 1 : 0,
    );
    return where(tensor(mask, [rows, columns], 'bool'), a, zerosLike(a));
  },
  gradient: (_inputs, dy, { lower, upper }) => ({ a: () => bandPart(dy, lower, upper) }),
});

/**
 * Keeps a band of every matrix of a batch, and sets the rest to 0.
 *
 * @param a of shape [..., m, n].
 * @param lower how many diagonals below the main one are kept; -1: all.
 * @param upper the same above.
 * @returns a tensor of the shape of `a`.
 *
 * @example
 * bandPart([[1, 2], [3, 4]], 0, -1); // [[1, 2], [0, 4]]
 */
export function bandPart(a: Tensor | TensorLike, lower: number, upper: number): Tensor {
  for (const [name, value] of Object.entries({ lower, upper })) {
    if (!Number.isInteger(value) || value < -1) {
      throw new Error(`bandPart: ${name} must be -1 or a number of diagonals, but is ${value}`);
    }
  }
  return matrixBandPart(a, { lower, upper });
}

/** The lower triangle of every matrix of a batch, [..., m, n], with its diagonal; 0 above. */
export const lowerTriangle = (a: Tensor | TensorLike): Tensor => bandPart(a, -1, 0);

/** The upper triangle of every matrix of a batch, [..., m, n], with its diagonal; 0 below. */
export const upperTriangle = (a: Tensor | TensorLike): Tensor => bandPart(a, 0, -1);
