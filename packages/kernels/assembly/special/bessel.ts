// Modified Bessel functions of the first kind, I_v(x). x up to 20: the power series
// (NIST DLMF 10.25.2, positive terms). x large against v^2: Hankel's expansion (10.40.1). Orders from 25: Debye's (10.41.3);
// orders below are reached from it by the recurrence 10.29.1 downwards, which is stable. All values carry their exponent apart, so
// that the scaled, plain and logarithmic faces share one computation.
import { DEBYE, DEBYE_COUNT, i0Far, i0Far_f64x2, i0Near, i0Near_f64x2, i1Far, i1Far_f64x2, i1Near, i1Near_f64x2 } from './bessel-polynomials';
import { exp2 } from '../exp';
import { gammaSign, lgamma } from './gamma';
import { select } from './lanes';

export const ROOT_TWO_PI_INVERSE: f64 = 0.3989422804014327;
export const SERIES_TO: f64 = 20;
const DEBYE_FROM: f64 = 25;
// exp(-|x|) I0(x)
// @elementwise
export function besselI0e(x: f64): f64 {
  const u = Math.abs(x);
  if (u <= 8) return Math.exp(-u) * i0Near(0.25 * u * u);
  return i0Far(16 / u - 1) / Math.sqrt(u);
}

// exp(-|x|) I1(x)
// @elementwise
export function besselI1e(x: f64): f64 {
  const u = Math.abs(x);
  if (u <= 8) return 0.5 * x * Math.exp(-u) * i1Near(0.25 * u * u);
  const value = i1Far(16 / u - 1) / Math.sqrt(u);
  return x < 0 ? -value : value;
}

// @elementwise
export function besselI0(x: f64): f64 {
  const u = Math.abs(x);
  if (u <= 8) return i0Near(0.25 * u * u);
  if (u > 720) return x == x ? Infinity : x;
  const half = Math.exp(0.5 * u);
  return half * (i0Far(16 / u - 1) / Math.sqrt(u)) * half;
}

// @elementwise
export function besselI1(x: f64): f64 {
  const u = Math.abs(x);
  if (u <= 8) return 0.5 * x * i1Near(0.25 * u * u);
  if (u > 720) return x == x ? x * Infinity : x;
  const half = Math.exp(0.5 * u);
  const value = half * (i1Far(16 / u - 1) / Math.sqrt(u)) * half;
  return x < 0 ? -value : value;
}

export function besselI0e_f64x2(x: v128): v128 {
  const u = f64x2.abs(x);
  const near = f64x2.le(u, f64x2.splat(8));
  const quarter = f64x2.mul(f64x2.splat(0.25), f64x2.mul(u, u));
  const small = f64x2.mul(exp2(f64x2.neg(u)), i0Near_f64x2(quarter));
  if (i64x2.all_true(near)) return small;
  const t = f64x2.sub(f64x2.div(f64x2.splat(16), u), f64x2.splat(1));
  return select(small, f64x2.div(i0Far_f64x2(t), f64x2.sqrt(u)), near);
}

export function besselI1e_f64x2(x: v128): v128 {
  const u = f64x2.abs(x);
  const near = f64x2.le(u, f64x2.splat(8));
  const half = f64x2.mul(f64x2.splat(0.5), u);
  const small = f64x2.mul(f64x2.mul(half, exp2(f64x2.neg(u))), i1Near_f64x2(f64x2.mul(half, half)));
  const t = f64x2.sub(f64x2.div(f64x2.splat(16), u), f64x2.splat(1));
  const value = select(small, f64x2.div(i1Far_f64x2(t), f64x2.sqrt(u)), near);
  return v128.bitselect(x, value, f64x2.splat(-0.0));
}

/** After `scaled`: exp(-x) I_v(x) = `mantissa` exp(`exponent`). */
export let mantissa: f64 = 0;
export let exponent: f64 = 0;

/** Terms of Hankel's expansion: exp(-x) I_v(x) sqrt(2 pi x) = 1 + sum c_k x^-k. */
export const HANKEL: i32 = 40;
export const hankel = memory.data(HANKEL << 3);

// Scratch lies in the module's own data: what `new` gives would lie where callers place their arrays.
// @ts-ignore: decorator
@inline
export function get(from: usize, i: i32): f64 {
  return load<f64>(from + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
export function put(to: usize, i: i32, value: f64): void {
  store<f64>(to + (<usize>i << 3), value);
}

// @ts-ignore: decorator
@inline
export function hankelHolds(v: f64, x: f64): bool {
  return x >= 30 && x >= v * v;
}

/** Fills `hankel` with c_k x^-k and says how many there are. */
export function hankelTerms(v: f64, x: f64): i32 {
  let term: f64 = 1;
  put(hankel, 0, 1);
  for (let k = 1; k < HANKEL; k++) {
    const odd: f64 = 2 * <f64>k - 1;
    term *= -(4 * v * v - odd * odd) / (8 * <f64>k * x);
    put(hankel, k, term);
    if (Math.abs(term) < 1e-18) return k + 1;
  }
  return HANKEL;
}

/** Debye's expansion; s = hypot(v, x). */
function debye(v: f64, x: f64, shift: f64): f64 {
  const s = Math.sqrt(v * v + x * x);
  const q = 1 / s;
  const square = (v * q) * (v * q);
  let sum: f64 = 0;
  let power: f64 = 1;
  let at = 0;
  for (let k = 0; k < DEBYE_COUNT; k++) {
    let w: f64 = 0;
    for (let i = k; i >= 0; i--) w = w * square + DEBYE[at + i];
    at += k + 1;
    sum += power * w;
    power *= q;
  }
  exponent = (v * v) / (s + x) - v * Math.asinh(v / x);
  return ROOT_TWO_PI_INVERSE * Math.sqrt(q) * sum * Math.exp(exponent - shift);
}

/** exp(-x) I_v(x), x > 0 and v > -13, as mantissa and exponent. Orders below 0 serve the derivatives. */
export function scaled(v: f64, x: f64): void {
  if (v < 0 && v == Math.floor(v)) v = -v;
  exponent = 0;
  if (x <= SERIES_TO && v < DEBYE_FROM) {
    const z = 0.25 * x * x;
    let term: f64 = 1;
    let sum: f64 = 1;
    for (let k: f64 = 1; k < 200; k += 1) {
      term *= z / (k * (v + k));
      sum += term;
      if (Math.abs(term) < 1e-18 * Math.abs(sum) && k > -v) break;
    }
    const log = v * Math.log(0.5 * x);
    if (v < 20 && Math.abs(log) < 600) {
      // The power itself, more exact than its logarithm.
      mantissa = (Math.pow(0.5 * x, v) / gammaOf(v + 1)) * sum;
      exponent = -x;
      return;
    }
    mantissa = sum * gammaSign(v + 1);
    exponent = log - lgamma(v + 1) - x;
    return;
  }
  if (hankelHolds(v, x)) {
    const count = hankelTerms(v, x);
    let sum: f64 = 0;
    for (let k = count - 1; k >= 0; k--) sum += get(hankel, k);
    mantissa = (sum * ROOT_TWO_PI_INVERSE) / Math.sqrt(x);
    return;
  }
  if (v >= DEBYE_FROM) {
    mantissa = debye(v, x, 0);
    const e = exponent;
    mantissa = debye(v, x, e);
    exponent = e;
    return;
  }
  // From v + steps downwards: I_{u-1} = I_{u+1} + (2u / x) I_u. For orders below 0 what is left out is of the order exp(-2x).
  const steps = Math.ceil(DEBYE_FROM - v);
  let u = v + steps;
  debye(u, x, 0);
  const e = exponent;
  let current = debye(u, x, e);
  let above = debye(u + 1, x, e);
  while (u > v + 0.5) {
    const below = above + ((2 * u) / x) * current;
    above = current;
    current = below;
    u -= 1;
  }
  mantissa = current;
  exponent = e;
}

/** Gamma(z), |z| < 22, by Stirling's formula above 8 and its recurrence. */
function gammaOf(z: f64): f64 {
  let product: f64 = 1;
  while (z < 12) {
    product *= z;
    z += 1;
  }
  const power = Math.pow(z, 0.5 * z - 0.25);
  const r = 1 / z;
  const correction = r * (1.0 / 12 - r * r * (1.0 / 360 - r * r * (1.0 / 1260 - r * r * (1.0 / 1680 - r * r * (1.0 / 1188 - r * r * (691.0 / 360360 - r * r * (1.0 / 156)))))));
  return ((2.5066282746310002 * Math.exp(-z) * power) * Math.exp(correction) * power) / product;
}

/** Whether I_v is odd or even, so that x < 0 has a value. */
// @ts-ignore: decorator
@inline
export function parity(v: f64): f64 {
  if (v != Math.floor(v)) return NaN;
  return v * 0.5 == Math.floor(v * 0.5) ? 1 : -1;
}

export function scaledValue(v: f64, x: f64): f64 {
  if (v == 0) return besselI0e(x);
  if (v == 1) return besselI1e(x);
  if (x == 0) return v > 0 || (v == Math.floor(v)) ? 0 : gammaSign(v + 1) * Infinity;
  if (x < 0) {
    const sign = parity(v);
    return sign == sign ? sign * scaledValue(v, -x) : NaN;
  }
  if (x == Infinity) return 0;
  scaled(v, x);
  return mantissa * Math.exp(exponent);
}

export function plainValue(v: f64, x: f64): f64 {
  if (v == 0) return besselI0(x);
  if (v == 1) return besselI1(x);
  if (x == 0) return v > 0 || (v == Math.floor(v)) ? 0 : gammaSign(v + 1) * Infinity;
  if (x < 0) {
    const sign = parity(v);
    return sign == sign ? sign * plainValue(v, -x) : NaN;
  }
  if (x == Infinity) return v == Infinity ? NaN : Infinity;
  scaled(v, x);
  const e = 0.5 * (exponent + x);
  const half = Math.exp(e);
  return half * mantissa * half;
}

// exp(-|x|) I_v(x), v >= 0
// @elementwise
export function besselIve(v: f64, x: f64): f64 {
  if (!(v >= 0) || x != x) return NaN;
  return v == Infinity ? 0 : scaledValue(v, x);
}

// I_v(x), v >= 0
// @elementwise
export function besselIv(v: f64, x: f64): f64 {
  if (!(v >= 0) || x != x) return NaN;
  return v == Infinity && x < Infinity ? 0 : plainValue(v, x);
}

// log I_v(x), v >= 0, x >= 0
// @elementwise
export function logBesselIv(v: f64, x: f64): f64 {
  if (!(v >= 0 && x >= 0)) return NaN;
  if (x == 0) return v == 0 ? 0 : -Infinity;
  if (x == Infinity) return v == Infinity ? NaN : x;
  if (v == Infinity) return -Infinity;
  if (x <= SERIES_TO && x * x < 0.4 * (v + 1)) {
    // Near 1, log of 1 + small.
    const z = 0.25 * x * x;
    let term: f64 = 1;
    let sum: f64 = 0;
    for (let k: f64 = 1; k < 60; k += 1) {
      term *= z / (k * (v + k));
      sum += term;
      if (term < 1e-18 * sum) break;
    }
    return v * Math.log(0.5 * x) - lgamma(v + 1) + Math.log1p(sum);
  }
  scaled(v, x);
  return Math.log(mantissa) + (exponent + x);
}
