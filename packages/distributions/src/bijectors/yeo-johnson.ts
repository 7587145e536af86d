import { expm1, log1p } from '@baytes/special';
import { abs, add, div, greaterEqual, less, mul, neg, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { interval } from '../constraints/interval';
import { real } from '../constraints/numbers';
import type { ParameterLike } from '../parameters';
import { defineBijector } from './define-bijector';

/** c_0 + c_1 u + c_2 u^2 + ... */
const polynomial = (u: Tensor, coefficients: readonly number[]): Tensor =>
  coefficients.reduceRight<Tensor>((sum, each) => add(each, mul(u, sum)), mul(0, u));

/** f(u) / u away from 0; its series there, so that derivatives keep their digits. */
function overArgument(f: (u: Tensor) => Tensor, u: Tensor, series: readonly number[], within: number): Tensor {
  const near = less(abs(u), within);
  const far = where(near, 1, u);
  return where(near, polynomial(where(near, u, 0), series), div(f(far), far));
}

const factorials = [1, 2, 6, 24, 120, 720, 5040, 40320];
const expm1Over = (u: Tensor) =>
  overArgument(
    expm1,
    u,
    factorials.map((each) => 1 / each),
    0.4,
  );
const log1pOver = (u: Tensor) =>
  overArgument(
    log1p,
    u,
    factorials.map((_, k) => (-1) ** k / (k + 1)),
    0.1,
  );

/** The sign of x, |x|, and the power that is meant on its side. Not by abs, which has no slope at 0. */
function sides(x: Tensor, power: Tensor) {
  const right = greaterEqual(x, 0);
  const sign = where(right, 1, -1);
  return { sign, size: mul(sign, x), exponent: where(right, power, sub(2, power)) };
}

/**
 * Yeo and Johnson's power transformation, from real to real numbers: ((x + 1)^p - 1) / p for x >= 0, and for negative x the mirror
 * image with 2 - p; log(x + 1) at p = 0. With p = 1 it is the identity; it makes skewed data more symmetric.
 *
 * I. Yeo and R. Johnson (2000), "A new family of power transformations to improve normality or symmetry", Biometrika 87, equation (2.1).
 *
 * @example
 * yeoJohnson({ power: 0 }).forward([0, 1]); // [0, 0.6931]
 */
export const yeoJohnson = /* @__PURE__ */ defineBijector<{ power: ParameterLike }, 'power'>({
  name: 'yeoJohnson',
  parameters: { power: { constraint: interval(0, 2, { closed: 'both' }) } },
  domain: real,
  codomain: real,
  increasing: true,
  forward: (x, { power }) => {
    const { sign, size, exponent } = sides(x, power);
    const t = log1p(size);
    return {
      value: mul(sign, mul(t, expm1Over(mul(exponent, t)))),
      logDeterminant: () => mul(sub(power, 1), mul(sign, t)),
    };
  },
  inverse: (y, { power }) => {
    const { sign, size, exponent } = sides(y, power);
    const t = mul(size, log1pOver(mul(exponent, size)));
    return { value: mul(sign, expm1(t)), logDeterminant: () => neg(mul(sub(power, 1), mul(sign, t))) };
  },
});
