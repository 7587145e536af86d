import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, mul } from '@tensorflow/tfjs-core';
import { digammaComposite, lgammaComposite, trigammaComposite } from './composite-gamma';
import { gammaSignComposite } from './composite-counts';
import { polygammaComposite } from './composite-zeta';
import { noDerivative } from './no-derivative';
import type { BinaryOp, UnaryOp } from './op';

/**
 * The n-th derivative of digamma, element by element: `polygamma(0, x)` is digamma. Differentiable in x to any order.
 *
 * @param a the order n, whole numbers of at least 0; others give NaN.
 * @param x real numbers; at 0, -1, -2, ... the value is infinite for n >= 1 and NaN for n = 0, as SciPy has it.
 * @returns a tensor of the shape that the two broadcast to. Source: NIST DLMF 5.15, by the zeta function of Hurwitz.
 *
 * @example
 * polygamma(1, 1); // pi^2 / 6
 */
export const polygamma: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'Polygamma',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.polygamma(a, x, out),
  composite: ({ a, x }) => polygammaComposite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => noDerivative('polygamma', 'its order'),
    x: () => mul(dy, polygamma(add(a, 1), x)),
  }),
});

/**
 * psi'(x), the second derivative of lgamma. Differentiable to any order.
 *
 * @param x real numbers; infinite at 0, -1, -2, ...
 * @returns a tensor of the same shape.
 *
 * @example
 * trigamma(0.5); // pi^2 / 2
 */
export const trigamma: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Trigamma',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.trigamma(x, out),
  composite: ({ x }) => trigammaComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, polygamma(2, x)) }),
});

/**
 * psi(x) = Gamma'(x) / Gamma(x), the derivative of lgamma. Differentiable to any order.
 *
 * @param x real numbers. As in SciPy, NaN at -1, -2, ..., minus infinity at 0 and plus infinity at -0.
 * @returns a tensor of the same shape.
 *
 * @example
 * digamma(1); // -0.5772157, minus Euler's constant
 */
export const digamma: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Digamma',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.digamma(x, out),
  composite: ({ x }) => digammaComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, trigamma(x)) }),
});

/**
 * log |Gamma(x)|. Differentiable to any order.
 *
 * @param x real numbers; infinite at 0, -1, -2, ...
 * @returns a tensor of the same shape.
 *
 * @example
 * lgamma(0.5); // log(pi) / 2
 */
export const lgamma: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Lgamma',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.lgamma(x, out),
  composite: ({ x }) => lgammaComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, digamma(x)) }),
});

/**
 * The sign of Gamma(x): 1 or -1; NaN at -1, -2, ... Its gradient is zero.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * gammaSign(-0.5); // -1
 */
export const gammaSign: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'GammaSign',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.gammaSign(x, out),
  composite: ({ x }) => gammaSignComposite(x),
  gradient: 'zero',
});
