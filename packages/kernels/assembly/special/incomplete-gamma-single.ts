// P(a, x) for float32 results, without branches on the common part of the domain: what igammaP does, in
// one formula. With A = a for a >= 8 and a + 12 below,
//
//   P(a, x) = P(A, x) + sum over k < 12 of x^(a+k) exp(-x) / Gamma(a + k + 1)    (the sum for small shapes alone),
//
// and P(A, x) is Temme's uniform expansion, cut short. The sum is a polynomial over Gamma(A): no division.
import { expShort_f64x2, logShort_f64x2 } from './elementary';
import { highHalf, join } from './gamma';
import { gammaTailShort_f32x4 } from './gamma-expansions';
import { scaledErfcFactorShort_f64x2, stirlingTailShort_f32x4 } from './polynomials';

const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;
const SHIFT: f64 = 12;

// @ts-ignore: decorator
@inline
function select(a: v128, b: v128, where: v128): v128 {
  return v128.bitselect(a, b, where);
}

/** Four float32 lanes that {@link igammaPShort} holds for; where a < 8 the sum may begin anywhere, else x must not be far below a. */
// @ts-ignore: decorator
@inline
export function isCommon(a: v128, x: v128): bool {
  const positive = v128.and(f32x4.gt(a, f32x4.splat(0)), f32x4.gt(x, f32x4.splat(0)));
  const finite = v128.and(f32x4.lt(a, f32x4.splat(1e5)), f32x4.lt(x, f32x4.splat(1e18)));
  const near = v128.or(f32x4.lt(a, f32x4.splat(8)), f32x4.gt(x, f32x4.mul(a, f32x4.splat(0.14))));
  return i32x4.all_true(v128.and(v128.and(positive, finite), near));
}

/** P of four float32 lanes. The small parts are worked out four at a time in float32, the rest two at a time in float64. */
// @ts-ignore: decorator
@inline
export function igammaPShort(a: v128, x: v128): v128 {
  const aLow = f64x2.promote_low_f32x4(a);
  const aHigh = f64x2.promote_low_f32x4(highHalf(a));
  const xLow = f64x2.promote_low_f32x4(x);
  const xHigh = f64x2.promote_low_f32x4(highHalf(x));
  const smallLow = f64x2.lt(aLow, f64x2.splat(8));
  const smallHigh = f64x2.lt(aHigh, f64x2.splat(8));
  const ALow = f64x2.add(aLow, v128.and(smallLow, f64x2.splat(SHIFT)));
  const AHigh = f64x2.add(aHigh, v128.and(smallHigh, f64x2.splat(SHIFT)));
  const rLow = f64x2.div(f64x2.splat(1), ALow);
  const rHigh = f64x2.div(f64x2.splat(1), AHigh);
  const ratioLow = f64x2.mul(xLow, rLow);
  const ratioHigh = f64x2.mul(xHigh, rHigh);
  // log x where the sum needs it, log(x/A) where A (x/A - 1 - log(x/A)) needs its digits.
  const logPointLow = logShort_f64x2(select(xLow, ratioLow, smallLow));
  const logPointHigh = logShort_f64x2(select(xHigh, ratioHigh, smallHigh));
  const logShapeLow = logShort_f64x2(ALow);
  const logShapeHigh = logShort_f64x2(AHigh);
  const vLow = f64x2.sub(logPointLow, v128.and(smallLow, logShapeLow));
  const vHigh = f64x2.sub(logPointHigh, v128.and(smallHigh, logShapeHigh));
  const v = f32x4.pmax(f32x4.splat(-2.35), f32x4.pmin(f32x4.splat(2.35), join(vLow, vHigh)));
  const r = join(rLow, rHigh);
  const tail = f32x4.mul(gammaTailShort_f32x4(v, r), f32x4.sqrt(f32x4.mul(r, f32x4.splat(0.15915494309189535))));
  let pLow = temme(xLow, ALow, ratioLow, vLow, f64x2.promote_low_f32x4(tail));
  let pHigh = temme(xHigh, AHigh, ratioHigh, vHigh, f64x2.promote_low_f32x4(highHalf(tail)));
  if (v128.any_true(v128.or(smallLow, smallHigh))) {
    const series = f32x4.mul(r, stirlingTailShort_f32x4(f32x4.mul(r, r)));
    const sumLow = leading(aLow, xLow, ALow, logPointLow, logShapeLow, f64x2.promote_low_f32x4(series));
    const sumHigh = leading(aHigh, xHigh, AHigh, logPointHigh, logShapeHigh, f64x2.promote_low_f32x4(highHalf(series)));
    pLow = f64x2.add(pLow, v128.and(smallLow, sumLow));
    pHigh = f64x2.add(pHigh, v128.and(smallHigh, sumHigh));
  }
  return f32x4.pmin(join(pLow, pHigh), f32x4.splat(1));
}

/** P(A, x) from ratio = x / A, v = log ratio and the tail over sqrt(2 pi A). */
// @ts-ignore: decorator
@inline
function temme(x: v128, A: v128, ratio: v128, v: v128, tail: v128): v128 {
  const one = f64x2.splat(1);
  const exponent = f64x2.mul(A, f64x2.pmax(f64x2.splat(0), f64x2.sub(f64x2.sub(ratio, one), v)));
  const w = f64x2.div(f64x2.splat(2), f64x2.add(f64x2.splat(2), f64x2.sqrt(exponent)));
  const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), w), scaledErfcFactorShort_f64x2(f64x2.sub(w, f64x2.splat(0.5))));
  const above = f64x2.gt(x, A);
  const signed = v128.xor(tail, v128.andnot(f64x2.splat(-0.0), above));
  const part = f64x2.mul(expShort_f64x2(f64x2.neg(exponent)), f64x2.add(half, signed));
  return select(f64x2.sub(one, part), part, above);
}

/** The sum of the terms before P(A, x), A = a + 12. */
// @ts-ignore: decorator
@inline
function leading(a: v128, x: v128, A: v128, logPoint: v128, logShape: v128, series: v128): v128 {
  const shifted = f64x2.sub(f64x2.mul(f64x2.sub(A, f64x2.splat(0.5)), logShape), A);
  const logGamma = f64x2.add(shifted, f64x2.add(series, f64x2.splat(HALF_LOG_TWO_PI)));
  let product = f64x2.splat(1);
  let sum = product;
  for (let k = 11; k > 0; k--) {
    product = f64x2.mul(product, f64x2.add(a, f64x2.splat(<f64>k)));
    sum = f64x2.add(product, f64x2.mul(x, sum));
  }
  return f64x2.mul(expShort_f64x2(f64x2.sub(f64x2.sub(f64x2.mul(a, logPoint), x), logGamma)), sum);
}
