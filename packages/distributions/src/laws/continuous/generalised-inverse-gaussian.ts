import { generalisedInverseGaussian as draws } from '@baytes/random';
import { add, div, exp, expandDims, greater, log, mul, sqrt, square, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import { type BesselLaw, besselLaw } from '../../formulas/bessel-law';
import type { ParameterLike, Values } from '../../parameters';

export interface GeneralisedInverseGaussianParameters {
  /** The power of x, plus one: any real number. */
  order: ParameterLike;
  /** Positive: weighs x. */
  a: ParameterLike;
  /** Positive: weighs 1 / x. */
  b: ParameterLike;
}

type Parameters = Values<'order' | 'a' | 'b'>;

/** log sqrt(b / a): x is that scale times exp(t), t of the Bessel function's law. */
const logScale = ({ a, b }: Parameters) => mul(0.5, sub(log(b), log(a)));

/** sqrt(a b) */
const product = ({ a, b }: Parameters) => mul(sqrt(a), sqrt(b));

const lawOf = (values: Parameters): BesselLaw =>
  besselLaw(add(values.order, mul(0, product(values))), add(product(values), mul(0, values.order)));

/** E exp(t) */
const meanOf = (law: BesselLaw): Tensor => law.mean((t) => exp(t));

/**
 * The generalised inverse Gaussian law: density x^(p - 1) exp(-(a x + b / x) / 2) (a / b)^(p / 2) / (2 K_p(sqrt(a b))), p the order, K
 * the modified Bessel function of the second kind, here an integral by the trapezium rule.
 *
 * There is no distribution function in closed form.
 *
 * Source: Jorgensen 1982, Statistical Properties of the Generalized Inverse Gaussian Distribution.
 *
 * @example
 * generalisedInverseGaussian({ order: -0.5, a: 2, b: 3 }).mean(); // 1.2247
 */
export const generalisedInverseGaussian = /* @__PURE__ */ defineDistribution<
  GeneralisedInverseGaussianParameters,
  'order' | 'a' | 'b'
>({
  name: 'generalisedInverseGaussian',
  parameters: { order: { constraint: real }, a: { constraint: positive }, b: { constraint: positive } },
  support: positive,
  sample: (key, { order, a, b }, shape) => draws(key, { order, a, b }, { shape }),
  logProb: (x, values) => {
    const { order, a, b } = values;
    const weights = mul(0.5, add(mul(a, x), div(b, x)));
    const powers = sub(mul(order, sub(log(x), logScale(values))), log(x));
    return sub(sub(powers, weights), add(lawOf(values).logK, Math.LN2));
  },
  // -E log density, E log x = log scale + E t and (a x + b / x) / 2 = sqrt(a b) cosh t.
  entropy: (values) => {
    const law = lawOf(values);
    const weights = mul(
      product(values),
      law.mean((t) => mul(0.5, add(exp(t), exp(sub(0, t))))),
    );
    const logs = mul(
      sub(values.order, 1),
      law.mean((t) => t),
    );
    return add(add(logScale(values), sub(weights, logs)), add(law.logK, Math.LN2));
  },
  mean: (values) => mul(exp(logScale(values)), meanOf(lawOf(values))),
  variance: (values) => {
    const law = lawOf(values);
    const mean = expandDims(meanOf(law), -1);
    return mul(
      exp(mul(2, logScale(values))),
      law.mean((t) => square(sub(exp(t), mean))),
    );
  },
  // ((p - 1) + sqrt((p - 1)^2 + a b)) / a, without a difference.
  mode: (values) => {
    const { order, a, b } = values;
    const p = sub(order, 1);
    const root = sqrt(add(square(p), mul(a, b)));
    const up = greater(p, 0);
    return where(up, div(add(root, p), a), div(b, where(up, 1, sub(root, p))));
  },
});
