import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { mul, onesLike, type Tensor, type TensorLike, zerosLike } from '@tensorflow/tfjs-core';
import {
  besselDerivativeComposite,
  besselIvComposite,
  besselIveComposite,
  logBesselIvComposite,
  logBesselIvDerivativeComposite,
} from './composite-bessel';
import { nextOrder } from './derivative-of-order';
import { noDerivative } from './no-derivative';
import type { BinaryOp, UnaryOp } from './op';

type Order = { order: number };
type DerivativeInX = ((v: Tensor | TensorLike, x: Tensor | TensorLike, attributes: Order) => Tensor) & {
  readonly kernel: string;
};

/** The derivatives in x of a Bessel function, of any order up to 12, as one kernel. */
function derivativesInX(
  name: string,
  what: string,
  kernel: typeof kernels.besselIvDerivative,
  composite: (v: Tensor, x: Tensor, order: number) => Tensor,
): DerivativeInX {
  const op: DerivativeInX = defineKernel({
    name,
    inputs: ['v', 'x'],
    host: ({ v, x }, out, { attributes }: { attributes: Order }) => void kernel(v, x, attributes.order, out),
    composite: ({ v, x }, { order }: Order) => composite(v, x, order),
    gradient: ({ v, x }, dy, attributes: Order) => ({
      v: () => noDerivative(what, 'its order v'),
      x: () => mul(dy, op(v, x, { order: nextOrder(what, attributes.order) })),
    }),
  });
  return op;
}

const ivDerivative = /* @__PURE__ */ derivativesInX('BesselIvDerivative', 'besselIv', kernels.besselIvDerivative, (v, x, n) =>
  besselDerivativeComposite(v, x, n, false),
);
const iveDerivative = /* @__PURE__ */ derivativesInX(
  'BesselIveDerivative',
  'besselIve',
  kernels.besselIveDerivative,
  (v, x, n) => besselDerivativeComposite(v, x, n, true),
);
const logIvDerivative = /* @__PURE__ */ derivativesInX(
  'LogBesselIvDerivative',
  'logBesselIv',
  kernels.logBesselIvDerivative,
  logBesselIvDerivativeComposite,
);

/**
 * The modified Bessel function I_0(x). Differentiable to order 12.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape. Source: NIST DLMF 10.25.
 *
 * @example
 * besselI0(1); // 1.2660659
 */
export const besselI0: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'BesselI0',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.besselI0(x, out),
  composite: ({ x }) => besselIvComposite(zerosLike(x), x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, ivDerivative(0, x, { order: 1 })) }),
});

/**
 * The modified Bessel function I_1(x). Differentiable to order 12.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * besselI1(1); // 0.5651591
 */
export const besselI1: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'BesselI1',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.besselI1(x, out),
  composite: ({ x }) => besselIvComposite(onesLike(x), x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, ivDerivative(1, x, { order: 1 })) }),
});

/**
 * exp(-|x|) I_0(x), which does not overflow. Differentiable to order 12, but at 0.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * besselI0e(1000); // 0.012617240
 */
export const besselI0e: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'BesselI0e',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.besselI0e(x, out),
  composite: ({ x }) => besselIveComposite(zerosLike(x), x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, iveDerivative(0, x, { order: 1 })) }),
});

/**
 * exp(-|x|) I_1(x), which does not overflow. Differentiable to order 12, but at 0.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * besselI1e(1000); // 0.012610930
 */
export const besselI1e: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'BesselI1e',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.besselI1e(x, out),
  composite: ({ x }) => besselIveComposite(onesLike(x), x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, iveDerivative(1, x, { order: 1 })) }),
});

/**
 * The modified Bessel function I_v(x) of real order. Differentiable in x to order 12.
 *
 * @param v at least 0. There is no derivative with respect to it.
 * @param x real numbers; NaN for negative x unless v is whole.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * besselIv(2.5, 3); // 1.4740182
 */
export const besselIv: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'BesselIv',
  inputs: ['v', 'x'],
  host: ({ v, x }, out) => void kernels.besselIv(v, x, out),
  composite: ({ v, x }) => besselIvComposite(v, x),
  gradient: ({ v, x }, dy) => ({
    v: () => noDerivative('besselIv', 'its order v'),
    x: () => mul(dy, ivDerivative(v, x, { order: 1 })),
  }),
});

/**
 * exp(-|x|) I_v(x), which does not overflow. Differentiable in x to order 12, but at 0.
 *
 * @param v at least 0. There is no derivative with respect to it.
 * @param x real numbers; NaN for negative x unless v is whole.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * besselIve(2.5, 3000); // 0.0072763
 */
export const besselIve: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'BesselIve',
  inputs: ['v', 'x'],
  host: ({ v, x }, out) => void kernels.besselIve(v, x, out),
  composite: ({ v, x }) => besselIveComposite(v, x),
  gradient: ({ v, x }, dy) => ({
    v: () => noDerivative('besselIve', 'its order v'),
    x: () => mul(dy, iveDerivative(v, x, { order: 1 })),
  }),
});

/**
 * log I_v(x), which neither overflows nor underflows: the constant of the von Mises and Fisher laws. Differentiable in x to
 * order 12; its first derivative is I_{v+1} / I_v + v / x.
 *
 * @param v at least 0. There is no derivative with respect to it.
 * @param x at least 0.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * logBesselIv(500, 1); // -2957.8997
 */
export const logBesselIv: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogBesselIv',
  inputs: ['v', 'x'],
  host: ({ v, x }, out) => void kernels.logBesselIv(v, x, out),
  composite: ({ v, x }) => logBesselIvComposite(v, x),
  gradient: ({ v, x }, dy) => ({
    v: () => noDerivative('logBesselIv', 'its order v'),
    x: () => mul(dy, logIvDerivative(v, x, { order: 1 })),
  }),
});

/** The n-th derivative in kappa of log I_0(kappa), n >= 1, for the von Mises law. */
export const logI0Derivative = (kappa: Tensor, order: number): Tensor => logIvDerivative(0, kappa, { order });
