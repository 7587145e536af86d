import * as kernels from '@baytes/kernels';
import { defineKernel } from '@baytes/tensor';
import { add, div, log, mul, neg, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { gammaDrawGrad2Composite, gammaDrawGradComposite } from './composite-incomplete-gamma';
import { digamma, trigamma } from './gamma';
import { noDerivative } from './no-derivative';
import type { BinaryOp } from './op';

// With g = dx/da and h = d2x/da2 along a fixed quantile, q the density, s = log x - psi(a) its log's slope in a and
// c = (a - 1)/x - 1 the slope in x:
//
//   dg/dx = -s - g c,   dg/da = h - g dg/dx,
//   dh/dx = k' - 2 s g' - 2 g / x - 2 g g' c + g^2 (a - 1) / x^2,   k = h + 2 g s + g^2 c,  k' = -k c - (s^2 - psi'(a)).
//
// (go gradients: d(g q)/dx = -dq/da, and the same for the second derivative of the distribution function.)
const parts = (a: Tensor, x: Tensor) => ({ s: sub(log(x), digamma(a)), c: sub(div(sub(a, 1), x), 1) });

/** d2x/da2 of a draw x of Gamma(a, 1). */
const gammaDrawGrad2: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'RandomGammaGrad2',
  inputs: ['alpha', 'sample'],
  host: ({ alpha, sample }, out) => void kernels.gammaDrawSecond(alpha, sample, out),
  composite: ({ alpha, sample }) => gammaDrawGrad2Composite(alpha, sample),
  gradient: ({ alpha, sample }, dy) => ({
    alpha: () => noDerivative('gammaDrawGrad', 'alpha beyond the first'),
    sample: () => {
      const { s, c } = parts(alpha, sample);
      const g = gammaDrawGrad(alpha, sample);
      const slope = neg(add(s, mul(g, c)));
      const k = add(gammaDrawGrad2(alpha, sample), add(mul(2, mul(g, s)), mul(square(g), c)));
      const kSlope = neg(add(mul(k, c), sub(square(s), trigamma(alpha))));
      const bend = sub(mul(square(g), div(sub(alpha, 1), square(sample))), mul(2, mul(g, mul(slope, c))));
      return mul(dy, add(sub(kSlope, mul(2, add(mul(s, slope), div(g, sample)))), bend));
    },
  }),
});

/**
 * dx/da of a draw x of Gamma(a, 1) at a fixed quantile: the pathwise (implicit, GO) derivative, accurate to 1e-8 or float32's
 * rounding for shapes from 1e-4 to 1e4. Differentiable once in alpha, and in the sample.
 *
 * @param alpha the shape a, more than 0.
 * @param sample the draw x, more than 0.
 * @returns a tensor of the shape that the two broadcast to. Source: expansions uniform in log(x/a), derived in
 *   packages/kernels/scripts/gamma_expansions.py.
 *
 * @example
 * gammaDrawGrad(1, 0.5); // 0.80697912
 */
export const gammaDrawGrad: BinaryOp = /* @__PURE__ */ defineKernel({
  name: 'RandomGammaGrad',
  inputs: ['alpha', 'sample'],
  host: ({ alpha, sample }, out) => void kernels.gammaDrawFirst(alpha, sample, out),
  composite: ({ alpha, sample }) => gammaDrawGradComposite(alpha, sample),
  gradient: ({ alpha, sample }, dy) => {
    const slope = () => {
      const { s, c } = parts(alpha, sample);
      return neg(add(s, mul(gammaDrawGrad(alpha, sample), c)));
    };
    return {
      alpha: () => mul(dy, sub(gammaDrawGrad2(alpha, sample), mul(gammaDrawGrad(alpha, sample), slope()))),
      sample: () => mul(dy, slope()),
    };
  },
});
