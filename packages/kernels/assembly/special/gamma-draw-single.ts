// dx/da of a gamma draw for float32 results, without branches on the common part of the domain: what gammaDrawFirst does (see
// gamma-draw.ts), with shapes below 8 carried up by 8 and the expansion cut short.
import { logShort_f64x2 } from './elementary';
import { highHalf, join } from './gamma';
import { drawFirstShort_f32x4 } from './gamma-expansions';
import { digammaTailShort_f64x2 } from './polynomials';

// @ts-ignore: decorator
@inline
function select(a: v128, b: v128, where: v128): v128 {
  return v128.bitselect(a, b, where);
}

/** Four float32 lanes that {@link gammaDrawShort} holds for: not far in a tail, and least of all in the upper one of a small shape. */
// @ts-ignore: decorator
@inline
export function isCommonDraw(a: v128, x: v128): bool {
  const small = f32x4.lt(a, f32x4.splat(8));
  const positive = v128.and(f32x4.gt(a, f32x4.splat(1e-6)), f32x4.gt(x, f32x4.splat(1e-37)));
  const low = f32x4.add(f32x4.splat(5), f32x4.mul(a, f32x4.splat(1.5)));
  const below = f32x4.lt(x, v128.bitselect(low, f32x4.mul(a, f32x4.splat(7)), small));
  const above = v128.or(small, f32x4.gt(x, f32x4.mul(a, f32x4.splat(0.14))));
  return i32x4.all_true(v128.and(v128.and(positive, f32x4.lt(a, f32x4.splat(1e7))), v128.and(below, above)));
}

/** dx/da of four float32 lanes. */
// @ts-ignore: decorator
@inline
export function gammaDrawShort(a: v128, x: v128): v128 {
  const aLow = f64x2.promote_low_f32x4(a);
  const aHigh = f64x2.promote_low_f32x4(highHalf(a));
  const xLow = f64x2.promote_low_f32x4(x);
  const xHigh = f64x2.promote_low_f32x4(highHalf(x));
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
  let low = leading(ratioLow, vLow, f64x2.promote_low_f32x4(rest));
  let high = leading(ratioHigh, vHigh, f64x2.promote_low_f32x4(highHalf(rest)));
  if (v128.any_true(v128.or(smallLow, smallHigh))) {
    low = select(carriedDown(aLow, xLow, ALow, rLow, vLow, low), low, smallLow);
    high = select(carriedDown(aHigh, xHigh, AHigh, rHigh, vHigh, high), high, smallHigh);
  }
  return join(low, high);
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

/** g at a from g at A = a + 8: eight steps of g(a) = (x/a) (g(a+1) - log x + psi(a+1)). */
// @ts-ignore: decorator
@inline
function carriedDown(a: v128, x: v128, A: v128, r: v128, v: v128, g: v128): v128 {
  const r2 = f64x2.mul(r, r);
  // log x - psi(A) = v + log A - psi(A).
  const tail = f64x2.add(f64x2.mul(f64x2.splat(0.5), r), f64x2.mul(r2, digammaTailShort_f64x2(r2)));
  let l = f64x2.add(v, tail);
  for (let k = 7; k >= 0; k--) {
    const shape = f64x2.add(a, f64x2.splat(<f64>k));
    const s = f64x2.div(f64x2.splat(1), shape);
    g = f64x2.mul(f64x2.mul(x, s), f64x2.sub(g, l));
    l = f64x2.add(l, s);
  }
  return g;
}
