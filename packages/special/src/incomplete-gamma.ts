import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, div, log, mul, neg, reciprocal, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import {
  gammaDensityComposite,
  gammaDensitySlopeComposite,
  gammaHazardComposite,
  gammaReversedHazardComposite,
  igammaComposite,
  igammacComposite,
  igammacInverseComposite,
  igammaGradAComposite,
  igammaGradA2Composite,
  igammaInverseComposite,
  logIgammaComposite,
  logIgammacComposite,
} from './composite-incomplete-gamma';
import { digamma, trigamma } from './gamma';
import { gammaDrawGrad } from './gamma-draw';
import { noDerivative } from './no-derivative';
import type { BinaryOp } from './op';

/** The slope of the log density in a, and in x. */
const scoreInShape = (a: Tensor, x: Tensor) => sub(log(x), digamma(a));
const scoreInPoint = (a: Tensor, x: Tensor) => sub(div(sub(a, 1), x), 1);

/** d/dx of the density x^(a-1) exp(-x) / Gamma(a). */
const gammaDensitySlope: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'GammaDensitySlope',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.gammaDensitySlope(a, x, out),
  composite: ({ a, x }) => gammaDensitySlopeComposite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => mul(dy, add(mul(gammaDensitySlope(a, x), scoreInShape(a, x)), div(gammaDensity(a, x), x))),
    x: () => {
      const curvature = sub(square(scoreInPoint(a, x)), div(sub(a, 1), square(x)));
      return mul(dy, mul(gammaDensity(a, x), curvature));
    },
  }),
});

/** The density x^(a-1) exp(-x) / Gamma(a) of the gamma law, in which everything below is differentiated. */
const gammaDensity: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'GammaDensity',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.gammaDensity(a, x, out),
  composite: ({ a, x }) => gammaDensityComposite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => mul(dy, mul(gammaDensity(a, x), scoreInShape(a, x))),
    x: () => mul(dy, gammaDensitySlope(a, x)),
  }),
});

/** d2P/da2. */
const igammaGradA2: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'IgammaGradA2',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.igammaShapeSecond(a, x, out),
  composite: ({ a, x }) => igammaGradA2Composite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => noDerivative('igamma', 'a beyond the second'),
    x: () => mul(dy, mul(gammaDensity(a, x), sub(square(scoreInShape(a, x)), trigamma(a)))),
  }),
});

/** dP/da. */
const igammaGradA: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'IgammaGradA',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.igammaShapeFirst(a, x, out),
  composite: ({ a, x }) => igammaGradAComposite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => mul(dy, igammaGradA2(a, x)),
    x: () => mul(dy, mul(gammaDensity(a, x), scoreInShape(a, x))),
  }),
});

/**
 * P(a, x), the lower incomplete gamma function over Gamma(a): the distribution function of Gamma(a, 1). Differentiable in x to any
 * order and in a to the second, mixed derivatives included.
 *
 * @param a at least 0.
 * @param x at least 0.
 * @returns a tensor of the shape that the two broadcast to; NaN for negative arguments and at (0, 0), as SciPy has it.
 *
 * @example
 * igamma(1, 2); // 1 - exp(-2)
 */
export const igamma: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'Igamma',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.igammaP(a, x, out),
  composite: ({ a, x }) => igammaComposite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => mul(dy, igammaGradA(a, x)),
    x: () => mul(dy, gammaDensity(a, x)),
  }),
});

/**
 * Q(a, x) = 1 - P(a, x), with all its digits also where it is tiny. Differentiable as {@link igamma} is.
 *
 * @param a at least 0.
 * @param x at least 0.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * igammac(1, 20); // exp(-20)
 */
export const igammac: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'Igammac',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.igammaQ(a, x, out),
  composite: ({ a, x }) => igammacComposite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => mul(neg(dy), igammaGradA(a, x)),
    x: () => mul(neg(dy), gammaDensity(a, x)),
  }),
});

/** density / P. With g = dx/da of a draw, the slope of P in a is -g density. */
const gammaReversedHazard: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'GammaReversedHazard',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.gammaReversedHazard(a, x, out),
  composite: ({ a, x }) => gammaReversedHazardComposite(a, x),
  gradient: ({ a, x }, dy) => {
    const hazard = gammaReversedHazard(a, x);
    return {
      a: () => mul(dy, mul(hazard, add(scoreInShape(a, x), mul(gammaDrawGrad(a, x), hazard)))),
      x: () => mul(dy, mul(hazard, sub(scoreInPoint(a, x), hazard))),
    };
  },
});

/** density / Q. */
const gammaHazard: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'GammaHazard',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.gammaHazard(a, x, out),
  composite: ({ a, x }) => gammaHazardComposite(a, x),
  gradient: ({ a, x }, dy) => {
    const hazard = gammaHazard(a, x);
    return {
      a: () => mul(dy, mul(hazard, sub(scoreInShape(a, x), mul(gammaDrawGrad(a, x), hazard)))),
      x: () => mul(dy, mul(hazard, add(scoreInPoint(a, x), hazard))),
    };
  },
});

/**
 * log P(a, x), also where P underflows. Differentiable in x to any order and in a to the second.
 *
 * @param a more than 0.
 * @param x at least 0.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * logIgamma(50, 0.01); // -378.7, where P itself is 0 in float32
 */
export const logIgamma: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogIgamma',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.logIgammaP(a, x, out),
  composite: ({ a, x }) => logIgammaComposite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => mul(neg(dy), mul(gammaDrawGrad(a, x), gammaReversedHazard(a, x))),
    x: () => mul(dy, gammaReversedHazard(a, x)),
  }),
});

/**
 * log Q(a, x), also where Q underflows: the log survival function of the gamma law. Differentiable as {@link logIgamma} is.
 *
 * @param a more than 0.
 * @param x at least 0.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * logIgammac(1, 200); // -200
 */
export const logIgammac: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'LogIgammac',
  inputs: ['a', 'x'],
  host: ({ a, x }, out) => void kernels.logIgammaQ(a, x, out),
  composite: ({ a, x }) => logIgammacComposite(a, x),
  gradient: ({ a, x }, dy) => ({
    a: () => mul(dy, mul(gammaDrawGrad(a, x), gammaHazard(a, x))),
    x: () => mul(neg(dy), gammaHazard(a, x)),
  }),
});

/**
 * x with P(a, x) = p: the quantile of Gamma(a, 1). Differentiable by the implicit function theorem: in p to any order, in a to the
 * second.
 *
 * @param a more than 0.
 * @param p from 0 to 1; at 1 the quantile is infinite.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * igammaInverse(1, 0.5); // log 2
 */
export const igammaInverse: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'IgammaInverse',
  inputs: ['a', 'p'],
  host: ({ a, p }, out) => void kernels.igammaPInverse(a, p, out),
  composite: ({ a, p }) => igammaInverseComposite(a, p),
  gradient: ({ a, p }, dy) => {
    const x = igammaInverse(a, p);
    return {
      a: () => mul(dy, gammaDrawGrad(a, x)),
      p: () => mul(dy, reciprocal(gammaDensity(a, x))),
    };
  },
});

/**
 * x with Q(a, x) = q: the quantile counted from above, for small tail probabilities. Differentiable as {@link igammaInverse} is.
 *
 * @param a more than 0.
 * @param q from 0 to 1; at 0 the quantile is infinite.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * igammacInverse(1, 1e-20); // 20 log 10
 */
export const igammacInverse: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'IgammacInverse',
  inputs: ['a', 'q'],
  host: ({ a, q }, out) => void kernels.igammaQInverse(a, q, out),
  composite: ({ a, q }) => igammacInverseComposite(a, q),
  gradient: ({ a, q }, dy) => {
    const x = igammacInverse(a, q);
    return {
      a: () => mul(dy, gammaDrawGrad(a, x)),
      q: () => mul(neg(dy), reciprocal(gammaDensity(a, x))),
    };
  },
});
