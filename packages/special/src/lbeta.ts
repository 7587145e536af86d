import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, mul, neg, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { lbetaComposite } from './composite-counts';
import { polygammaDifferenceComposite } from './composite-zeta';
import { polygamma } from './gamma';
import type { BinaryOp } from './op';

/**
 * psi_n(a) - psi_n(a + b), worked out whole in float64 and accurate also where a is large. Differentiable to any order.
 *
 * @param attributes `order` n, a whole number from 0 on: 0 is digamma.
 *
 * @example
 * polygammaDifference(1e6, 2, { order: 0 }); // -2e-6, nearly
 */
export const polygammaDifference: (a: Tensor | TensorLike, b: Tensor | TensorLike, attributes: { order: number }) => Tensor =
  /* @__PURE__ */ defineKernel({
    name: 'PolygammaDifference',
    inputs: ['a', 'b'],
    host: ({ a, b }, out, { attributes }: { attributes: { order: number } }) =>
      void kernels.polygammaDifference(attributes.order, a, b, out),
    composite: ({ a, b }, { order }: { order: number }) => polygammaDifferenceComposite(order, a, b),
    gradient: ({ a, b }, dy, { order }) => ({
      a: () => mul(dy, polygammaDifference(a, b, { order: order + 1 })),
      b: () => mul(neg(dy), polygamma(order + 1, add(a, b))),
    }),
  });

/**
 * log |B(a, b)| = log |Gamma(a) Gamma(b) / Gamma(a + b)|, accurate also where a and b are both large or far apart. Differentiable
 * to any order in both.
 *
 * @param a real numbers, most often positive.
 * @param b likewise.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * lbeta(2, 3); // -log 12
 */
export const lbeta: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'Lbeta',
  inputs: ['a', 'b'],
  host: ({ a, b }, out) => void kernels.lbeta(a, b, out),
  composite: ({ a, b }) => lbetaComposite(a, b),
  gradient: ({ a, b }, dy) => ({
    a: () => mul(dy, polygammaDifference(a, b, { order: 0 })),
    b: () => mul(dy, polygammaDifference(b, a, { order: 0 })),
  }),
});
