// Logarithm for two doubles at once: x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), s = f / (2 + f),
// log(1 + f) = f - (f^2/2 - s (f^2/2 + s^2 logTail(s^2))), which keeps the digits of f near 1 (Tang's splitting, as in fdlibm).
import { logTail_f64x2, logTailShort_f64x2 } from './polynomials';

const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/** log of two positive, finite, normal doubles, within 1 ulp. */
// @ts-ignore: decorator
@inline
export function log_f64x2(x: v128): v128 {
  // Adding the distance from sqrt(1/2) to 1 makes the exponent field round to the nearer power of two.
  const bits = i64x2.add(x, i64x2.splat(0x3ff0000000000000 - 0x3fe6a09e667f3bcd));
  const k = exponent(bits);
  const m = i64x2.sub(x, v128.and(i64x2.sub(bits, i64x2.splat(0x3ff0000000000000)), i64x2.splat(0xfff0000000000000)));
  const f = f64x2.sub(m, f64x2.splat(1.0));
  const s = f64x2.div(f, f64x2.add(f, f64x2.splat(2.0)));
  const t = f64x2.mul(s, s);
  const half = f64x2.mul(f64x2.splat(0.5), f64x2.mul(f, f));
  const tail = f64x2.mul(s, f64x2.add(half, f64x2.mul(t, logTail_f64x2(t))));
  const low = f64x2.add(tail, f64x2.mul(k, f64x2.splat(LN2_LOW)));
  return f64x2.add(f64x2.mul(k, f64x2.splat(LN2_HIGH)), f64x2.sub(f, f64x2.sub(half, low)));
}

/** log of two positive, finite, normal doubles, with a relative error of 1e-10: for results in float32. */
// @ts-ignore: decorator
@inline
export function logShort_f64x2(x: v128): v128 {
  const bits = i64x2.add(x, i64x2.splat(0x3ff0000000000000 - 0x3fe6a09e667f3bcd));
  const k = exponent(bits);
  const m = i64x2.sub(x, v128.and(i64x2.sub(bits, i64x2.splat(0x3ff0000000000000)), i64x2.splat(0xfff0000000000000)));
  const f = f64x2.sub(m, f64x2.splat(1.0));
  const s = f64x2.div(f, f64x2.add(f, f64x2.splat(2.0)));
  const t = f64x2.mul(s, s);
  const log = f64x2.mul(s, f64x2.add(f64x2.splat(2.0), f64x2.mul(t, logTailShort_f64x2(t))));
  return f64x2.add(f64x2.mul(k, f64x2.splat(0.6931471805599453)), log);
}

/** The exponent field of each lane, less its bias, as doubles. */
// @ts-ignore: decorator
@inline
function exponent(bits: v128): v128 {
  // 2^52 + e has e in its low bits: subtract 2^52 + 1023.
  const field = v128.or(i64x2.shr_u(bits, 52), i64x2.splat(0x4330000000000000));
  return f64x2.sub(field, f64x2.splat(4503599627370496.0 + 1023.0));
}

/** exp of two doubles with a relative error of 3e-10, for results in float32; 0 under -708. */
// @ts-ignore: decorator
@inline
export function expShort_f64x2(x: v128): v128 {
  const clamped = f64x2.pmax(f64x2.splat(-709.0), f64x2.pmin(f64x2.splat(709.0), x));
  // Adding 1.5 * 2^52 rounds to a whole number and leaves it in the low bits.
  const shifter = f64x2.splat(6755399441055744.0);
  const shifted = f64x2.add(f64x2.mul(clamped, f64x2.splat(1.4426950408889634)), shifter);
  const r = f64x2.sub(clamped, f64x2.mul(f64x2.sub(shifted, shifter), f64x2.splat(0.6931471805599453)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const p01 = f64x2.add(f64x2.splat(1.0), r);
  const p23 = f64x2.add(f64x2.splat(0.5), f64x2.mul(r, f64x2.splat(1.0 / 6.0)));
  const p45 = f64x2.add(f64x2.splat(1.0 / 24.0), f64x2.mul(r, f64x2.splat(1.0 / 120.0)));
  const p67 = f64x2.add(f64x2.splat(1.0 / 720.0), f64x2.mul(r, f64x2.splat(1.0 / 5040.0)));
  const high = f64x2.add(p67, f64x2.mul(r2, f64x2.splat(1.0 / 40320.0)));
  const p = f64x2.add(f64x2.add(p01, f64x2.mul(r2, p23)), f64x2.mul(r4, f64x2.add(p45, f64x2.mul(r2, high))));
  const scale = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  return v128.and(f64x2.mul(p, scale), f64x2.gt(x, f64x2.splat(-708.0)));
}
