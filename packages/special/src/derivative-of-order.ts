import type { Binary } from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { mul, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { noDerivative } from './no-derivative';

/** Derivatives above this are not worked out. */
const MOST = 12;

type Order = { order: number };

/** A kernel of one tensor that is the derivative of some function, of the order that its attribute says. */
export type DerivativeOp = ((x: Tensor | TensorLike, attributes: Order) => Tensor) & { readonly kernel: string };

/** The next order, or an error that names the function where there is none. */
export function nextOrder(what: string, order: number): number {
  return order < MOST ? order + 1 : noDerivative(what, `its argument beyond order ${MOST}`);
}

/**
 * The derivatives of a function of one number, of any order up to 12, as one kernel: each is worked out in float64 from the
 * function's own formulas, not as a product of float32 tensors, in which they would cancel.
 */
export function derivativesOf(name: string, kernel: Binary, composite: (x: Tensor, order: number) => Tensor): DerivativeOp {
  const op: DerivativeOp = defineKernel({
    name,
    inputs: ['x'],
    host: ({ x }, out, { attributes }: { attributes: Order }) => void kernel(x, attributes.order, out),
    composite: ({ x }, { order }: Order) => composite(x, order),
    gradient: ({ x }, dy, attributes: Order) => ({
      x: () => mul(dy, op(x, { order: nextOrder(name, attributes.order) })),
    }),
  });
  return op;
}
