// The error function, its complement, their inverses, and the normal distribution's faces of them. Everything follows from three
// approximations (scripts/coefficients/erf.py): erf on [0, 1], (1 + 2u) erfcx(u) on all of u >= 0, which is smooth there, and
// the normal quantile z(r) in the logarithm of its tail, Q(z) = exp(-r^2 / 2).
import { exp2 } from '../exp';
import { log_f64x2 } from './elementary';
import {
  erfcxLarge,
  erfcxLarge_f32x4,
  erfcxLarge_f64x2,
  erfinvNearLessOne_f32x4,
  erfinvSmall,
  erfinvSmall_f64x2,
  erfSmall,
  erfSmall_f64x2,
  erfSmallLessOne_f32x4,
  logErfc_f32x4,
  normalTailAbove_f32x4,
  normalTailBelow_f32x4,
  normalTailFar,
  normalTailFar_f64x2,
  normalTailNear,
  normalTailNear_f64x2,
} from './erf-polynomials';
import { exp_f32x4, expOfSum_f32x4, log_f32x4, select } from './lanes';

const ROOT2: f64 = 1.4142135623730951;
const ROOT_HALF: f64 = 0.7071067811865476;
const ROOT_PI_INVERSE: f64 = 0.5641895835477563;
const LN2_REST: f64 = 2.3190468138462996e-17;
const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;

/** exp(sign x^2 scale) with the rounding of x^2 put right: x is split into 26 bits, whose square is exact, and a rest. */
// @ts-ignore: decorator
@inline
export function expOfSquare(x: f64, scale: f64): f64 {
  const first = reinterpret<f64>(reinterpret<u64>(x) & 0xfffffffff8000000);
  const d = scale * (x - first) * (x + first);
  return Math.exp(scale * first * first) * (1 + d * (1 + d * (0.5 + d * (1.0 / 6))));
}

/** erfcx of u >= 0. */
// @ts-ignore: decorator
@inline
export function erfcxPositive(u: f64): f64 {
  if (u > 1e8) return ROOT_PI_INVERSE / u;
  return erfcxLarge((u - 3) / (u + 3)) / (1 + 2 * u);
}

// @elementwise
export function erf(x: f64): f64 {
  const u = Math.abs(x);
  if (u < 1) return x * erfSmall(x * x);
  if (x != x) return x;
  const value = u > 6 ? 1 : 1 - expOfSquare(u, -1) * erfcxPositive(u);
  return x < 0 ? -value : value;
}

// @elementwise
export function erfc(x: f64): f64 {
  if (x != x) return x;
  if (x < 0.5) return x > -1 ? 1 - x * erfSmall(x * x) : x < -6 ? 2 : 2 - expOfSquare(x, -1) * erfcxPositive(-x);
  return x > 28 ? 0 : expOfSquare(x, -1) * erfcxPositive(x);
}

// @elementwise
export function erfcx(x: f64): f64 {
  if (x != x) return x;
  if (x >= 0) return erfcxPositive(x);
  if (x < -26.7) return Infinity;
  return 2 * expOfSquare(x, 1) - erfcxPositive(-x);
}

/** z > 0 with Q(z) = exp(-r^2 / 2), r >= 1.66. */
function normalTail(r: f64): f64 {
  if (r < 6) return r * normalTailNear((r - 3.2) / (r + 3.2));
  if (r < 40) return r * normalTailFar((r - 15.5) / (r + 15.5));
  if (r == Infinity) return r;
  // log Q(z) = -z^2/2 - log(z sqrt(2 pi)) + log(1 - 1/z^2 + 3/z^4 - ...): a fixed point that gains four digits a step.
  let z = r;
  for (let step = 0; step < 6; step++) {
    const w = 1 / (z * z);
    const excess = Math.log(z) + HALF_LOG_TWO_PI - Math.log1p(-w * (1 - w * (3 - w * (15 - w * 105))));
    z = r - (2 * excess) / (r + Math.sqrt(r * r - 2 * excess));
  }
  return z;
}

// @elementwise
export function erfinv(x: f64): f64 {
  const u = Math.abs(x);
  if (u <= 0.5) return x * erfinvSmall(x * x);
  if (!(u <= 1)) return NaN;
  const value = u == 1 ? Infinity : ROOT_HALF * normalTail(Math.sqrt(-2 * Math.log(0.5 * (1 - u))));
  return x < 0 ? -value : value;
}

// @elementwise
export function erfcinv(x: f64): f64 {
  if (!(x >= 0 && x <= 2)) return NaN;
  if (x >= 0.5 && x <= 1.5) return (1 - x) * erfinvSmall((1 - x) * (1 - x));
  if (x == 0) return Infinity;
  if (x == 2) return -Infinity;
  if (x < 1) return ROOT_HALF * normalTail(Math.sqrt(-2 * (Math.log(x) - Math.LN2)));
  return -ROOT_HALF * normalTail(Math.sqrt(-2 * Math.log(0.5 * (2 - x))));
}

/** Q(z) of z >= 0. */
// @ts-ignore: decorator
@inline
function upperTail(z: f64): f64 {
  return z > 39 ? 0 : 0.5 * expOfSquare(z, -0.5) * erfcxPositive(z * ROOT_HALF);
}

// @elementwise
export function ndtr(x: f64): f64 {
  if (x != x) return x;
  if (x < -0.7) return upperTail(-x);
  if (x > 1) return 1 - upperTail(x);
  return 0.5 + 0.5 * erf(x * ROOT_HALF);
}

// @elementwise
export function logNdtr(x: f64): f64 {
  if (x != x) return x;
  if (x < -1) return x == -Infinity ? x : Math.log(0.5 * erfcxPositive(-x * ROOT_HALF)) - 0.5 * x * x;
  if (x < 0) return Math.log(ndtr(x));
  return Math.log1p(-upperTail(x));
}

// The normal quantile.
// @elementwise
export function ndtri(p: f64): f64 {
  if (p >= 0.25 && p <= 0.75) {
    const u = 2 * (p - 0.5);
    return ROOT2 * u * erfinvSmall(u * u);
  }
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p == 0) return -Infinity;
  if (p == 1) return Infinity;
  return p < 0.5 ? -normalTail(Math.sqrt(-2 * Math.log(p))) : normalTail(Math.sqrt(-2 * Math.log(1 - p)));
}

// The normal quantile of exp(logP).
// @elementwise
export function ndtriExp(logP: f64): f64 {
  if (!(logP <= 0)) return NaN;
  if (logP < -1.39) return -normalTail(Math.sqrt(-2 * logP));
  if (logP < -0.288) {
    const u = Math.expm1(logP + Math.LN2 + LN2_REST);
    return ROOT2 * u * erfinvSmall(u * u);
  }
  return logP == 0 ? Infinity : normalTail(Math.sqrt(-2 * Math.log(-Math.expm1(logP))));
}

// Two at a time.

// @ts-ignore: decorator
@inline
function magnitude(x: v128): v128 {
  return f64x2.abs(x);
}

// @ts-ignore: decorator
@inline
function withSign(value: v128, x: v128): v128 {
  return v128.bitselect(x, value, f64x2.splat(-0.0));
}

// @ts-ignore: decorator
@inline
function expOfSquare_f64x2(x: v128, scale: f64): v128 {
  const first = v128.and(x, i64x2.splat(0xfffffffff8000000));
  const d = f64x2.mul(f64x2.mul(f64x2.splat(scale), f64x2.sub(x, first)), f64x2.add(x, first));
  const cubic = f64x2.add(f64x2.splat(0.5), f64x2.mul(d, f64x2.splat(1.0 / 6)));
  const correction = f64x2.add(f64x2.splat(1), f64x2.mul(d, f64x2.add(f64x2.splat(1), f64x2.mul(d, cubic))));
  return f64x2.mul(exp2(f64x2.mul(f64x2.splat(scale), f64x2.mul(first, first))), correction);
}

// @ts-ignore: decorator
@inline
function erfcxPositive_f64x2(u: v128): v128 {
  const three = f64x2.splat(3);
  const t = f64x2.div(f64x2.sub(u, three), f64x2.add(u, three));
  return f64x2.div(erfcxLarge_f64x2(t), f64x2.add(f64x2.splat(1), f64x2.add(u, u)));
}

export function erf_f64x2(x: v128): v128 {
  const u = f64x2.pmin(magnitude(x), f64x2.splat(7)); // NaN stays
  const small = f64x2.mul(u, erfSmall_f64x2(f64x2.mul(u, u)));
  const one = f64x2.splat(1);
  const large = f64x2.sub(one, f64x2.mul(expOfSquare_f64x2(u, -1), erfcxPositive_f64x2(u)));
  return withSign(select(small, large, f64x2.lt(u, one)), x);
}

/** Lanes where the scalar functions take over: beyond the bound and NaN. */
// @ts-ignore: decorator
@inline
function beyond(x: v128, bound: f64): bool {
  return !i64x2.all_true(f64x2.lt(magnitude(x), f64x2.splat(bound)));
}

export function erfc_f64x2(x: v128): v128 {
  if (beyond(x, 26)) return f64x2(erfc(f64x2.extract_lane(x, 0)), erfc(f64x2.extract_lane(x, 1)));
  const u = magnitude(x);
  const one = f64x2.splat(1);
  const small = f64x2.sub(one, f64x2.mul(x, erfSmall_f64x2(f64x2.mul(x, x))));
  const tail = f64x2.mul(expOfSquare_f64x2(u, -1), erfcxPositive_f64x2(u));
  const large = select(f64x2.sub(f64x2.splat(2), tail), tail, f64x2.lt(x, f64x2.splat(0)));
  return select(small, large, v128.and(f64x2.lt(x, f64x2.splat(0.5)), f64x2.gt(x, f64x2.splat(-1))));
}

export function erfcx_f64x2(x: v128): v128 {
  if (beyond(x, 26) || v128.any_true(f64x2.lt(x, f64x2.splat(0))))
    return f64x2(erfcx(f64x2.extract_lane(x, 0)), erfcx(f64x2.extract_lane(x, 1)));
  return erfcxPositive_f64x2(x);
}

export function ndtr_f64x2(x: v128): v128 {
  if (beyond(x, 37)) return f64x2(ndtr(f64x2.extract_lane(x, 0)), ndtr(f64x2.extract_lane(x, 1)));
  const u = magnitude(x);
  const half = f64x2.splat(0.5);
  const z = f64x2.mul(u, f64x2.splat(ROOT_HALF));
  const tail = f64x2.mul(f64x2.mul(half, expOfSquare_f64x2(u, -0.5)), erfcxPositive_f64x2(z));
  const centre = f64x2.mul(f64x2.mul(half, f64x2.mul(x, f64x2.splat(ROOT_HALF))), erfSmall_f64x2(f64x2.mul(z, z)));
  const large = select(tail, f64x2.sub(f64x2.splat(1), tail), f64x2.lt(x, f64x2.splat(0)));
  return select(f64x2.add(half, centre), large, f64x2.lt(u, f64x2.splat(0.7)));
}

/** z > 0 with Q(z) = q for 1e-300 < q <= 1/4. */
// @ts-ignore: decorator
@inline
function quantile_f64x2(q: v128): v128 {
  const r = f64x2.sqrt(f64x2.mul(f64x2.splat(-2), log_f64x2(q)));
  const far = f64x2.ge(r, f64x2.splat(6));
  const k = f64x2.splat(3.2);
  const near = normalTailNear_f64x2(f64x2.div(f64x2.sub(r, k), f64x2.add(r, k)));
  if (!v128.any_true(far)) return f64x2.mul(r, near);
  const m = f64x2.splat(15.5);
  return f64x2.mul(r, select(normalTailFar_f64x2(f64x2.div(f64x2.sub(r, m), f64x2.add(r, m))), near, far));
}

export function erfinv_f64x2(x: v128): v128 {
  const u = magnitude(x);
  if (!i64x2.all_true(f64x2.lt(u, f64x2.splat(1))))
    return f64x2(erfinv(f64x2.extract_lane(x, 0)), erfinv(f64x2.extract_lane(x, 1)));
  const half = f64x2.splat(0.5);
  const central = f64x2.le(u, half);
  const small = f64x2.mul(x, erfinvSmall_f64x2(f64x2.mul(x, x)));
  if (i64x2.all_true(central)) return small;
  const q = select(f64x2.splat(0.25), f64x2.mul(half, f64x2.sub(f64x2.splat(1), u)), central);
  const large = withSign(f64x2.mul(f64x2.splat(ROOT_HALF), quantile_f64x2(q)), x);
  return select(small, large, central);
}

export function ndtri_f64x2(p: v128): v128 {
  const one = f64x2.splat(1);
  const q = f64x2.min(p, f64x2.sub(one, p));
  if (!i64x2.all_true(f64x2.gt(q, f64x2.splat(1e-300))))
    return f64x2(ndtri(f64x2.extract_lane(p, 0)), ndtri(f64x2.extract_lane(p, 1)));
  const quarter = f64x2.splat(0.25);
  const centred = f64x2.sub(p, f64x2.splat(0.5));
  const u = f64x2.add(centred, centred);
  const central = f64x2.ge(q, quarter);
  const small = f64x2.mul(f64x2.mul(f64x2.splat(ROOT2), u), erfinvSmall_f64x2(f64x2.mul(u, u)));
  if (i64x2.all_true(central)) return small;
  return select(small, withSign(quantile_f64x2(select(quarter, q, central)), u), central);
}

// Four at a time, in float32.

export function erf_f32x4(x: v128): v128 {
  const u = f32x4.abs(x);
  const one = f32x4.splat(1);
  const small = f32x4.add(u, f32x4.mul(u, erfSmallLessOne_f32x4(f32x4.mul(u, u))));
  const bounded = f32x4.pmin(u, f32x4.splat(4)); // NaN stays
  const large = f32x4.sub(one, exp_f32x4(logErfc_f32x4(bounded)));
  return v128.bitselect(x, select(small, large, f32x4.lt(u, one)), f32x4.splat(-0.0));
}

/** Lanes where the scalar functions take over: at the bound, beyond it, and NaN. */
// @ts-ignore: decorator
@inline
function beyondSingle(u: v128, bound: f32): bool {
  return !i32x4.all_true(f32x4.lt(u, f32x4.splat(bound)));
}

/** exp(scale u^2) erfcx(z), 0 <= u < 13: u^2 as the square of u's first 12 bits, which is exact, and a rest. */
// @ts-ignore: decorator
@inline
function tail_f32x4(u: v128, scale: f32, z: v128): v128 {
  const first = v128.and(u, i32x4.splat(0xfffff000));
  const factor = f32x4.splat(scale);
  const rest = f32x4.mul(f32x4.mul(factor, f32x4.sub(u, first)), f32x4.add(u, first));
  const two = f32x4.splat(2);
  const erfcx = erfcxLarge_f32x4(f32x4.div(f32x4.sub(z, two), f32x4.add(z, two)));
  const exp = expOfSum_f32x4(f32x4.mul(factor, f32x4.mul(first, first)), rest);
  return f32x4.div(f32x4.mul(exp, erfcx), f32x4.add(f32x4.splat(1), f32x4.add(z, z)));
}

export function erfc_f32x4(x: v128): v128 {
  const u = f32x4.abs(x);
  if (beyondSingle(u, 9)) return eachOfFour(x, 2);
  const one = f32x4.splat(1);
  const central = f32x4.sub(one, f32x4.add(x, f32x4.mul(x, erfSmallLessOne_f32x4(f32x4.mul(x, x)))));
  const tail = tail_f32x4(u, -1, u);
  const large = select(f32x4.sub(f32x4.splat(2), tail), tail, f32x4.lt(x, f32x4.splat(0)));
  return select(central, large, v128.and(f32x4.lt(x, f32x4.splat(0.5)), f32x4.gt(x, f32x4.splat(-1))));
}

export function ndtr_f32x4(x: v128): v128 {
  const u = f32x4.abs(x);
  if (beyondSingle(u, 13)) return eachOfFour(x, 3);
  const half = f32x4.splat(0.5);
  const z = f32x4.mul(u, f32x4.splat(<f32>ROOT_HALF));
  const middle = f32x4.mul(x, f32x4.splat(<f32>(0.5 * ROOT_HALF)));
  const central = f32x4.add(half, f32x4.add(middle, f32x4.mul(middle, erfSmallLessOne_f32x4(f32x4.mul(z, z)))));
  const tail = f32x4.mul(half, tail_f32x4(u, -0.5, z));
  const large = select(tail, f32x4.sub(f32x4.splat(1), tail), f32x4.lt(x, f32x4.splat(0)));
  return select(central, large, f32x4.lt(u, f32x4.splat(0.7)));
}

/** Where erfinv(x) / x is taken from 1 - x^2; beyond, sqrt2 erfinv(x) comes from the tail. */
// @ts-ignore: decorator
@inline
function middle(oneLessSquare: v128): v128 {
  return f32x4.gt(oneLessSquare, f32x4.splat(6.8e-3));
}

/** x erfinv(y) / y, log = log(1 - y^2). */
// @ts-ignore: decorator
@inline
function nearQuantile_f32x4(x: v128, log: v128): v128 {
  const t = f32x4.sub(f32x4.mul(log, f32x4.splat(-0.4)), f32x4.splat(1));
  return f32x4.add(x, f32x4.mul(x, erfinvNearLessOne_f32x4(t)));
}

// @ts-ignore: decorator
@inline
function farQuantile_f32x4(log: v128): v128 {
  const r = f32x4.sqrt(f32x4.mul(f32x4.splat(-2), log));
  return f32x4.sub(r, f32x4.div(normalTailAbove_f32x4(r), normalTailBelow_f32x4(r)));
}

export function erfinv_f32x4(x: v128): v128 {
  const u = f32x4.abs(x);
  const one = f32x4.splat(1);
  if (!i32x4.all_true(f32x4.lt(u, one))) return eachOfFour(x, 0);
  const q = f32x4.sub(one, u);
  const product = f32x4.mul(q, f32x4.add(one, u));
  const near = middle(product);
  const log = log_f32x4(select(product, f32x4.mul(q, f32x4.splat(0.5)), near));
  const value = nearQuantile_f32x4(x, log);
  if (i32x4.all_true(near)) return value;
  const far = f32x4.mul(f32x4.splat(<f32>ROOT_HALF), farQuantile_f32x4(log));
  return select(value, v128.bitselect(x, far, f32x4.splat(-0.0)), near);
}

export function ndtri_f32x4(p: v128): v128 {
  const one = f32x4.splat(1);
  const q = f32x4.min(p, f32x4.sub(one, p));
  if (!i32x4.all_true(f32x4.gt(q, f32x4.splat(1.2e-38)))) return eachOfFour(p, 1);
  const centred = f32x4.sub(p, f32x4.splat(0.5));
  const product = f32x4.mul(f32x4.mul(f32x4.splat(4), q), f32x4.sub(one, q));
  const near = middle(product);
  const log = log_f32x4(select(product, q, near));
  const value = nearQuantile_f32x4(f32x4.mul(centred, f32x4.splat(<f32>(2 * ROOT2))), log);
  if (i32x4.all_true(near)) return value;
  return select(value, v128.bitselect(centred, farQuantile_f32x4(log), f32x4.splat(-0.0)), near);
}

function scalar(x: f32, kind: i32): f32 {
  const y = <f64>x;
  return <f32>(kind == 0 ? erfinv(y) : kind == 1 ? ndtri(y) : kind == 2 ? erfc(y) : ndtr(y));
}

function eachOfFour(x: v128, kind: i32): v128 {
  return f32x4(
    scalar(f32x4.extract_lane(x, 0), kind),
    scalar(f32x4.extract_lane(x, 1), kind),
    scalar(f32x4.extract_lane(x, 2), kind),
    scalar(f32x4.extract_lane(x, 3), kind),
  );
}
