// dx/da of a gamma draw x, and dy/da of its logarithm y, for float32 results, without branches on the common part of the domain: what
// gammaDrawFirst and logGammaDrawFirst do (see gamma-draw.ts), with shapes below 8 carried up by 8 and the expansion cut short.
import { expShort_f64x2, logShort_f64x2 } from './elementary';
import { highHalf, join } from './gamma';
import { drawFirstShort_f32x4 } from './gamma-expansions';
import { digammaTailShort_f64x2 } from './polynomials';

// @ts-ignore: decorator
@inline
function select(a: v128, b: v128, where: v128): v128 {
  return v128.bitselect(a, b, where);
}

/** Four float32 lanes of draws that the formulas here hold for: not far in a tail, and least of all in the upper one of a small shape. */
// @ts-ignore: decorator
@inline
function isCentral(a: v128, x: v128): bool {
  const small = f32x4.lt(a, f32x4.splat(8));
  const low = f32x4.add(f32x4.splat(5), f32x4.mul(a, f32x4.splat(1.5)));
  const below = f32x4.lt(x, v128.bitselect(low, f32x4.mul(a, f32x4.splat(7)), small));
  const above = v128.or(small, f32x4.gt(x, f32x4.mul(a, f32x4.splat(0.14))));
  const shape = v128.and(f32x4.gt(a, f32x4.splat(1e-6)), f32x4.lt(a, f32x4.splat(1e7)));
  return i32x4.all_true(v128.and(shape, v128.and(below, above)));
}

/** Whether {@link gammaDrawShort} holds. */
// @ts-ignore: decorator
@inline
export function isCommonDraw(a: v128, x: v128): bool {
  return i32x4.all_true(f32x4.gt(x, f32x4.splat(1e-37))) && isCentral(a, x);
}

/** dx/da of four float32 lanes. */
// @ts-ignore: decorator
@inline
export function gammaDrawShort(a: v128, x: v128): v128 {
  const xLow = f64x2.promote_low_f32x4(x);
  const xHigh = f64x2.promote_low_f32x4(highHalf(x));
  slopes(a, xLow, xHigh, xLow, xHigh, false);
  return join(f64x2.mul(xLow, slopeLow), f64x2.mul(xHigh, slopeHigh));
}

/** Whether {@link logGammaDrawShort} will hold; x is exp(y). */
// @ts-ignore: decorator
@inline
export function isCommonLogDraw(a: v128, y: v128): bool {
  const xLow = expShort_f64x2(f64x2.promote_low_f32x4(y));
  const xHigh = expShort_f64x2(f64x2.promote_low_f32x4(highHalf(y)));
  return i32x4.all_true(f32x4.gt(y, f32x4.splat(-1e30))) && isCentral(a, join(xLow, xHigh));
}

/** dy/da of four float32 lanes of logarithms y. */
// @ts-ignore: decorator
@inline
export function logGammaDrawShort(a: v128, y: v128): v128 {
  const yLow = f64x2.promote_low_f32x4(y);
  const yHigh = f64x2.promote_low_f32x4(highHalf(y));
  slopes(a, expShort_f64x2(yLow), expShort_f64x2(yHigh), yLow, yHigh, true);
  return join(slopeLow, slopeHigh);
}

/** d log x / da after {@link slopes}. */
let slopeLow: v128 = f64x2.splat(0);
let slopeHigh: v128 = f64x2.splat(0);

/** Sets the variables above from shapes in float32, draws x and, where `logarithmic`, their logarithms y. */
// @ts-ignore: decorator
@inline
function slopes(a: v128, xLow: v128, xHigh: v128, yLow: v128, yHigh: v128, logarithmic: bool): void {
  const aLow = f64x2.promote_low_f32x4(a);
  const aHigh = f64x2.promote_low_f32x4(highHalf(a));
  const smallLow = f64x2.lt(aLow, f64x2.splat(8));
  const smallHigh = f64x2.lt(aHigh, f64x2.splat(8));
  const ALow = f64x2.add(aLow, v128.and(smallLow, f64x2.splat(8)));
  const AHigh = f64x2.add(aHigh, v128.and(smallHigh, f64x2.splat(8)));
  const rLow = f64x2.div(f64x2.splat(1), ALow);
  const rHigh = f64x2.div(f64x2.splat(1), AHigh);
  const ratioLow = f64x2.mul(xLow, rLow);
  const ratioHigh = f64x2.mul(xHigh, rHigh);
  const vLow = logShort_f64x2(ratioLow);
  const vHigh = logShort_f64x2(ratioHigh);
  const r = join(rLow, rHigh);
  const v = f32x4.pmax(f32x4.splat(-2.35), f32x4.pmin(f32x4.splat(2.35), join(vLow, vHigh)));
  const rest = f32x4.mul(r, drawFirstShort_f32x4(v, r));
  slopeLow = leading(ratioLow, vLow, f64x2.promote_low_f32x4(rest));
  slopeHigh = leading(ratioHigh, vHigh, f64x2.promote_low_f32x4(highHalf(rest)));
  const anySmall = v128.any_true(v128.or(smallLow, smallHigh));
  let low = slopeLow;
  let high = slopeHigh;
  if (anySmall) {
    // x may have underflowed, y has not.
    low = carriedDown(aLow, xLow, rLow, logarithmic ? f64x2.sub(yLow, logShort_f64x2(ALow)) : vLow, slopeLow);
    high = carriedDown(aHigh, xHigh, rHigh, logarithmic ? f64x2.sub(yHigh, logShort_f64x2(AHigh)) : vHigh, slopeHigh);
  }
  slopeLow = select(low, f64x2.div(slopeLow, xLow), smallLow);
  slopeHigh = select(high, f64x2.div(slopeHigh, xHigh), smallHigh);
}

/** G_0(v) + rest, G_0 = ratio log(ratio) / (ratio - 1). */
// @ts-ignore: decorator
@inline
function leading(ratio: v128, v: v128, rest: v128): v128 {
  const m = f64x2.sub(ratio, f64x2.splat(1));
  const near = f64x2.lt(f64x2.abs(m), f64x2.splat(1e-5));
  const quotient = f64x2.div(v, select(f64x2.splat(1), m, near));
  return f64x2.add(f64x2.mul(ratio, select(f64x2.sub(f64x2.splat(1), f64x2.mul(f64x2.splat(0.5), m)), quotient, near)), rest);
}

/**
 * d log x / da at a from dx/da at A = a + 8, in eight steps of d log x / da = (dx/da at a + 1 - log x + psi(a + 1)) / a.
 *
 * @param r 1 / A
 * @param v log(x / A)
 */
// @ts-ignore: decorator
@inline
function carriedDown(a: v128, x: v128, r: v128, v: v128, g: v128): v128 {
  const r2 = f64x2.mul(r, r);
  // log x - psi(A) = v + log A - psi(A).
  const tail = f64x2.add(f64x2.mul(f64x2.splat(0.5), r), f64x2.mul(r2, digammaTailShort_f64x2(r2)));
  let l = f64x2.add(v, tail);
  let slope = f64x2.splat(0);
  for (let k = 7; k >= 0; k--) {
    const s = f64x2.div(f64x2.splat(1), f64x2.add(a, f64x2.splat(<f64>k)));
    slope = f64x2.mul(s, f64x2.sub(g, l));
    g = f64x2.mul(x, slope);
    l = f64x2.add(l, s);
  }
  return slope;
}
