import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { mul, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import {
  erfcxDerivativeComposite,
  erfcinvDerivativeComposite,
  erfinvDerivativeComposite,
  logNdtrDerivativeComposite,
  ndtriDerivativeComposite,
  ndtriExpComposite,
} from './composite-derivatives';
import {
  erfcComposite,
  erfcinvComposite,
  expSquareComposite,
  erfComposite,
  erfcxComposite,
  erfinvComposite,
  logNdtrComposite,
  ndtrComposite,
  ndtriComposite,
} from './composite-erf';
import { type DerivativeOp, derivativesOf } from './derivative-of-order';
import type { UnaryOp } from './op';

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

type Scale = { scale: number };

/** exp(scale x^2), whose square is not rounded to float32; the density of the normal law but for a factor. */
export const expSquare: ((x: Tensor | TensorLike, attributes: Scale) => Tensor) & { readonly kernel: string } =
  /* @__PURE__ */ defineKernel({
    name: 'ExpSquare',
    inputs: ['x'],
    host: ({ x }, out, { attributes }: { attributes: Scale }) => void kernels.expSquare(x, attributes.scale, out),
    composite: ({ x }, { scale }: Scale) => expSquareComposite(x, scale),
    gradient: ({ x }, dy, { scale }: Scale) => ({ x: () => mul(dy, mul(mul(2 * scale, x), expSquare(x, { scale }))) }),
  });

/**
 * The error function. TensorFlow.js's own is a formula of 1e-7 in absolute terms: its erf(0.001) is wrong in the sixth digit.
 * Differentiable to any order.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape, within 2 units of the last place.
 *
 * @example
 * erf([0.001, 0.5]); // [0.0011283788, 0.5204999]
 */
export const erf: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'SpecialErf',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.erf(x, out),
  composite: ({ x }) => erfComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, mul(TWO_OVER_ROOT_PI, expSquare(x, { scale: -1 }))) }),
});

/**
 * 1 - erf(x), with all digits of its tail. Differentiable to any order.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * erfc(5); // 1.5374598e-12
 */
export const erfc: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Erfc',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.erfc(x, out),
  composite: ({ x }) => erfcComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, mul(-TWO_OVER_ROOT_PI, expSquare(x, { scale: -1 }))) }),
});

const erfcxDerivative: DerivativeOp = /* @__PURE__ */ derivativesOf(
  'ErfcxDerivative',
  kernels.erfcxDerivative,
  erfcxDerivativeComposite,
);

/**
 * exp(x^2) erfc(x): the tail of erfc without its exponential. Differentiable to order 12.
 *
 * @param x real numbers; infinite below -9.4 in float32.
 * @returns a tensor of the same shape.
 *
 * @example
 * erfcx(100); // 0.005641614
 */
export const erfcx: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Erfcx',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.erfcx(x, out),
  composite: ({ x }) => erfcxComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, erfcxDerivative(x, { order: 1 })) }),
});

const erfinvDerivative: DerivativeOp = /* @__PURE__ */ derivativesOf(
  'ErfinvDerivative',
  kernels.erfinvDerivative,
  erfinvDerivativeComposite,
);

/**
 * The inverse of erf. Differentiable to order 12.
 *
 * @param x from -1 to 1, where it is infinite; NaN beyond.
 * @returns a tensor of the same shape, within 3 units of the last place.
 *
 * @example
 * erfinv(0.5); // 0.47693628
 */
export const erfinv: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Erfinv',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.erfinv(x, out),
  composite: ({ x }) => erfinvComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, erfinvDerivative(x, { order: 1 })) }),
});

const erfcinvDerivative: DerivativeOp = /* @__PURE__ */ derivativesOf(
  'ErfcinvDerivative',
  kernels.erfcinvDerivative,
  erfcinvDerivativeComposite,
);

/**
 * The inverse of erfc. Differentiable to order 12.
 *
 * @param x from 0 to 2, where it is infinite; NaN beyond.
 * @returns a tensor of the same shape.
 *
 * @example
 * erfcinv(1e-20); // 6.601581
 */
export const erfcinv: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Erfcinv',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.erfcinv(x, out),
  composite: ({ x }) => erfcinvComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, erfcinvDerivative(x, { order: 1 })) }),
});

/**
 * The distribution function of the standard normal law. Differentiable to any order.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * ndtr(-1.959964); // 0.025
 */
export const ndtr: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Ndtr',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.ndtr(x, out),
  composite: ({ x }) => ndtrComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, mul(1 / ROOT_TWO_PI, expSquare(x, { scale: -0.5 }))) }),
});

const logNdtrDerivative: DerivativeOp = /* @__PURE__ */ derivativesOf(
  'LogNdtrDerivative',
  kernels.logNdtrDerivative,
  logNdtrDerivativeComposite,
);

/**
 * log ndtr(x), far into the lower tail. Its derivative is the inverse Mills ratio. Differentiable to order 12.
 *
 * @param x real numbers.
 * @returns a tensor of the same shape.
 *
 * @example
 * logNdtr(-40); // -804.6084
 */
export const logNdtr: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogNdtr',
  inputs: ['x'],
  host: ({ x }, out) => void kernels.logNdtr(x, out),
  composite: ({ x }) => logNdtrComposite(x),
  gradient: ({ x }, dy) => ({ x: () => mul(dy, logNdtrDerivative(x, { order: 1 })) }),
});

const ndtriDerivative: DerivativeOp = /* @__PURE__ */ derivativesOf(
  'NdtriDerivative',
  kernels.ndtriDerivative,
  ndtriDerivativeComposite,
);

/**
 * The quantile of the standard normal law: the inverse of ndtr. Differentiable to order 12.
 *
 * @param p from 0 to 1, where it is infinite; NaN beyond.
 * @returns a tensor of the same shape, within 3 units of the last place.
 *
 * @example
 * ndtri(0.975); // 1.959964
 */
export const ndtri: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'Ndtri',
  inputs: ['p'],
  host: ({ p }, out) => void kernels.ndtri(p, out),
  composite: ({ p }) => ndtriComposite(p),
  gradient: ({ p }, dy) => ({ p: () => mul(dy, ndtriDerivative(p, { order: 1 })) }),
});

/**
 * The normal quantile of exp(logP): the inverse of logNdtr, for probabilities too small for float32. Differentiable to order 12.
 *
 * @param logP at most 0, where it is infinite; NaN above.
 * @returns a tensor of the same shape.
 *
 * @example
 * ndtriExp(-804.6084); // -40
 */
export const ndtriExp: UnaryOp = /* @__PURE__ */ defineKernel({
  name: 'NdtriExp',
  inputs: ['logP'],
  host: ({ logP }, out) => void kernels.ndtriExp(logP, out),
  composite: ({ logP }) => ndtriExpComposite(logP),
  // dz / d log p = ndtr(z) / density(z): Mills's ratio, which is erfcx.
  gradient: ({ logP }, dy) => ({
    logP: () => mul(dy, mul(Math.sqrt(Math.PI / 2), erfcx(mul(-Math.SQRT1_2, ndtriExp(logP))))),
  }),
});
