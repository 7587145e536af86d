import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, div, mul, square } from '@tensorflow/tfjs-core';
import { owensTComposite } from './composite-owens-t';
import { erf, expSquare } from './erf';
import type { BinaryOp } from './op';

/**
 * Owen's T(h, a): the probability that X > h and 0 < Y < a X for independent standard normal X and Y. Differentiable to any order.
 *
 * @param h real numbers.
 * @param a real numbers.
 * @returns a tensor of the shape that the two broadcast to. Source: Patefield and Tandy (2000), J. Stat. Soft. 5(5).
 *
 * @example
 * owensT(1, 2); // 0.0784682
 */
export const owensT: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'OwensT',
  inputs: ['h', 'a'],
  host: ({ h, a }, out) => void kernels.owensT(h, a, out),
  composite: ({ h, a }) => owensTComposite(h, a),
  gradient: ({ h, a }, dy) => {
    const density = mul(dy, expSquare(h, { scale: -0.5 }));
    return {
      h: () => mul(density, mul(-0.5 / Math.sqrt(2 * Math.PI), erf(mul(Math.SQRT1_2, mul(a, h))))),
      a: () => mul(density, div(mul(0.5 / Math.PI, expSquare(mul(a, h), { scale: -0.5 })), add(1, square(a)))),
    };
  },
});
