import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, div, exp, log, mul, neg, reciprocal, sigmoid, square, sub } from '@tensorflow/tfjs-core';
import {
  expm1Composite,
  logDiffExpComposite,
  log1mexpComposite,
  log1pComposite,
  log1pexpComposite,
  logexpm1Composite,
  logitComposite,
  logSigmoidComposite,
  xdivyComposite,
  xlog1pyComposite,
  xlogyComposite,
} from './composite-log1p';
import type { BinaryOp, UnaryOp } from './op';

/**
 * log(1 + x), with the digits of a small x. Differentiable to any order.
 *
 * @param x at least -1, where it is minus infinity; NaN below.
 * @returns a tensor of the same shape, within 2 units of the last place.
 *
 * @example
 * log1p(1e-10); // 1e-10
 */
export const log1p: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'SpecialLog1p',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.log1p(x, out),
  composite: ({ x }) => log1pComposite(x),
  gradient: ({ x }, dy) => ({ x: () => div(dy, add(1, x)) }),
});

/**
 * exp(x) - 1, with the digits of a small x. Differentiable to any order.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape, within 2 units of the last place.
 *
 * @example
 * expm1(1e-10); // 1e-10
 */
export const expm1: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'SpecialExpm1',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.expm1(x, out),
  composite: ({ x }) => expm1Composite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, exp(x)) }),
});

/**
 * log(1 + exp(x)): softplus. Differentiable to any order.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * log1pexp([-20, 20]); // [2.0611537e-9, 20]
 */
export const log1pexp: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Log1pExp',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.log1pexp(x, out),
  composite: ({ x }) => log1pexpComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, sigmoid(x)) }),
});

/**
 * log(1 - exp(x)). Differentiable to any order.
 *
 * @param x at most 0, where it is minus infinity; NaN above.
 * @returns a tensor of the same shape. Source: Maechler (2012), "Accurately computing log(1 - exp(-|a|))".
 *
 * @example
 * log1mexp([-1e-10, -20]); // [-23.02585, -2.0611537e-9]
 */
export const log1mexp: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Log1mExp',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.log1mexp(x, out),
  composite: ({ x }) => log1mexpComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, div(exp(x), expm1(x))) }),
});

/**
 * log(exp(a) - exp(b)), without leaving the logarithms. Differentiable to any order.
 *
 * @param a real numbers, or minus infinity.
 * @param b at most a, where the result is minus infinity; NaN above.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * logDiffExp(-1000, -1001); // -1000.45868
 */
export const logDiffExp: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogDiffExp',
  inputs: ['a', 'b'],
  host: ({ a, b }, out) => void kernels.logDiffExp(a, b, out),
  composite: ({ a, b }) => logDiffExpComposite(a, b),
  gradient: ({ a, b }, dy) => ({
    a: () => div(neg(dy), expm1(sub(b, a))),
    b: () => div(neg(dy), expm1(sub(a, b))),
  }),
});

/**
 * log(exp(x) - 1): the inverse of softplus. Differentiable to any order.
 *
 * @param x at least 0, where it is minus infinity; NaN below.
 * @returns a tensor of the same shape.
 *
 * @example
 * logexpm1(log1pexp(3)); // 3
 */
export const logexpm1: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogExpm1',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.logexpm1(x, out),
  composite: ({ x }) => logexpm1Composite(x),
  gradient: ({ x }, dy) => ({ x: () => div(neg(dy), expm1(neg(x))) }),
});

/**
 * log(p / (1 - p)). Differentiable to any order.
 *
 * @param p from 0 to 1, where it is infinite; NaN beyond.
 * @returns a tensor of the same shape.
 *
 * @example
 * logit(0.75); // log 3
 */
export const logit: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Logit',
  inputs: ['p'],
  host: ({ p }, out) => void kernels.logit(p, out),
  composite: ({ p }) => logitComposite(p),
  gradient: ({ p }, dy) => ({ p: () => div(dy, mul(p, sub(1, p))) }),
});

/**
 * log(1 / (1 + exp(-x))). Differentiable to any order.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * logSigmoid([-50, 50]); // [-50, -1.9287498e-22]
 */
export const logSigmoid: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogSigmoid',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.logSigmoid(x, out),
  composite: ({ x }) => logSigmoidComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, sigmoid(neg(x))) }),
});

/**
 * x log y, and 0 where x = 0 (but NaN where y is). Differentiable to any order; the derivative in y is 0 where x = 0.
 *
 * @param x real numbers.
 * @param y at least 0.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * xlogy([0, 2], 0); // [0, -Infinity]
 */
export const xlogy: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'Xlogy',
  inputs: ['x', 'y'],
  host: ({ x, y }, out) => void kernels.xlogy(x, y, out),
  composite: ({ x, y }) => xlogyComposite(x, y),
  gradient: ({ x, y }, dy) => ({ x: () => mul(dy, log(y)), y: () => mul(dy, xdivy(x, y)) }),
});

/**
 * x log(1 + y), and 0 where x = 0 (but NaN where y is). Differentiable to any order; the derivative in y is 0 where x = 0.
 *
 * @param x real numbers.
 * @param y at least -1.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * xlog1py([0, 2], -1); // [0, -Infinity]
 */
export const xlog1py: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'Xlog1py',
  inputs: ['x', 'y'],
  host: ({ x, y }, out) => void kernels.xlog1py(x, y, out),
  composite: ({ x, y }) => xlog1pyComposite(x, y),
  gradient: ({ x, y }, dy) => ({ x: () => mul(dy, log1p(y)), y: () => mul(dy, xdivy(x, add(1, y))) }),
});

/**
 * x / y, and 0 where x = 0, also for y = 0. Differentiable to any order.
 *
 * @param x real numbers.
 * @param y real numbers.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * xdivy([0, 1], 0); // [0, Infinity]
 */
export const xdivy: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'Xdivy',
  inputs: ['x', 'y'],
  host: ({ x, y }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] === 0 ? 0 : x[i] / y[i];
  },
  composite: ({ x, y }) => xdivyComposite(x, y),
  gradient: ({ x, y }, dy) => ({ x: () => mul(dy, reciprocal(y)), y: () => mul(neg(dy), xdivy(x, square(y))) }),
});
