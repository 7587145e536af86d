import { expandDims, mul, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import {
  type PositiveDefiniteAttributes,
  type PositiveDefiniteOptions,
  positiveDefiniteAttributes,
  positiveDefiniteFactors,
} from './host/positive-definite-factor';
import { inversePositiveDefinite } from './inverse-positive-definite';
import { batchOf, squareSize } from './shapes';

const logDetKernel = /* @__PURE__ */ defineKernel({
  name: 'PositiveDefiniteLogDet',
  inputs: ['a'],
  output: ({ a }, _attributes: PositiveDefiniteAttributes) => {
    squareSize(a, 'a', 'logDet');
    return { shape: batchOf(a) };
  },
  host: ({ a }, out, { shapes, attributes }) => {
    const n = squareSize(shapes.a, 'a', 'logDet');
    positiveDefiniteFactors(a, shapes.a, attributes, 'logDet').forEach((factor, number) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i]);
      out[number] = 2 * sum;
    });
  },
  // Giles (2008), section 2.2.4.
  gradient: ({ a }, dy, attributes) => ({
    a: () => mul(expandDims(expandDims(dy, -1), -1), inversePositiveDefinite(a, attributes)),
  }),
});

/**
 * Logarithms of the determinants of symmetric positive definite matrices, by their Cholesky factors in float64. Derivatives of every
 * order. For the factor L itself, `choleskyLogDet`; for any square matrix, `slogDet`.
 *
 * @param a of shape [..., n, n]; its symmetric part is taken, as `cholesky` does.
 * @param options as for `cholesky`.
 * @returns a tensor of the shape of the batch.
 * @throws Error where `cholesky` throws.
 *
 * @example
 * logDet([[4, 2], [2, 5]]); // log(16)
 */
export function logDet(a: Tensor | TensorLike, options: PositiveDefiniteOptions = {}): Tensor {
  return logDetKernel(a, positiveDefiniteAttributes(options, 'logDet'));
}
