// The inverse of the incomplete beta function in x: quantiles of a beta law.
import { exp2 } from '../exp';
import {
  fractionFour,
  fractionHigh,
  fractionLow,
  logBetaPower,
  lowerRatio,
  moderate,
  pairExponent,
  pairFactor,
  preparePair,
} from './beta';
import { log_f64x2 } from './elementary';
import { ndtri, ndtri_f64x2 } from './erf';
import { high, join, low, select } from './lanes';

/** Logit of the smaller-tail quantile to begin with: A&S 26.5.22, and the leading terms of both ends for small a or b. */
function startingLogit(a: f64, b: f64, p: f64): f64 {
  if (a >= 1 && b >= 1) {
    const z = -ndtri(p);
    const u = 1 / (2 * a - 1);
    const v = 1 / (2 * b - 1);
    const h = 2 / (u + v);
    const k = (z * z - 3) / 6;
    const w = (z * Math.sqrt(h + k)) / h - (v - u) * (k + 5.0 / 6 - 2 / (3 * h));
    if (w == w) return Math.log(a / b) - 2 * w;
  }
  const c = a + b;
  const t = Math.exp(a * Math.log(a / c)) / a;
  const u = Math.exp(b * Math.log(b / c)) / b;
  const w = t + u;
  if (p < t / w) {
    const log = Math.log(a * w * p) / a;
    return log < -1e-3 ? log - Math.log(-Math.expm1(log)) : 7;
  }
  const log = Math.log(b * w * (1 - p)) / b;
  return log < -1e-3 ? Math.log(-Math.expm1(log)) - log : -7;
}

/**
 * Logit of x with I_x(a, b) = p <= 1/2. log I is concave in the logit l with slope f / I, so Newton's method cannot cycle; with
 * the second derivative (Halley) each step triples the digits.
 */
function quantileLogit(a: f64, b: f64, p: f64): f64 {
  let l = startingLogit(a, b, p);
  const target = Math.log(p);
  for (let step = 0; step < 100; step++) {
    if (l < -700) l = -700;
    if (l > 700) l = 700;
    const e = Math.exp(-Math.abs(l));
    const small = e / (1 + e);
    const x = l < 0 ? small : 1 - small;
    const y = l < 0 ? 1 - small : small;
    const logPower = logBetaPower(a, b, x, y);
    let ratio: f64;
    let log: f64;
    if (x <= (a + 1) / (a + b + 2)) {
      ratio = lowerRatio(a, b, x, y);
      log = logPower + Math.log(ratio);
    } else {
      const upper = Math.exp(logPower) * lowerRatio(b, a, y, x);
      log = Math.log1p(-upper);
      ratio = (1 - upper) * Math.exp(-logPower);
    }
    const newton = (log - target) * ratio;
    if (l <= -700 && newton > 0) return -800;
    let bend = 1 - 0.5 * newton * (a * y - b * x - 1 / ratio);
    if (!(bend > 0.5)) bend = 0.5;
    if (bend > 2) bend = 2;
    const change = newton / bend;
    l -= change;
    if (Math.abs(change) < 3e-6 * Math.min(ratio, 1)) break;
  }
  return l;
}

// x with I_x(a, b) = p.
// @elementwise
export function betaincinv(a: f64, b: f64, p: f64): f64 {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return NaN;
  if (a == Infinity || b == Infinity) return a == b ? NaN : a == Infinity ? 1 : 0;
  if (p == 0 || p == 1) return p;
  if (p <= 0.5) return 1 / (1 + Math.exp(-quantileLogit(a, b, p)));
  return 1 / (1 + Math.exp(quantileLogit(b, a, 1 - p)));
}

// Four at a time for float32: the same steps for two pairs of doubles.

/** `startingLogit`, p <= 1/2. */
function startingPair(a: v128, b: v128, p: v128): v128 {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const z = f64x2.neg(ndtri_f64x2(p));
  const u = f64x2.div(one, f64x2.sub(f64x2.add(a, a), one));
  const v = f64x2.div(one, f64x2.sub(f64x2.add(b, b), one));
  const h = f64x2.div(two, f64x2.add(u, v));
  const k = f64x2.mul(f64x2.sub(f64x2.mul(z, z), f64x2.splat(3)), f64x2.splat(1.0 / 6));
  const skew = f64x2.sub(f64x2.add(k, f64x2.splat(5.0 / 6)), f64x2.div(f64x2.splat(2.0 / 3), h));
  const w = f64x2.sub(
    f64x2.div(f64x2.mul(z, f64x2.sqrt(f64x2.add(h, k))), h),
    f64x2.mul(f64x2.sub(v, u), skew),
  );
  const central = f64x2.sub(log_f64x2(f64x2.div(a, b)), f64x2.add(w, w));
  const fits = v128.and(v128.and(f64x2.ge(a, one), f64x2.ge(b, one)), f64x2.eq(w, w));
  if (i64x2.all_true(fits)) return central;
  const rc = f64x2.div(one, f64x2.add(a, b));
  const ra = f64x2.div(one, a);
  const rb = f64x2.div(one, b);
  const t = f64x2.mul(exp2(f64x2.mul(a, log_f64x2(f64x2.mul(a, rc)))), ra);
  const s = f64x2.mul(exp2(f64x2.mul(b, log_f64x2(f64x2.mul(b, rc)))), rb);
  const sum = f64x2.add(t, s);
  const left = f64x2.lt(f64x2.mul(p, sum), t);
  const inner = f64x2.mul(f64x2.mul(sum, select(a, b, left)), select(p, f64x2.sub(one, p), left));
  const log = f64x2.pmin(
    f64x2.splat(-1e-3),
    f64x2.pmax(f64x2.splat(-100), f64x2.mul(log_f64x2(inner), select(ra, rb, left))),
  );
  const logit = f64x2.sub(log, log_f64x2(f64x2.sub(one, exp2(log))));
  return select(central, select(logit, f64x2.neg(logit), left), fits);
}

/** One Halley step's change, given the fraction; `settled` tells whether any lane still moves. */
let settled: bool = false;

// @ts-ignore: decorator
@inline
function change(a: v128, b: v128, x: v128, y: v128, direct: v128, fraction: v128, target: v128): v128 {
  const one = f64x2.splat(1);
  preparePair(select(a, b, direct), select(b, a, direct), select(x, y, direct), select(y, x, direct));
  const scaled = f64x2.mul(pairFactor, fraction);
  const power = exp2(pairExponent);
  const rest = f64x2.pmax(f64x2.splat(1e-12), f64x2.sub(one, f64x2.mul(scaled, power)));
  const log = f64x2.add(log_f64x2(select(scaled, rest, direct)), v128.and(pairExponent, direct));
  const density = f64x2.pmax(f64x2.splat(1e-290), f64x2.mul(pairFactor, power));
  const ratio = select(fraction, f64x2.div(rest, density), direct);
  const newton = f64x2.mul(f64x2.sub(log, target), ratio);
  const slope = f64x2.sub(f64x2.sub(f64x2.mul(a, y), f64x2.mul(b, x)), f64x2.div(one, ratio));
  const bend = f64x2.sub(one, f64x2.mul(f64x2.splat(0.5), f64x2.mul(newton, slope)));
  const result = f64x2.div(newton, f64x2.pmin(f64x2.splat(2), f64x2.pmax(f64x2.splat(0.5), bend)));
  const close = f64x2.le(f64x2.abs(result), f64x2.mul(f64x2.splat(1e-3), f64x2.pmin(one, ratio)));
  settled = settled && i64x2.all_true(close);
  return result;
}

/** 1 / (1 + exp(|l|)). */
// @ts-ignore: decorator
@inline
function smaller(l: v128): v128 {
  const e = exp2(f64x2.neg(f64x2.abs(l)));
  return f64x2.div(e, f64x2.add(f64x2.splat(1), e));
}

function oneByOne(a: v128, b: v128, p: v128): v128 {
  return f32x4(
    <f32>betaincinv(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0), f32x4.extract_lane(p, 0)),
    <f32>betaincinv(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1), f32x4.extract_lane(p, 1)),
    <f32>betaincinv(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2), f32x4.extract_lane(p, 2)),
    <f32>betaincinv(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3), f32x4.extract_lane(p, 3)),
  );
}

export function betaincinv_f32x4(a: v128, b: v128, p: v128): v128 {
  const inside = v128.and(f32x4.gt(p, f32x4.splat(1e-30)), f32x4.lt(p, f32x4.splat(1)));
  if (!i32x4.all_true(v128.and(inside, v128.and(moderate(a), moderate(b))))) return oneByOne(a, b, p);
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const zero = f64x2.splat(0);
  const half = f64x2.splat(0.5);
  const bound = f64x2.splat(80);
  const given = low(p);
  const given2 = high(p);
  const lower = f64x2.le(given, half);
  const lower2 = f64x2.le(given2, half);
  const a1 = select(low(a), low(b), lower);
  const b1 = select(low(b), low(a), lower);
  const a2 = select(high(a), high(b), lower2);
  const b2 = select(high(b), high(a), lower2);
  const p1 = select(given, f64x2.sub(one, given), lower);
  const p2 = select(given2, f64x2.sub(one, given2), lower2);
  const target1 = log_f64x2(p1);
  const target2 = log_f64x2(p2);
  let l1 = startingPair(a1, b1, p1);
  let l2 = startingPair(a2, b2, p2);
  for (let step = 0; step < 20; step++) {
    if (!i64x2.all_true(v128.and(f64x2.lt(f64x2.abs(l1), bound), f64x2.lt(f64x2.abs(l2), bound)))) break;
    const small1 = smaller(l1);
    const small2 = smaller(l2);
    const left1 = f64x2.lt(l1, zero);
    const left2 = f64x2.lt(l2, zero);
    const x1 = select(small1, f64x2.sub(one, small1), left1);
    const y1 = select(f64x2.sub(one, small1), small1, left1);
    const x2 = select(small2, f64x2.sub(one, small2), left2);
    const y2 = select(f64x2.sub(one, small2), small2, left2);
    const direct1 = f64x2.le(f64x2.mul(x1, f64x2.add(f64x2.add(a1, b1), two)), f64x2.add(a1, one));
    const direct2 = f64x2.le(f64x2.mul(x2, f64x2.add(f64x2.add(a2, b2), two)), f64x2.add(a2, one));
    if (
      !fractionFour(
        select(a1, b1, direct1),
        select(b1, a1, direct1),
        select(x1, y1, direct1),
        select(y1, x1, direct1),
        select(a2, b2, direct2),
        select(b2, a2, direct2),
        select(x2, y2, direct2),
        select(y2, x2, direct2),
      )
    )
      break;
    const fraction1 = fractionLow;
    const fraction2 = fractionHigh;
    settled = true;
    l1 = f64x2.sub(l1, change(a1, b1, x1, y1, direct1, fraction1, target1));
    l2 = f64x2.sub(l2, change(a2, b2, x2, y2, direct2, fraction2, target2));
    if (!settled) continue;
    const end1 = smaller(l1);
    const end2 = smaller(l2);
    const near1 = v128.xor(f64x2.lt(l1, zero), v128.not(lower));
    const near2 = v128.xor(f64x2.lt(l2, zero), v128.not(lower2));
    return join(select(end1, f64x2.sub(one, end1), near1), select(end2, f64x2.sub(one, end2), near2));
  }
  return oneByOne(a, b, p);
}
