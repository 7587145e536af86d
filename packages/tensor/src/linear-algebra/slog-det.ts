import { expandDims, mul, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { sizeOf } from '../kernel/broadcast';
import { factorLU } from './host/lu-factor';
import { finiteMatrix } from './host/symmetric-part';
import { inverse } from './inverse';
import { matrixTranspose } from './matrix-transpose';
import { batchOf, squareSize } from './shapes';

/**
 * Signs and logarithms of the absolute values of determinants, by elimination with partial pivoting in float64. The logarithm has
 * derivatives of every order, the sign is constant. For positive definite matrices, `logDet`.
 *
 * @param a of shape [..., n, n].
 * @returns `sign` (-1, 0 or 1) and `logAbs`, both of the shape of the batch; 0 and -Infinity for a singular matrix, where the
 *   gradient throws.
 *
 * @example
 * slogDet([[0, 2], [1, 0]]); // { sign: -1, logAbs: log(2) }
 */
export const slogDet: (a: Tensor | TensorLike) => { sign: Tensor; logAbs: Tensor } = /* @__PURE__ */ defineKernel({
  name: 'LogMatrixDeterminant',
  inputs: ['a'],
  outputs: ['sign', 'logAbs'],
  output: ({ a }) => {
    squareSize(a, 'a', 'slogDet');
    return { sign: { shape: batchOf(a) }, logAbs: { shape: batchOf(a) } };
  },
  host: ({ a }, { sign, logAbs }, { shapes }) => {
    const n = squareSize(shapes.a, 'a', 'slogDet');
    const batch = batchOf(shapes.a);
    for (let number = 0; number < sizeOf(batch); number++) {
      const { factor, parity } = factorLU(finiteMatrix(a, n, number, batch, 'slogDet'), n);
      let signs: number = parity;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const pivot = factor[i * n + i];
        signs *= Math.sign(pivot);
        sum += Math.log(Math.abs(pivot));
      }
      sign[number] = signs || 0; // not -0
      logAbs[number] = sum;
    }
  },
  // Giles (2008), section 2.2.4.
  gradient: ({ a }, dy) => ({
    a: () => mul(expandDims(expandDims(dy.logAbs, -1), -1), matrixTranspose(inverse(a))),
  }),
});
