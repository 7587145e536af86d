import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { expandDims, eye, matMul, mul, onesLike, reshape, sub, sum, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { lmultibetaComposite } from './composite-counts';
import { polygammaDifferenceComposite } from './composite-zeta';
import { trigamma } from './gamma';

/** Shapes of vectors and of what is summed over them. */
function vectorShape(a: readonly number[]): readonly number[] {
  if (a.length === 0 || a[a.length - 1] === 0)
    throw new Error(`lmultibeta: a must have the shape [..., k] with k of at least 1, but has [${a}]`);
  return a;
}

type Values = Float32Array | Float64Array;

/** The entries number j of all vectors, in float64. */
function entries(a: Values, k: number, j: number): Float64Array {
  return Float64Array.from({ length: a.length / k }, (_, row) => a[row * k + j]);
}

/** dy (psi(a_j) - psi(a_1 + ... + a_k)), worked out from the sum of the other entries. */
const lmultibetaGrad: (a: Tensor | TensorLike, dy: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'MultiLbetaGrad',
  inputs: ['a', 'dy'],
  output: ({ a }) => ({ shape: vectorShape(a) }),
  host: ({ a, dy }, out, { shapes }) => {
    const k = shapes.a[shapes.a.length - 1];
    const columns = Array.from({ length: k }, (_, j) => entries(a, k, j));
    for (let j = 0; j < k; j++) {
      const others = new Float64Array(a.length / k);
      columns.forEach((column, i) => {
        if (i !== j) for (let row = 0; row < others.length; row++) others[row] += column[row];
      });
      const slope = kernels.polygammaDifference(0, columns[j], others);
      for (let row = 0; row < others.length; row++) out[row * k + j] = dy[row] * slope[row];
    }
  },
  // The sum of the others as a product, since the sum of all less one's own would cancel.
  composite: ({ a, dy }) => {
    const k = a.shape[a.rank - 1];
    const others = reshape(matMul(reshape(a, [-1, k]), sub(1, eye(k))), a.shape);
    return mul(expandDims(dy, -1), polygammaDifferenceComposite(0, a, others));
  },
  gradient: ({ a, dy }, ddy) => ({
    a: () => {
      const all = trigamma(sum(a, -1, true));
      return mul(expandDims(dy, -1), sub(mul(ddy, trigamma(a)), mul(all, sum(ddy, -1, true))));
    },
    dy: () => sum(mul(ddy, lmultibetaGrad(a, onesLike(dy))), -1),
  }),
});

/**
 * log B(a) = sum of log Gamma(a_j) - log Gamma(sum of a_j), the multivariate beta function over the last axis: the constant of the
 * Dirichlet law. As a sum of `lbeta`, in which large terms do not cancel. Differentiable to any order.
 *
 * @param a more than 0, of shape [..., k].
 * @returns a tensor of the shape of the batch.
 * @throws Error for a single number or vectors without entries.
 *
 * @example
 * lmultibeta([1, 1, 1]); // -log 2
 */
export const lmultibeta: (a: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'MultiLbeta',
  inputs: ['a'],
  output: ({ a }) => ({ shape: vectorShape(a).slice(0, -1) }),
  host: ({ a }, out, { shapes }) => {
    const k = shapes.a[shapes.a.length - 1];
    const before = entries(a, k, 0);
    const total = new Float64Array(before.length);
    for (let j = 1; j < k; j++) {
      const next = entries(a, k, j);
      const term = kernels.lbeta(before, next);
      for (let row = 0; row < total.length; row++) {
        total[row] += term[row];
        before[row] += next[row];
      }
    }
    out.set(total);
  },
  composite: ({ a }) => lmultibetaComposite(a),
  gradient: ({ a }, dy) => ({ a: () => lmultibetaGrad(a, dy) }),
});
