import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { mul } from '@tensorflow/tfjs-core';
import { lambertW0DerivativeComposite, lambertWm1DerivativeComposite } from './composite-derivatives';
import { lambertW0Composite, lambertWm1Composite } from './composite-lambert-w';
import { type DerivativeOp, derivativesOf } from './derivative-of-order';
import type { UnaryOp } from './op';

const lambertW0Derivative: DerivativeOp = /* @__PURE__ */ derivativesOf(
  'LambertW0Derivative',
  kernels.lambertW0Derivative,
  lambertW0DerivativeComposite,
);

/**
 * Lambert's W on its principal branch: w >= -1 with w exp(w) = x. Differentiable to order 12.
 *
 * @param x at least -1/e; NaN below.
 * @returns a tensor of the same shape. Source: Corless et al. (1996), "On the Lambert W function".
 *
 * @example
 * lambertW0(1); // 0.5671433
 */
export const lambertW0: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'LambertW0',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.lambertW0(x, out),
  composite: ({ x }) => lambertW0Composite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, lambertW0Derivative(x, { order: 1 })) }),
});

const lambertWm1Derivative: DerivativeOp = /* @__PURE__ */ derivativesOf(
  'LambertWm1Derivative',
  kernels.lambertWm1Derivative,
  lambertWm1DerivativeComposite,
);

/**
 * Lambert's W on the branch -1: w <= -1 with w exp(w) = x. Differentiable to order 12.
 *
 * @param x from -1/e to 0, where it is minus infinity; NaN beyond.
 * @returns a tensor of the same shape.
 *
 * @example
 * lambertWm1(-0.1); // -3.577152
 */
export const lambertWm1: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'LambertWm1',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.lambertWm1(x, out),
  composite: ({ x }) => lambertWm1Composite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, lambertWm1Derivative(x, { order: 1 })) }),
});
