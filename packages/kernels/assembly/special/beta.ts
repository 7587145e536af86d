// The incomplete beta function I_x(a, b): a power times a continued fraction (NIST DLMF 8.17.22 in its even part, as Boost has it),
// from the side of the smaller tail. y = 1 - x is passed along, so that neither end loses digits.
import { atanhTail } from './beta-polynomials';
import { stirlingTail } from './polynomials';
import { lowerMoment } from './beta-moments';
import { ndtri } from './erf';

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

/** I_x(a, b) / (x^a y^b / B(a, b)) by the continued fraction: fast for x <= (a + 1) / (a + b + 2). */
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
    if (Math.abs(change) <= 1e-16 * Math.abs(q1 * p0)) break;
    if (Math.abs(p1) > 1e140) {
      p0 *= 1e-140;
      p1 *= 1e-140;
      q0 *= 1e-140;
      q1 *= 1e-140;
    }
  }
  return q1 / p1;
}

/** I_x(a, b) / (x^a y^b / B(a, b)). */
function lowerRatio(a: f64, b: f64, x: f64, y: f64): f64 {
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
  // A small rest is found from its own side, digit by digit.
  if (rest > 0.1) return rest;
  return direct ? betaPower(b, a, y, x) * fraction(b, a, y, x) : betaPower(a, b, x, y) * fraction(a, b, x, y);
}

function incomplete(a: f64, b: f64, x: f64, lower: bool): f64 {
  if (!(a >= 0 && b >= 0 && x >= 0 && x <= 1)) return NaN;
  // A law at one point: all of it at 0 or at 1.
  const atZero = a == 0 || b == Infinity;
  const atOne = b == 0 || a == Infinity;
  if (atZero && atOne) return NaN;
  if (atZero) return (x == 0 && a != 0 ? 0 : 1) == (lower ? 1 : 0) ? 1 : 0;
  if (atOne) return (x == 1 ? 1 : 0) == (lower ? 1 : 0) ? 1 : 0;
  if (x == 0 || x == 1) return (x == 1) == lower ? 1 : 0;
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
    prepare(a, b, x, y);
    const logPower = Math.log(factor) + exponent;
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
