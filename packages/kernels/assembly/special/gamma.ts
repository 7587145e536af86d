// The logarithm of the gamma function and its derivatives. On (0, 8) the argument is brought into [1, 2] by
// Gamma(x+1) = x Gamma(x), where lgamma has the zeros 1 and 2 and digamma one zero: each is the zeros' factors times a polynomial,
// so that relative accuracy lasts up to the zeros. From 8 on, Stirling's series with a polynomial for its tail.
// Negative arguments are reflected (NIST DLMF 5.5.3, 5.5.4).
import { log_f64x2, logShort_f64x2 } from './elementary';
import {
  DIGAMMA_ROOT_LESS_ONE,
  DIGAMMA_ROOT_REST,
  digammaFactor,
  digammaFactor_f64x2,
  digammaFactorShort_f64x2,
  digammaTail,
  digammaTail_f64x2,
  digammaTailShort_f64x2,
  lgammaFactor,
  lgammaFactor_f64x2,
  LGAMMA_MIDDLE,
  lgammaMiddle_f32x4,
  logBend_f32x4,
  stirlingTail,
  stirlingTail_f64x2,
  stirlingTailShort_f32x4,
  trigammaTail,
} from './polynomials';

const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;

/** sin(pi x), exact in the reduction of x. */
export function sinPi(x: f64): f64 {
  const n = nearest(x);
  const s = Math.sin(Math.PI * (x - n));
  return n * 0.5 == Math.floor(n * 0.5) ? s : -s;
}

/** cos(pi x) / sin(pi x), exact in the reduction of x. */
function cotPi(x: f64): f64 {
  const r = Math.PI * (x - nearest(x));
  return Math.cos(r) / Math.sin(r);
}

/** lgamma of x > 0. */
export function lgammaPositive(x: f64): f64 {
  if (x >= 8) {
    const r = 1 / x;
    const log = Math.log(x);
    if (x > 1e17) return x * (log - 1);
    return (x - 0.5) * log - x + (HALF_LOG_TWO_PI + r * stirlingTail(r * r));
  }
  let u = x < 1 ? x : x - 1;
  let product: f64 = 1;
  while (u > 1) {
    product *= u;
    u -= 1;
  }
  const near = u * (u - 1) * lgammaFactor(u - 0.5);
  if (x < 1) return near - Math.log(x);
  return x <= 2 ? near : near + Math.log(product);
}

// @elementwise
export function lgamma(x: f64): f64 {
  if (x > 0) return lgammaPositive(x);
  if (x != x) return x;
  if (x == Math.floor(x)) return x == -Infinity ? x : Infinity;
  if (x > -1e-20) return -Math.log(-x);
  return Math.log(Math.PI / Math.abs(sinPi(x) * x)) - lgammaPositive(-x);
}

// @ts-ignore: decorator
@inline
function select(a: v128, b: v128, where: v128): v128 {
  return v128.bitselect(a, b, where);
}

/** Lanes that are not positive, normal and finite go through the scalar functions. */
// @ts-ignore: decorator
@inline
function rare(x: v128): bool {
  return !i64x2.all_true(v128.and(f64x2.gt(x, f64x2.splat(1e-300)), f64x2.lt(x, f64x2.splat(1e17))));
}

export function lgamma_f64x2(x: v128): v128 {
  if (rare(x)) return f64x2(lgamma(f64x2.extract_lane(x, 0)), lgamma(f64x2.extract_lane(x, 1)));
  const one = f64x2.splat(1.0);
  const below = f64x2.lt(x, one);
  const far = f64x2.ge(x, f64x2.splat(8.0));
  let u = select(x, f64x2.sub(x, one), below);
  let product = select(x, one, below);
  for (let step = 0; step < 6; step++) {
    const more = f64x2.gt(u, one);
    product = select(f64x2.mul(product, u), product, more);
    u = f64x2.sub(u, v128.and(one, more));
  }
  const log = log_f64x2(select(x, product, far));
  const factor = f64x2.mul(f64x2.mul(u, f64x2.sub(u, one)), lgammaFactor_f64x2(f64x2.sub(u, f64x2.splat(0.5))));
  const near = f64x2.add(factor, v128.xor(log, v128.and(below, f64x2.splat(-0.0))));
  const r = f64x2.div(one, x);
  const tail = f64x2.add(f64x2.splat(HALF_LOG_TWO_PI), f64x2.mul(r, stirlingTail_f64x2(f64x2.mul(r, r))));
  const large = f64x2.add(f64x2.sub(f64x2.mul(f64x2.sub(x, f64x2.splat(0.5)), log), x), tail);
  return select(large, near, far);
}

// @ts-ignore: decorator
@inline
function rareSingle(x: v128): bool {
  return !i32x4.all_true(v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, f32x4.splat(1e35))));
}

// @ts-ignore: decorator
@inline
export function highHalf(x: v128): v128 {
  return i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
}

// @ts-ignore: decorator
@inline
export function join(low: v128, high: v128): v128 {
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;
/** LGAMMA_MIDDLE less its nearest float. */
const LGAMMA_MIDDLE_REST: f64 = LGAMMA_MIDDLE - <f64>(<f32>LGAMMA_MIDDLE);

// In float32 throughout, within 3 units of the last place. From 3 on as (x - 1/2) (log x - 1) + (log(2 pi) - 1) / 2 + tail, whose
// terms are all positive; below, the zeros' factors are exact.
export function lgamma_f32x4(x: v128): v128 {
  if (rareSingle(x)) return join(lgamma_f64x2(f64x2.promote_low_f32x4(x)), lgamma_f64x2(f64x2.promote_low_f32x4(highHalf(x))));
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const below = f32x4.lt(x, one);
  const far = f32x4.ge(x, f32x4.splat(3));
  const beyond = f32x4.sub(x, one);
  const above = f32x4.gt(beyond, one);
  const u = select(x, f32x4.sub(beyond, v128.and(one, above)), below);
  // The logarithm of this: x far out, x below 1, x - 1 above 2, and of 1 between them. As 2^k (1 + f), 1 + f near 1.
  const whole = select(x, select(beyond, one, above), v128.or(below, far));
  const bits = i32x4.sub(whole, i32x4.splat(0x3f3504f3));
  const k = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  const f = f32x4.sub(i32x4.sub(whole, v128.and(bits, i32x4.splat(0xff800000))), one);
  const bend = f32x4.mul(f32x4.mul(f, f), logBend_f32x4(f));
  // log - 1 where far, else log; `rest` is what the sum of its two large parts lacks.
  const base = f32x4.sub(f32x4.mul(k, f32x4.splat(LN2_HIGH)), v128.and(one, far));
  const sum = f32x4.add(base, f);
  const lost = f32x4.sub(f, f32x4.sub(sum, base));
  const rest = f32x4.add(lost, f32x4.add(bend, f32x4.mul(k, f32x4.splat(LN2_LOW))));
  // Near 1 and 2 log and polynomial nearly cancel: f, which is the zero's factor there, is taken out of both.
  const zero = f32x4.sub(u, v128.and(one, below));
  const other = f32x4.sub(u, v128.andnot(one, below));
  const logs = v128.or(below, above);
  const sign = v128.and(below, f32x4.splat(-0.0));
  const t = f32x4.sub(u, half);
  const slope = f32x4.add(f32x4.splat(<f32>LGAMMA_MIDDLE_REST), f32x4.mul(t, lgammaMiddle_f32x4(t)));
  const factor = f32x4.add(f32x4.splat(<f32>LGAMMA_MIDDLE), slope);
  const both = f32x4.mul(zero, f32x4.add(f32x4.mul(other, factor), v128.xor(sign, v128.and(one, logs))));
  const near = f32x4.add(both, v128.xor(sign, f32x4.add(f32x4.sub(sum, v128.and(zero, logs)), rest)));
  const r = f32x4.div(one, x);
  const tail = f32x4.mul(r, stirlingTailShort_f32x4(f32x4.mul(r, r)));
  const large = f32x4.add(f32x4.mul(f32x4.sub(x, half), f32x4.add(sum, rest)), f32x4.add(tail, f32x4.splat(<f32>(HALF_LOG_TWO_PI - 0.5))));
  return select(large, near, far);
}

// The sign of Gamma(x): 0 at its poles and NaN at minus infinity, as SciPy's gammasgn.
// @elementwise
export function gammaSign(x: f64): f64 {
  if (x > 0) return 1;
  if (x != x || x == -Infinity) return NaN;
  if (x == 0) return 1 / x > 0 ? 1 : -1;
  const n = Math.floor(x);
  if (x == n) return NaN;
  return n * 0.5 == Math.floor(n * 0.5) ? 1 : -1;
}

/** digamma of x > 0. */
export function digammaPositive(x: f64): f64 {
  if (x >= 8) {
    const r = 1 / x;
    return Math.log(x) - 0.5 * r - r * r * digammaTail(r * r);
  }
  let u = x < 1 ? x : x - 1;
  let numerator: f64 = 0;
  let denominator: f64 = 1;
  while (u > 1) {
    numerator = numerator * u + denominator;
    denominator *= u;
    u -= 1;
  }
  const near = (u - DIGAMMA_ROOT_LESS_ONE - DIGAMMA_ROOT_REST) * digammaFactor(u - 0.5);
  return x < 1 ? near - 1 / x : near + numerator / denominator;
}

// @elementwise
export function digamma(x: f64): f64 {
  if (x > 0) return digammaPositive(x);
  if (x == 0) return -1 / x;
  if (x == Math.floor(x) || x != x) return NaN;
  return digammaPositive(-x) - 1 / x - Math.PI * cotPi(x);
}

export function digamma_f64x2(x: v128): v128 {
  if (rare(x)) return f64x2(digamma(f64x2.extract_lane(x, 0)), digamma(f64x2.extract_lane(x, 1)));
  const one = f64x2.splat(1.0);
  const below = f64x2.lt(x, one);
  const far = f64x2.ge(x, f64x2.splat(8.0));
  let u = select(x, f64x2.sub(x, one), below);
  let numerator = v128.and(below, f64x2.splat(-1.0));
  let denominator = select(x, one, below);
  for (let step = 0; step < 6; step++) {
    const more = f64x2.gt(u, one);
    numerator = select(f64x2.add(f64x2.mul(numerator, u), denominator), numerator, more);
    denominator = select(f64x2.mul(denominator, u), denominator, more);
    u = f64x2.sub(u, v128.and(one, more));
  }
  numerator = select(f64x2.splat(-0.5), numerator, far);
  const ratio = f64x2.div(numerator, select(x, denominator, far));
  const away = f64x2.sub(f64x2.sub(u, f64x2.splat(DIGAMMA_ROOT_LESS_ONE)), f64x2.splat(DIGAMMA_ROOT_REST));
  const near = f64x2.mul(away, digammaFactor_f64x2(f64x2.sub(u, f64x2.splat(0.5))));
  const t = f64x2.mul(f64x2.splat(4.0), f64x2.mul(ratio, ratio));
  const large = f64x2.sub(log_f64x2(x), f64x2.mul(t, digammaTail_f64x2(t)));
  return f64x2.add(select(large, near, far), ratio);
}

/** digamma with a relative error under 1e-8. */
// @ts-ignore: decorator
@inline
function digammaShort(x: v128): v128 {
  const one = f64x2.splat(1.0);
  const below = f64x2.lt(x, one);
  const far = f64x2.ge(x, f64x2.splat(3.0));
  const beyond = f64x2.sub(x, one);
  const above = f64x2.gt(beyond, one);
  const u = select(x, f64x2.sub(beyond, v128.and(one, above)), below);
  const numerator = select(f64x2.splat(-0.5), select(f64x2.splat(-1.0), v128.and(one, above), below), far);
  const ratio = f64x2.div(numerator, select(beyond, x, v128.andnot(above, far)));
  const away = f64x2.sub(f64x2.sub(u, f64x2.splat(DIGAMMA_ROOT_LESS_ONE)), f64x2.splat(DIGAMMA_ROOT_REST));
  const near = f64x2.mul(away, digammaFactorShort_f64x2(f64x2.sub(u, f64x2.splat(0.5))));
  const t = f64x2.mul(f64x2.splat(4.0), f64x2.mul(ratio, ratio));
  const large = f64x2.sub(logShort_f64x2(x), f64x2.mul(t, digammaTailShort_f64x2(t)));
  return f64x2.add(select(large, near, far), ratio);
}

export function digamma_f32x4(x: v128): v128 {
  const low = f64x2.promote_low_f32x4(x);
  const high = f64x2.promote_low_f32x4(highHalf(x));
  if (rareSingle(x)) return join(digamma_f64x2(low), digamma_f64x2(high));
  return join(digammaShort(low), digammaShort(high));
}

// @elementwise
export function trigamma(x: f64): f64 {
  if (x <= 0) {
    if (x == Math.floor(x)) return x == -Infinity ? NaN : Infinity;
    const s = Math.PI / sinPi(x);
    return s * s - trigamma(1 - x);
  }
  if (x == Infinity) return 0;
  let sum: f64 = 0;
  while (x < 8) {
    sum += 1 / (x * x);
    x += 1;
  }
  const r = 1 / x;
  return sum + r + 0.5 * r * r + r * r * r * trigammaTail(r * r);
}

/** log Gamma(1 + x) for 0 <= x <= 1, keeping the digits of small x. */
// @ts-ignore: decorator
@inline
export function lgammaOnePlus(x: f64): f64 {
  return x * (x - 1) * lgammaFactor(x - 0.5);
}
