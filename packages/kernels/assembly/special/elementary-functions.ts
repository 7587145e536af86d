// The elementary functions as programs call them: for any argument, one number at a time, two doubles or four floats. The vectors are
// branch-free on the ranges where nearly all arguments lie; lanes outside of them are done by slower code, and no lane's
// result depends on its neighbours.
import { expShort_f64x2, logShort_f64x2, log_f64x2 as logOfNormal_f64x2 } from './elementary';
import { exp_f32x4 as expInRange_f32x4, high, join, log_f32x4 as logOfNormal_f32x4, low } from './lanes';
import { expm1_f32x4 } from './log1p';

const LEAST_NORMAL: f64 = 2.2250738585072014e-308;
const LEAST_NORMAL_FLOAT: f32 = 1.17549435e-38;
const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

// @elementwise
export function exp(x: f64): f64 {
  return Math.exp(x);
}

/** Within 1 ulp: 2^k exp(r), |r| <= log(2) / 2, Taylor's series to r^13; the power in two halves, so that both ends are reached. */
export function exp_f64x2(x: v128): v128 {
  const clamped = f64x2.max(f64x2.splat(-746.0), f64x2.min(f64x2.splat(710.0), x));
  const k = f64x2.nearest(f64x2.mul(clamped, f64x2.splat(1.4426950408889634)));
  const r = f64x2.sub(f64x2.sub(clamped, f64x2.mul(k, f64x2.splat(LN2_HIGH))), f64x2.mul(k, f64x2.splat(LN2_LOW)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a = pair(1.0 / 6, 1.0 / 24, r);
  const b = pair(1.0 / 120, 1.0 / 720, r);
  const c = pair(1.0 / 5040, 1.0 / 40320, r);
  const d = pair(1.0 / 362880, 1.0 / 3628800, r);
  const e = pair(1.0 / 39916800, 1.0 / 479001600, r);
  const tail = f64x2.add(
    f64x2.add(a, f64x2.mul(r2, b)),
    f64x2.mul(r4, f64x2.add(f64x2.add(c, f64x2.mul(r2, d)), f64x2.mul(r4, f64x2.add(e, f64x2.mul(r2, f64x2.splat(1.0 / 6227020800)))))),
  );
  const p = f64x2.add(f64x2.splat(1.0), f64x2.add(r, f64x2.mul(r2, f64x2.add(f64x2.splat(0.5), f64x2.mul(r, tail)))));
  const half = f64x2.floor(f64x2.mul(k, f64x2.splat(0.5)));
  return f64x2.mul(f64x2.mul(p, powerOfTwo(half)), powerOfTwo(f64x2.sub(k, half)));
}

// @ts-ignore: decorator
@inline
function pair(a: f64, b: f64, r: v128): v128 {
  return f64x2.add(f64x2.splat(a), f64x2.mul(r, f64x2.splat(b)));
}

/** 2^k for whole k between -1022 and 1023. */
// @ts-ignore: decorator
@inline
function powerOfTwo(k: v128): v128 {
  // 2^52 + 2^51 + k has k in its low bits.
  return i64x2.shl(i64x2.add(f64x2.add(k, f64x2.splat(6755399441055744.0)), i64x2.splat(1023)), 52);
}

/** Within 1 ulp. */
export function exp_f32x4(x: v128): v128 {
  const inside = v128.and(f32x4.gt(x, f32x4.splat(-87)), f32x4.lt(x, f32x4.splat(88)));
  const common = expInRange_f32x4(x);
  if (i32x4.all_true(inside)) return common;
  return v128.bitselect(common, join(exp_f64x2(low(x)), exp_f64x2(high(x))), inside);
}

// @elementwise
export function log(x: f64): f64 {
  return Math.log(x);
}

/** Within 1 ulp. */
export function log_f64x2(x: v128): v128 {
  const inside = v128.and(f64x2.ge(x, f64x2.splat(LEAST_NORMAL)), f64x2.lt(x, f64x2.splat(Infinity)));
  const common = logOfNormal_f64x2(x);
  if (i64x2.all_true(inside)) return common;
  const any = f64x2(Math.log(f64x2.extract_lane(x, 0)), Math.log(f64x2.extract_lane(x, 1)));
  return v128.bitselect(common, any, inside);
}

/** Within 1 ulp. */
export function log_f32x4(x: v128): v128 {
  const inside = v128.and(f32x4.ge(x, f32x4.splat(LEAST_NORMAL_FLOAT)), f32x4.lt(x, f32x4.splat(<f32>Infinity)));
  const common = logOfNormal_f32x4(x);
  if (i32x4.all_true(inside)) return common;
  return v128.bitselect(common, join(log_f64x2(low(x)), log_f64x2(high(x))), inside);
}

// @elementwise
export function sigmoid(x: f64): f64 {
  return 1.0 / (1.0 + Math.exp(-x));
}

export function sigmoid_f64x2(x: v128): v128 {
  return f64x2.div(f64x2.splat(1.0), f64x2.add(f64x2.splat(1.0), exp_f64x2(f64x2.neg(x))));
}

export function sigmoid_f32x4(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp_f32x4(f32x4.neg(x))));
}

// @elementwise
export function tanh(x: f64): f64 {
  return Math.tanh(x);
}

/** e / (e + 2) of e = exp(2 |x|) - 1, with the sign of x; 1 from where no digit is left. */
export function tanh_f32x4(x: v128): v128 {
  const sign = v128.and(x, f32x4.splat(-0.0));
  const size = f32x4.min(f32x4.abs(x), f32x4.splat(20));
  const e = expm1_f32x4(f32x4.add(size, size));
  return v128.or(f32x4.div(e, f32x4.add(e, f32x4.splat(2))), sign);
}

// @elementwise
export function pow(x: f64, y: f64): f64 {
  return Math.pow(x, y);
}

/** exp(y log x) in double precision for positive, normal x; else one at a time. */
export function pow_f32x4(x: v128, y: v128): v128 {
  const inside = v128.and(f32x4.ge(x, f32x4.splat(LEAST_NORMAL_FLOAT)), f32x4.lt(x, f32x4.splat(<f32>Infinity)));
  if (i32x4.all_true(v128.and(inside, f32x4.eq(y, y)))) {
    const first = expShort_f64x2(f64x2.mul(low(y), logShort_f64x2(low(x))));
    const second = expShort_f64x2(f64x2.mul(high(y), logShort_f64x2(high(x))));
    return join(first, second);
  }
  return f32x4(
    <f32>Math.pow(<f64>f32x4.extract_lane(x, 0), <f64>f32x4.extract_lane(y, 0)),
    <f32>Math.pow(<f64>f32x4.extract_lane(x, 1), <f64>f32x4.extract_lane(y, 1)),
    <f32>Math.pow(<f64>f32x4.extract_lane(x, 2), <f64>f32x4.extract_lane(y, 2)),
    <f32>Math.pow(<f64>f32x4.extract_lane(x, 3), <f64>f32x4.extract_lane(y, 3)),
  );
}

// @elementwise
export function sin(x: f64): f64 {
  return Math.sin(x);
}

// @elementwise
export function cos(x: f64): f64 {
  return Math.cos(x);
}

// pi / 2 in three parts, the first two of few enough bits that k times them is exact for |k| < 2^20.
const HALF_PI_1: f64 = 1.57079632673412561417;
const HALF_PI_2: f64 = 6.07710050630396597660e-11;
const HALF_PI_3: f64 = 2.02226624879595063154e-21;
/** Beyond this the reduction above loses digits. */
const FAR: f64 = 1e5;

export function sin_f64x2(x: v128): v128 {
  if (i64x2.all_true(f64x2.lt(f64x2.abs(x), f64x2.splat(FAR)))) return sinusoid(x, 0);
  return f64x2(Math.sin(f64x2.extract_lane(x, 0)), Math.sin(f64x2.extract_lane(x, 1)));
}

export function cos_f64x2(x: v128): v128 {
  if (i64x2.all_true(f64x2.lt(f64x2.abs(x), f64x2.splat(FAR)))) return sinusoid(x, 1);
  return f64x2(Math.cos(f64x2.extract_lane(x, 0)), Math.cos(f64x2.extract_lane(x, 1)));
}

export function sin_f32x4(x: v128): v128 {
  return join(sin_f64x2(low(x)), sin_f64x2(high(x)));
}

export function cos_f32x4(x: v128): v128 {
  return join(cos_f64x2(low(x)), cos_f64x2(high(x)));
}

/** sin(x + quarter pi / 2): x = k pi / 2 + r, |r| <= pi / 4, by Taylor's series of sine and cosine to r^17. */
// @ts-ignore: decorator
@inline
function sinusoid(x: v128, quarter: i64): v128 {
  const shifter = f64x2.splat(6755399441055744.0);
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(0.6366197723675814)), shifter);
  const k = f64x2.sub(shifted, shifter);
  const r = f64x2.sub(
    f64x2.sub(f64x2.sub(x, f64x2.mul(k, f64x2.splat(HALF_PI_1))), f64x2.mul(k, f64x2.splat(HALF_PI_2))),
    f64x2.mul(k, f64x2.splat(HALF_PI_3)),
  );
  const z = f64x2.mul(r, r);
  let s = f64x2.splat(1.0 / 355687428096000);
  s = f64x2.add(f64x2.splat(-1.0 / 1307674368000), f64x2.mul(z, s));
  s = f64x2.add(f64x2.splat(1.0 / 6227020800), f64x2.mul(z, s));
  s = f64x2.add(f64x2.splat(-1.0 / 39916800), f64x2.mul(z, s));
  s = f64x2.add(f64x2.splat(1.0 / 362880), f64x2.mul(z, s));
  s = f64x2.add(f64x2.splat(-1.0 / 5040), f64x2.mul(z, s));
  s = f64x2.add(f64x2.splat(1.0 / 120), f64x2.mul(z, s));
  s = f64x2.add(f64x2.splat(-1.0 / 6), f64x2.mul(z, s));
  const sine = f64x2.add(r, f64x2.mul(f64x2.mul(r, z), s));
  let c = f64x2.splat(1.0 / 20922789888000);
  c = f64x2.add(f64x2.splat(-1.0 / 87178291200), f64x2.mul(z, c));
  c = f64x2.add(f64x2.splat(1.0 / 479001600), f64x2.mul(z, c));
  c = f64x2.add(f64x2.splat(-1.0 / 3628800), f64x2.mul(z, c));
  c = f64x2.add(f64x2.splat(1.0 / 40320), f64x2.mul(z, c));
  c = f64x2.add(f64x2.splat(-1.0 / 720), f64x2.mul(z, c));
  c = f64x2.add(f64x2.splat(1.0 / 24), f64x2.mul(z, c));
  // 1 - z / 2 with what its rounding loses.
  const halved = f64x2.mul(f64x2.splat(0.5), z);
  const rough = f64x2.sub(f64x2.splat(1.0), halved);
  const lost = f64x2.sub(f64x2.sub(f64x2.splat(1.0), rough), halved);
  const cosine = f64x2.add(rough, f64x2.add(lost, f64x2.mul(f64x2.mul(z, z), c)));
  // The quadrant is in the low bits: odd ones swap sine and cosine, the upper two change the sign.
  const quadrant = i64x2.add(shifted, i64x2.splat(quarter));
  const odd = i64x2.shr_s(i64x2.shl(quadrant, 63), 63);
  const sign = i64x2.shl(i64x2.shr_u(quadrant, 1), 63);
  return v128.xor(v128.bitselect(cosine, sine, odd), sign);
}
