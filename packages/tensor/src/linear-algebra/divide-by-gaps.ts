import { mul, sub, sum, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { whichMatrix } from './shapes';

/** Eigenvalues closer than this part of the greatest have, in float32, no digit in their difference. */
const SMALLEST_GAP = 1e-6;

/**
 * m[i,j] / (w[j] - w[i]) off the diagonal, 0 on it: what the derivative of eigenvectors is made of. 0 / 0 is 0, as a function of
 * eigenvalues alone needs it; any other entry throws where two eigenvalues are equal.
 */
export const divideByGaps: (m: Tensor | TensorLike, w: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'DivideByEigenvalueGaps',
  inputs: ['m', 'w'],
  output: ({ m }) => ({ shape: m }),
  host: ({ m, w }, out, { shapes }) => {
    const n = shapes.w[shapes.w.length - 1];
    for (let number = 0; number * n < w.length; number++) {
      const values = w.subarray(number * n, (number + 1) * n);
      let size = 0;
      for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(values[i]));
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const at = (number * n + i) * n + j;
          if (i === j || m[at] === 0) continue;
          const gap = values[j] - values[i];
          if (Math.abs(gap) <= SMALLEST_GAP * size) {
            throw new Error(
              `eigh: eigenvalues ${i} and ${j} are equal${whichMatrix(number, shapes.w.slice(0, -1))}, ${values[i]} and ${values[j]}: ` +
                'their vectors have no derivative, and they no second one; those of logDet, cholesky and solvePositiveDefinite exist',
            );
          }
          out[at] = m[at] / gap;
        }
      }
    }
  },
  gradient: ({ m, w }, dy) => ({
    m: () => divideByGaps(dy, w),
    w: () => {
      const slopes = divideByGaps(mul(dy, divideByGaps(m, w)), w);
      return sub(sum(slopes, -1), sum(slopes, -2));
    },
  }),
});
