// Logarithms and exponentials that keep their digits where the plain ones lose them (Maechler, "Accurately computing
// log(1 - exp(-|a|))", 2012).
import { exp_f32x4, expm1Bounded_f32x4, log1pReduced, select } from './lanes';

/** log 2 less its nearest double. */
const LN2_REST: f64 = 2.3190468138462996e-17;

// @elementwise
export function log1p(x: f64): f64 {
  return Math.log1p(x);
}

export function log1p_f32x4(x: v128): v128 {
  const one = f32x4.splat(1);
  const u = f32x4.add(one, x);
  // Normal, finite and away from the pole; the rest goes one by one.
  const plain = v128.and(f32x4.gt(x, f32x4.splat(-0.99999)), f32x4.lt(x, f32x4.splat(3e38)));
  if (!i32x4.all_true(plain))
    return f32x4(
      <f32>Math.log1p(<f64>f32x4.extract_lane(x, 0)),
      <f32>Math.log1p(<f64>f32x4.extract_lane(x, 1)),
      <f32>Math.log1p(<f64>f32x4.extract_lane(x, 2)),
      <f32>Math.log1p(<f64>f32x4.extract_lane(x, 3)),
    );
  // log(1 + x) = log u + (x - (u - 1)) / u, with u = 1 + x as rounded; small x needs no reduction.
  const bits = i32x4.add(u, i32x4.splat(0x3f800000 - 0x3f3504f3));
  const exponents = i32x4.sub(i32x4.shr_s(bits, 23), i32x4.splat(127));
  const k = f32x4.convert_i32x4_s(exponents);
  const reduced = v128.any_true(exponents) ? f32x4.sub(i32x4.sub(u, i32x4.shl(exponents, 23)), one) : x;
  const f = select(x, reduced, i32x4.eq(exponents, i32x4.splat(0)));
  const lost = f32x4.div(
    select(f32x4.sub(x, f32x4.sub(u, one)), f32x4.sub(one, f32x4.sub(u, x)), f32x4.lt(x, f32x4.splat(1))),
    u,
  );
  const correction = v128.andnot(lost, i32x4.eq(exponents, i32x4.splat(0)));
  const low = f32x4.add(f32x4.mul(k, f32x4.splat(-2.12194440e-4)), correction);
  return f32x4.add(f32x4.mul(k, f32x4.splat(0.693359375)), f32x4.add(log1pReduced(f), low));
}

// @elementwise
export function expm1(x: f64): f64 {
  return Math.expm1(x);
}

export function expm1_f32x4(x: v128): v128 {
  const plain = v128.and(f32x4.gt(x, f32x4.splat(-87)), f32x4.lt(x, f32x4.splat(88.7)));
  const tiny = f32x4.lt(f32x4.abs(x), f32x4.splat(1e-30));
  if (!i32x4.all_true(plain))
    return f32x4(
      <f32>Math.expm1(<f64>f32x4.extract_lane(x, 0)),
      <f32>Math.expm1(<f64>f32x4.extract_lane(x, 1)),
      <f32>Math.expm1(<f64>f32x4.extract_lane(x, 2)),
      <f32>Math.expm1(<f64>f32x4.extract_lane(x, 3)),
    );
  return select(x, expm1Bounded_f32x4(x), tiny);
}

// log(1 + exp(x)): softplus.
// @elementwise
export function log1pexp(x: f64): f64 {
  if (x > 0) return x > 37 ? x : x + Math.log1p(Math.exp(-x));
  return Math.log1p(Math.exp(x));
}

export function log1pexp_f32x4(x: v128): v128 {
  if (!i32x4.all_true(f32x4.gt(x, f32x4.splat(-86))))
    return f32x4(
      <f32>log1pexp(<f64>f32x4.extract_lane(x, 0)),
      <f32>log1pexp(<f64>f32x4.extract_lane(x, 1)),
      <f32>log1pexp(<f64>f32x4.extract_lane(x, 2)),
      <f32>log1pexp(<f64>f32x4.extract_lane(x, 3)),
    );
  const e = exp_f32x4(f32x4.max(f32x4.neg(f32x4.abs(x)), f32x4.splat(-87)));
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), log1pOfUnit(e));
}

/** log(1 + e), 0 < e <= 1: from sqrt(2) - 1 on, log 2 + log(1 + (e - 1) / 2). */
// @ts-ignore: decorator
@inline
function log1pOfUnit(e: v128): v128 {
  const large = f32x4.gt(e, f32x4.splat(0.41421356));
  const f = select(f32x4.mul(f32x4.sub(e, f32x4.splat(1)), f32x4.splat(0.5)), e, large);
  return f32x4.add(log1pReduced(f), v128.and(large, f32x4.splat(0.69314718)));
}

// log(1 - exp(x)), x <= 0.
// @elementwise
export function log1mexp(x: f64): f64 {
  if (x > 0) return NaN;
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

// log(exp(a) - exp(b)), a >= b.
// @elementwise
export function logDiffExp(a: f64, b: f64): f64 {
  if (b == -Infinity) return a;
  return a == Infinity && b < a ? a : a + log1mexp(b - a);
}

// log(exp(x) - 1), x >= 0: the inverse of softplus.
// @elementwise
export function logexpm1(x: f64): f64 {
  if (x < 0) return NaN;
  if (x > 37) return x;
  // exp(x) - 2 near its zero log 2, given in two parts.
  if (Math.abs(x - Math.LN2) < 0.2) return Math.log1p(2 * Math.expm1(x - Math.LN2 - LN2_REST));
  return x < 1 ? Math.log(Math.expm1(x)) : x + Math.log(-Math.expm1(-x));
}

// @elementwise
export function logit(p: f64): f64 {
  if (p > 0.25 && p < 0.75) return Math.log1p((2 * p - 1) / (1 - p));
  return Math.log(p / (1 - p));
}

// @elementwise
export function logSigmoid(x: f64): f64 {
  return -log1pexp(-x);
}

export function logSigmoid_f32x4(x: v128): v128 {
  return f32x4.neg(log1pexp_f32x4(f32x4.neg(x)));
}

// x log y, and 0 where x = 0.
// @elementwise
export function xlogy(x: f64, y: f64): f64 {
  return x == 0 && y == y ? 0 : x * Math.log(y);
}

// x log(1 + y), and 0 where x = 0.
// @elementwise
export function xlog1py(x: f64, y: f64): f64 {
  return x == 0 && y == y ? 0 : x * Math.log1p(y);
}
