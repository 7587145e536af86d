// The incomplete beta function I_x(a, b): a power times a continued fraction (NIST DLMF 8.17.22 in its even part, as Boost has it),
// from the side of the smaller tail. y = 1 - x is passed along, so that neither end loses digits.
import { atanhTail } from './beta-polynomials';
import { stirlingTail, stirlingTailShort_f64x2 } from './polynomials';
import { lowerMoment } from './beta-moments';
import { exp2 } from '../exp';
import { log_f64x2 } from './elementary';
import { high, join, low, select } from './lanes';

const TWO_PI: f64 = 6.283185307179586;
/** Above this, the continued fraction needs too many steps and a quadrature takes its place. */
const LARGE: f64 = 4000;

/** lgamma(z) less Stirling's leading terms, z >= 8. */
// @ts-ignore: decorator
@inline
function correction(z: f64): f64 {
  const r = 1 / z;
  return r * stirlingTail(r * r);
}

/** z (z + 1) ... (z + 7) = Gamma(z + 8) / Gamma(z). */
// @ts-ignore: decorator
@inline
function rising(z: f64): f64 {
  return z * (z + 1) * ((z + 2) * (z + 3)) * ((z + 4) * (z + 5) * ((z + 6) * (z + 7)));
}

/** u - log(1 + u), u > -1. */
function excess(u: f64): f64 {
  if (u < -0.4 || u > 0.66) return u - Math.log1p(u);
  const r = u / (2 + u);
  const square = r * r;
  return r * (u - 2 * square * atanhTail(square));
}

/** a y - b x = a - (a + b) x, without the rounding of the product. */
export function drift(a: f64, b: f64, x: f64, y: f64): f64 {
  const c = a + b;
  const rest = a > b ? b - (c - a) : a - (c - b);
  return x < 0.5 ? a - c * x - (productError(c, x) + rest * x) : c * y - b + (productError(c, y) + rest * y);
}

/** p q less its rounded value (Dekker). */
// @ts-ignore: decorator
@inline
function productError(p: f64, q: f64): f64 {
  const p1 = reinterpret<f64>(reinterpret<u64>(p) & 0xfffffffff8000000);
  const q1 = reinterpret<f64>(reinterpret<u64>(q) & 0xfffffffff8000000);
  const p2 = p - p1;
  const q2 = q - q1;
  return p1 * q1 - p * q + (p1 * q2 + p2 * q1) + p2 * q2;
}

/** The two parts of x^a y^b / B(a, b) = `factor` exp(`exponent`), after `prepare`. */
let factor: f64 = 0;
let exponent: f64 = 0;

/** Stirling's formula for all three gammas, small arguments raised by 8, and equal powers put together. */
function prepare(a: f64, b: f64, x: f64, y: f64): void {
  const c = a + b;
  const smallA = a < 8;
  const smallB = b < 8;
  const smallC = c < 8;
  const p = smallA ? a + 8 : a;
  const q = smallB ? b + 8 : b;
  const s = smallC ? c + 8 : c;
  let power = s / (p * q);
  let scale: f64 = 1;
  if (smallA || smallB) {
    scale = (smallA ? rising(a) : 1) * (smallB ? rising(b) : 1) / (smallC ? rising(c) : 1);
    let ratio = (smallC ? s : 1) / ((smallA ? p : 1) * (smallB ? q : 1));
    ratio *= ratio;
    ratio *= ratio;
    scale *= ratio * ratio;
    exponent = a * Math.log((x * s) / p) + b * Math.log((y * s) / q) + (p + q - s);
  } else {
    const d = drift(a, b, x, y);
    exponent = -(a * excess(-d / a) + b * excess(d / b));
  }
  exponent += correction(s) - correction(p) - correction(q);
  factor = scale / Math.sqrt(TWO_PI * power);
}

/** x^a y^b / B(a, b), 0 < x < 1. */
export function betaPower(a: f64, b: f64, x: f64, y: f64): f64 {
  prepare(a, b, x, y);
  return factor * Math.exp(exponent);
}

export function logBetaPower(a: f64, b: f64, x: f64, y: f64): f64 {
  prepare(a, b, x, y);
  return Math.log(factor) + exponent;
}

/** I_x(a, b) / (x^a y^b / B(a, b)) by the continued fraction: fast for x <= (a + 1) / (a + b + 2), and NaN where too slow. */
function fraction(a: f64, b: f64, x: f64, y: f64): f64 {
  const start = drift(a, b, x, y) + 1;
  let s = a + 1;
  let inverse = 1 / s;
  let p0: f64 = 1;
  let p1 = a * start * inverse;
  let q0: f64 = 0;
  let q1: f64 = 1;
  for (let n: f64 = 1; n < 20000; n += 1) {
    const t = n * (b - n) * x * inverse;
    const u = (a + n - 1) * (a + b + n - 1) * x * inverse * t;
    s += 2;
    inverse = 1 / s;
    const v = n + t + (a + n) * (start + n * (1 + y)) * inverse;
    const p2 = v * p1 + u * p0;
    const q2 = v * q1 + u * q0;
    p0 = p1;
    p1 = p2;
    const change = q2 * p0 - q1 * p1;
    q0 = q1;
    q1 = q2;
    if (Math.abs(change) <= 1e-16 * Math.abs(q1 * p0)) return q1 / p1;
    if (Math.abs(p1) > 1e140) {
      p0 *= 1e-140;
      p1 *= 1e-140;
      q0 *= 1e-140;
      q1 *= 1e-140;
    }
  }
  return NaN;
}

/** I_x(a, b) / (x^a y^b / B(a, b)). */
export function lowerRatio(a: f64, b: f64, x: f64, y: f64): f64 {
  return a > LARGE && b > LARGE ? lowerMoment(a, b, x, y) : fraction(a, b, x, y);
}

/** I_x(a, b), or 1 - I_x(a, b), inside the domain. */
function tail(a: f64, b: f64, x: f64, y: f64, lower: bool): f64 {
  const direct = x <= (a + 1) / (a + b + 2);
  const value = direct
    ? betaPower(a, b, x, y) * lowerRatio(a, b, x, y)
    : betaPower(b, a, y, x) * lowerRatio(b, a, y, x);
  if (direct == lower) return value;
  const rest = 1 - value;
  if (rest > 1e-4) return rest;
  // A small rest is found from its own side, where the fraction is slow but has all digits.
  const other = direct ? betaPower(b, a, y, x) * fraction(b, a, y, x) : betaPower(a, b, x, y) * fraction(a, b, x, y);
  return other == other ? other : rest;
}

function incomplete(a: f64, b: f64, x: f64, lower: bool): f64 {
  if (!(a >= 0 && b >= 0 && x >= 0 && x <= 1)) return NaN;
  // A law at one point: all of it at 0 or at 1.
  const atZero = a == 0 || b == Infinity;
  const atOne = b == 0 || a == Infinity;
  if (atZero && atOne) return NaN;
  if (x == 0 || x == 1) return (x == 1) == lower ? 1 : 0;
  if (atZero || atOne) return atZero == lower ? 1 : 0;
  return tail(a, b, x, 1 - x, lower);
}

// @elementwise
export function betainc(a: f64, b: f64, x: f64): f64 {
  return incomplete(a, b, x, true);
}

// @elementwise
export function betaincc(a: f64, b: f64, x: f64): f64 {
  return incomplete(a, b, x, false);
}

// @elementwise
export function logBetainc(a: f64, b: f64, x: f64): f64 {
  const value = incomplete(a, b, x, true);
  if (value > 1e-280 || value != value || x <= 0 || a == 0 || b == 0 || a == Infinity || b == Infinity)
    return value > 0.5 ? Math.log1p(-incomplete(a, b, x, false)) : Math.log(value);
  return logBetaPower(a, b, x, 1 - x) + Math.log(lowerRatio(a, b, x, 1 - x));
}

// The density: d/dx of I_x(a, b).
// @elementwise
export function betaDensity(a: f64, b: f64, x: f64): f64 {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
  if (x == 0) return a < 1 ? Infinity : a == 1 ? b : 0;
  if (x == 1) return b < 1 ? Infinity : b == 1 ? a : 0;
  return betaPower(a, b, x, 1 - x) / (x * (1 - x));
}

// Four at a time for float32: two pairs of doubles, with relative errors near 1e-9.

/** z (z + 1) (z + 2) = Gamma(z + 3) / Gamma(z). */
// @ts-ignore: decorator
@inline
function risingShort(z: v128): v128 {
  const next = f64x2.add(z, f64x2.splat(1));
  return f64x2.mul(f64x2.mul(z, next), f64x2.add(z, f64x2.splat(2)));
}

// @ts-ignore: decorator
@inline
function correctionShort(r: v128): v128 {
  return f64x2.mul(r, stirlingTailShort_f64x2(f64x2.mul(r, r)));
}

/** `prepare`, with small arguments raised by 3. */
export let pairFactor: v128 = f64x2.splat(0);
export let pairExponent: v128 = f64x2.splat(0);

// @ts-ignore: decorator
@inline
export function preparePair(a: v128, b: v128, x: v128, y: v128): void {
  const one = f64x2.splat(1);
  const three = f64x2.splat(3);
  const c = f64x2.add(a, b);
  const smallA = f64x2.lt(a, three);
  const smallB = f64x2.lt(b, three);
  const smallC = f64x2.lt(c, three);
  const p = f64x2.add(a, v128.and(three, smallA));
  const q = f64x2.add(b, v128.and(three, smallB));
  const s = f64x2.add(c, v128.and(three, smallC));
  const rp = f64x2.div(one, p);
  const rq = f64x2.div(one, q);
  const rs = f64x2.div(one, s);
  let scale: v128 = one;
  if (v128.any_true(v128.or(smallA, smallB))) {
    const ratio = f64x2.mul(select(s, one, smallC), f64x2.mul(select(rp, one, smallA), select(rq, one, smallB)));
    const top = f64x2.mul(select(risingShort(a), one, smallA), select(risingShort(b), one, smallB));
    const cube = f64x2.mul(ratio, f64x2.mul(ratio, ratio));
    scale = f64x2.div(f64x2.mul(top, cube), select(risingShort(c), one, smallC));
  }
  pairFactor = f64x2.mul(scale, f64x2.sqrt(f64x2.mul(f64x2.mul(p, q), f64x2.mul(rs, f64x2.splat(1 / TWO_PI)))));
  const first = f64x2.mul(a, log_f64x2(f64x2.mul(f64x2.mul(x, s), rp)));
  const second = f64x2.mul(b, log_f64x2(f64x2.mul(f64x2.mul(y, s), rq)));
  const corrections = f64x2.sub(correctionShort(rs), f64x2.add(correctionShort(rp), correctionShort(rq)));
  pairExponent = f64x2.add(f64x2.add(first, second), f64x2.add(f64x2.sub(f64x2.add(p, q), s), corrections));
}

/** Results of `fractionFour`. */
export let fractionLow: v128 = f64x2.splat(0);
export let fractionHigh: v128 = f64x2.splat(0);

/** `fraction` for two pairs at once; says whether all four have converged. Sixty steps cannot overflow for a, b <= 1e4. */
export function fractionFour(a: v128, b: v128, x: v128, y: v128, a2: v128, b2: v128, x2: v128, y2: v128): bool {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const tolerance = f64x2.splat(2e-9);
  const c = f64x2.add(a, b);
  const c2 = f64x2.add(a2, b2);
  const start = f64x2.add(f64x2.sub(f64x2.mul(a, y), f64x2.mul(b, x)), one);
  const start2 = f64x2.add(f64x2.sub(f64x2.mul(a2, y2), f64x2.mul(b2, x2)), one);
  const grow = f64x2.add(one, y);
  const grow2 = f64x2.add(one, y2);
  let s = f64x2.add(a, one);
  let s2 = f64x2.add(a2, one);
  let inverse = f64x2.div(one, s);
  let inverse2 = f64x2.div(one, s2);
  let p0 = f64x2.splat(0);
  let q0 = one;
  let p1 = one;
  let q1 = f64x2.mul(f64x2.mul(a, start), inverse);
  let r0 = f64x2.splat(0);
  let t0 = one;
  let r1 = one;
  let t1 = f64x2.mul(f64x2.mul(a2, start2), inverse2);
  let n = one;
  for (let step = 0; step < 60; step++) {
    const before = f64x2.sub(n, one);
    const t = f64x2.mul(f64x2.mul(n, f64x2.sub(b, n)), f64x2.mul(x, inverse));
    const u = f64x2.mul(f64x2.mul(f64x2.add(a, before), f64x2.add(c, before)), f64x2.mul(f64x2.mul(x, inverse), t));
    s = f64x2.add(s, two);
    inverse = f64x2.div(one, s);
    const rest = f64x2.mul(f64x2.mul(f64x2.add(a, n), inverse), f64x2.add(start, f64x2.mul(n, grow)));
    const v = f64x2.add(f64x2.add(n, t), rest);
    const p = f64x2.add(f64x2.mul(v, p1), f64x2.mul(u, p0));
    const q = f64x2.add(f64x2.mul(v, q1), f64x2.mul(u, q0));
    const change = f64x2.abs(f64x2.sub(f64x2.mul(p, q1), f64x2.mul(p1, q)));
    const far = f64x2.gt(change, f64x2.mul(tolerance, f64x2.abs(f64x2.mul(p, q1))));
    p0 = p1;
    q0 = q1;
    p1 = p;
    q1 = q;
    const t2 = f64x2.mul(f64x2.mul(n, f64x2.sub(b2, n)), f64x2.mul(x2, inverse2));
    const u2 = f64x2.mul(f64x2.mul(f64x2.add(a2, before), f64x2.add(c2, before)), f64x2.mul(f64x2.mul(x2, inverse2), t2));
    s2 = f64x2.add(s2, two);
    inverse2 = f64x2.div(one, s2);
    const rest2 = f64x2.mul(f64x2.mul(f64x2.add(a2, n), inverse2), f64x2.add(start2, f64x2.mul(n, grow2)));
    const v2 = f64x2.add(f64x2.add(n, t2), rest2);
    const r = f64x2.add(f64x2.mul(v2, r1), f64x2.mul(u2, r0));
    const w = f64x2.add(f64x2.mul(v2, t1), f64x2.mul(u2, t0));
    const change2 = f64x2.abs(f64x2.sub(f64x2.mul(r, t1), f64x2.mul(r1, w)));
    const far2 = f64x2.gt(change2, f64x2.mul(tolerance, f64x2.abs(f64x2.mul(r, t1))));
    r0 = r1;
    t0 = t1;
    r1 = r;
    t1 = w;
    n = f64x2.add(n, one);
    if (!v128.any_true(v128.or(far, far2))) {
      fractionLow = f64x2.div(p1, q1);
      fractionHigh = f64x2.div(r1, t1);
      return true;
    }
  }
  return false;
}

function oneByOne(a: v128, b: v128, x: v128): v128 {
  return f32x4(
    <f32>betainc(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0), f32x4.extract_lane(x, 0)),
    <f32>betainc(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1), f32x4.extract_lane(x, 1)),
    <f32>betainc(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2), f32x4.extract_lane(x, 2)),
    <f32>betainc(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3), f32x4.extract_lane(x, 3)),
  );
}

/** Where the vector forms hold: 1e-3 <= z <= 1e4. */
// @ts-ignore: decorator
@inline
export function moderate(z: v128): v128 {
  return v128.and(f32x4.ge(z, f32x4.splat(1e-3)), f32x4.le(z, f32x4.splat(1e4)));
}

export function betainc_f32x4(a: v128, b: v128, x: v128): v128 {
  const inside = v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, f32x4.splat(1)));
  if (!i32x4.all_true(v128.and(inside, v128.and(moderate(a), moderate(b))))) return oneByOne(a, b, x);
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const aLow = low(a);
  const bLow = low(b);
  const xLow = low(x);
  const yLow = f64x2.sub(one, xLow);
  const directLow = f64x2.le(f64x2.mul(xLow, f64x2.add(f64x2.add(aLow, bLow), two)), f64x2.add(aLow, one));
  const pLow = select(aLow, bLow, directLow);
  const qLow = select(bLow, aLow, directLow);
  const uLow = select(xLow, yLow, directLow);
  const vLow = select(yLow, xLow, directLow);
  const aHigh = high(a);
  const bHigh = high(b);
  const xHigh = high(x);
  const yHigh = f64x2.sub(one, xHigh);
  const directHigh = f64x2.le(f64x2.mul(xHigh, f64x2.add(f64x2.add(aHigh, bHigh), two)), f64x2.add(aHigh, one));
  const pHigh = select(aHigh, bHigh, directHigh);
  const qHigh = select(bHigh, aHigh, directHigh);
  const uHigh = select(xHigh, yHigh, directHigh);
  const vHigh = select(yHigh, xHigh, directHigh);
  if (!fractionFour(pLow, qLow, uLow, vLow, pHigh, qHigh, uHigh, vHigh)) return oneByOne(a, b, x);
  preparePair(pLow, qLow, uLow, vLow);
  const first = f64x2.mul(f64x2.mul(pairFactor, exp2(pairExponent)), fractionLow);
  preparePair(pHigh, qHigh, uHigh, vHigh);
  const second = f64x2.mul(f64x2.mul(pairFactor, exp2(pairExponent)), fractionHigh);
  const restLow = f64x2.sub(one, first);
  const restHigh = f64x2.sub(one, second);
  const limit = f64x2.splat(0.02);
  const lost = v128.or(v128.andnot(f64x2.lt(restLow, limit), directLow), v128.andnot(f64x2.lt(restHigh, limit), directHigh));
  if (v128.any_true(lost)) return oneByOne(a, b, x);
  return join(select(first, restLow, directLow), select(second, restHigh, directHigh));
}
