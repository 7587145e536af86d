import { log1p, log1pexp } from '@baytes/special';
import { add, asinh, div, log, mul, neg, sinh, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { positive, real } from '../constraints/numbers';
import type { ParameterLike } from '../parameters';
import { defineBijector } from './define-bijector';

export interface SinhArcsinhParameters {
  /** Positive: a longer right tail. Default 0. */
  skewness?: ParameterLike;
  /** Above 1: heavier tails; below: lighter. Default 1. */
  tailweight?: ParameterLike;
}

/** log cosh(u), which does not overflow. */
const logCosh = (u: Tensor) => sub(log1pexp(mul(2, u)), add(u, Math.LN2));

/** log of the derivative at x, whose image is sinh(u). */
const logSlope = (x: Tensor, u: Tensor, tailweight: Tensor) =>
  sub(add(log(tailweight), logCosh(u)), mul(0.5, log1p(square(x))));

/**
 * y = sinh(tailweight (asinh(x) + skewness)), from real to real numbers: skews a symmetric law and makes its tails heavier or lighter.
 *
 * M. Jones and A. Pewsey (2009), "Sinh-arcsinh distributions", Biometrika 96, section 1, from normal to other laws; their delta is
 * 1 / tailweight.
 *
 * @example
 * sinhArcsinh({ tailweight: 2 }).forward(1); // 2.8284
 */
export const sinhArcsinh = /* @__PURE__ */ defineBijector<SinhArcsinhParameters, 'skewness' | 'tailweight'>({
  name: 'sinhArcsinh',
  parameters: { skewness: { constraint: real, default: 0 }, tailweight: { constraint: positive, default: 1 } },
  domain: real,
  codomain: real,
  increasing: true,
  forward: (x, { skewness, tailweight }) => {
    const u = mul(tailweight, add(asinh(x), skewness));
    return { value: sinh(u), logDeterminant: () => logSlope(x, u, tailweight) };
  },
  inverse: (y, { skewness, tailweight }) => {
    const u = asinh(y);
    const x = sinh(sub(div(u, tailweight), skewness));
    return { value: x, logDeterminant: () => neg(logSlope(x, u, tailweight)) };
  },
});
