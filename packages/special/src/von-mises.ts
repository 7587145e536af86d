import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { mul, neg, sin } from '@tensorflow/tfjs-core';
import { logI0Derivative } from './bessel';
import {
  vonMisesCdfComposite,
  vonMisesCdfKappaComposite,
  vonMisesCdfKappaKappaComposite,
  vonMisesDensityComposite,
  vonMisesScoreComposite,
} from './composite-von-mises';
import { noDerivative } from './no-derivative';
import type { BinaryOp } from './op';

/** The slope of the log density in the concentration: cos x - I1(kappa) / I0(kappa). */
const vonMisesScore: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'VonMisesScore',
  inputs: ['kappa', 'x'],
  host: ({ kappa, x }, out) => void kernels.vonMisesScore(kappa, x, out),
  composite: ({ kappa, x }) => vonMisesScoreComposite(kappa, x),
  gradient: ({ kappa, x }, dy) => ({
    kappa: () => mul(neg(dy), logI0Derivative(kappa, 2)),
    x: () => mul(neg(dy), sin(x)),
  }),
});

const vonMisesDensity: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'VonMisesDensity',
  inputs: ['kappa', 'x'],
  host: ({ kappa, x }, out) => void kernels.vonMisesDensity(kappa, x, out),
  composite: ({ kappa, x }) => vonMisesDensityComposite(kappa, x),
  gradient: ({ kappa, x }, dy) => {
    const density = mul(dy, vonMisesDensity(kappa, x));
    return {
      kappa: () => mul(density, vonMisesScore(kappa, x)),
      x: () => mul(neg(density), mul(kappa, sin(x))),
    };
  },
});

const vonMisesCdfKappaKappa: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'VonMisesCdfGradKappaKappa',
  inputs: ['kappa', 'x'],
  host: ({ kappa, x }, out) => void kernels.vonMisesCdfKappaKappa(kappa, x, out),
  composite: ({ kappa, x }) => vonMisesCdfKappaKappaComposite(kappa, x),
  gradient: () => ({
    kappa: () => noDerivative('vonMisesCdf', 'kappa beyond the second'),
    x: () => noDerivative('vonMisesCdf', 'x after two in kappa'),
  }),
});

const vonMisesCdfKappa: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'VonMisesCdfGradKappa',
  inputs: ['kappa', 'x'],
  host: ({ kappa, x }, out) => void kernels.vonMisesCdfKappa(kappa, x, out),
  composite: ({ kappa, x }) => vonMisesCdfKappaComposite(kappa, x),
  gradient: ({ kappa, x }, dy) => ({
    kappa: () => mul(dy, vonMisesCdfKappaKappa(kappa, x)),
    x: () => mul(dy, mul(vonMisesDensity(kappa, x), vonMisesScore(kappa, x))),
  }),
});

/**
 * The distribution function on [-pi, pi] of the von Mises law with mean 0. Differentiable in x to any order and in the concentration
 * to the second, mixed derivatives included.
 *
 * @param kappa the concentration, at least 0.
 * @param x angles in radians; 0 below -pi and 1 above pi.
 * @returns a tensor of the shape that the two broadcast to.
 *
 * @example
 * vonMisesCdf(2, -1); // 0.11042226
 */
export const vonMisesCdf: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'VonMisesCdf',
  inputs: ['kappa', 'x'],
  host: ({ kappa, x }, out) => void kernels.vonMisesCdf(kappa, x, out),
  composite: ({ kappa, x }) => vonMisesCdfComposite(kappa, x),
  gradient: ({ kappa, x }, dy) => ({
    kappa: () => mul(dy, vonMisesCdfKappa(kappa, x)),
    x: () => mul(dy, vonMisesDensity(kappa, x)),
  }),
});
