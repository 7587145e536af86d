// What vector functions of float32 share: choosing lanes, and the two halves of four floats as doubles.
import { expm1Tail_f32x4, logTail_f32x4 } from './erf-polynomials';

/** Lanes of `a` where the mask is set, of `b` elsewhere. */
// @ts-ignore: decorator
@inline
export function select(a: v128, b: v128, where: v128): v128 {
  return v128.bitselect(a, b, where);
}

// @ts-ignore: decorator
@inline
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
}

/** Two pairs of doubles as four floats. */
// @ts-ignore: decorator
@inline
export function join(first: v128, second: v128): v128 {
  return i64x2.shuffle(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
}

const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;

/** log of positive, normal floats, within about 1 ulp. */
// @ts-ignore: decorator
@inline
export function log_f32x4(x: v128): v128 {
  const bits = i32x4.add(x, i32x4.splat(0x3f800000 - 0x3f3504f3));
  const exponents = i32x4.sub(i32x4.shr_s(bits, 23), i32x4.splat(127));
  const k = f32x4.convert_i32x4_s(exponents);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponents, 23)), f32x4.splat(1));
  return f32x4.add(f32x4.mul(k, f32x4.splat(LN2_HIGH)), f32x4.add(log1pReduced(f), f32x4.mul(k, f32x4.splat(LN2_LOW))));
}

/** log(1 + f) for 1 + f between sqrt(1/2) and sqrt 2. */
// @ts-ignore: decorator
@inline
export function log1pReduced(f: v128): v128 {
  const square = f32x4.mul(f, f);
  const cubic = f32x4.mul(f32x4.mul(f, square), logTail_f32x4(f));
  return f32x4.add(f, f32x4.sub(cubic, f32x4.mul(square, f32x4.splat(0.5))));
}

/** 2^k exp(r) - 1 = 2^k (exp(r) - 1) + (2^k - 1) for -104 < x < 88.7. */
// @ts-ignore: decorator
@inline
export function expm1Bounded_f32x4(x: v128): v128 {
  const k = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(k, f32x4.splat(LN2_HIGH))), f32x4.mul(k, f32x4.splat(LN2_LOW)));
  const e = f32x4.add(r, f32x4.mul(f32x4.mul(r, r), expm1Tail_f32x4(r)));
  // Halved, so that k = 128 has its power of two, and bounded, since below 2^-30 nothing is left of it.
  const power = f32x4.max(f32x4.sub(k, f32x4.splat(1)), f32x4.splat(-126));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  const half = f32x4.add(f32x4.mul(scale, e), f32x4.sub(scale, f32x4.splat(0.5)));
  return f32x4.add(half, half);
}

/** exp for four floats, -87 < x < 88.7; under -87 about 1e-38. */
// @ts-ignore: decorator
@inline
export function exp_f32x4(x: v128): v128 {
  const k = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  return scaledExp(k, f32x4.sub(f32x4.sub(x, f32x4.mul(k, f32x4.splat(LN2_HIGH))), f32x4.mul(k, f32x4.splat(LN2_LOW))));
}

/** exp(x + rest), where x + rest does not fit a float: x with few enough bits that x - k log 2 is exact. */
// @ts-ignore: decorator
@inline
export function expOfSum_f32x4(x: v128, rest: v128): v128 {
  const k = f32x4.nearest(f32x4.mul(f32x4.add(x, rest), f32x4.splat(1.44269504)));
  const low = f32x4.sub(rest, f32x4.mul(k, f32x4.splat(LN2_LOW)));
  return scaledExp(k, f32x4.add(f32x4.sub(x, f32x4.mul(k, f32x4.splat(LN2_HIGH))), low));
}

/** 2^k exp(r), |r| <= log(2) / 2. */
// @ts-ignore: decorator
@inline
function scaledExp(k: v128, r: v128): v128 {
  const e = f32x4.add(r, f32x4.mul(f32x4.mul(r, r), expm1Tail_f32x4(r)));
  const power = f32x4.max(f32x4.sub(k, f32x4.splat(1)), f32x4.splat(-126));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  const half = f32x4.add(f32x4.mul(scale, e), scale);
  return f32x4.add(half, half);
}
