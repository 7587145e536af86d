// Derivatives in x of the modified Bessel functions of the first kind, to order 12.
import {
  besselIve,
  exponent,
  get,
  HANKEL,
  hankel,
  hankelHolds,
  hankelTerms,
  mantissa,
  parity,
  plainValue,
  put,
  ROOT_TWO_PI_INVERSE,
  scaled,
  scaledValue,
  SERIES_TO,
} from './bessel';

/** Highest order of a derivative; the arrays below have room for no more. */
const MOST: i32 = 12;
const logHankel = memory.data(HANKEL << 3);

/** n-th derivative of x^power, divided by x^power: power (power - 1) ... / x^n. */
// @ts-ignore: decorator
@inline
function falling(power: f64, x: f64, n: i32): f64 {
  let product: f64 = 1;
  for (let i = 0; i < n; i++) product *= (power - <f64>i) / x;
  return product;
}

// The n-th derivative in x of I_v(x): 2^-n sum_j C(n, j) I_{v-n+2j}(x), NIST DLMF 10.29.5.
// @elementwise
export function besselIvDerivative(v: f64, x: f64, n: f64): f64 {
  if (!(v >= 0 && n >= 0 && n <= <f64>MOST) || x != x) return NaN;
  let sum: f64 = 0;
  let binomial: f64 = 1;
  for (let j: f64 = 0; j <= n; j += 1) {
    sum += binomial * plainValue(v - n + 2 * j, x);
    binomial *= (n - j) / (j + 1);
  }
  return sum * Math.pow(0.5, n);
}

// The n-th derivative in x > 0 of exp(-x) I_v(x): d/dx is half the second difference in the order v. Where that would cancel,
// Hankel's expansion is differentiated term by term.
// @elementwise
export function besselIveDerivative(v: f64, x: f64, n: f64): f64 {
  if (!(v >= 0 && n >= 0 && n <= <f64>MOST) || x != x) return NaN;
  if (n == 0) return besselIve(v, x);
  if (x < 0) {
    const sign = parity(v) * ((n * 0.5 == Math.floor(n * 0.5)) ? 1 : -1);
    return sign * besselIveDerivative(v, -x, n);
  }
  if (x == Infinity) return 0;
  if (hankelHolds(v + n, x)) {
    const count = hankelTerms(v, x);
    let sum: f64 = 0;
    for (let k = count - 1; k >= 0; k--) sum += get(hankel, k) * falling(-0.5 - <f64>k, x, <i32>n);
    return (sum * ROOT_TWO_PI_INVERSE) / Math.sqrt(x);
  }
  let sum: f64 = 0;
  let binomial: f64 = 1;
  for (let j: f64 = 0; j <= 2 * n; j += 1) {
    sum += binomial * scaledValue(v - n + j, x);
    binomial *= -(2 * n - j) / (j + 1);
  }
  return sum * Math.pow(0.5, n);
}

const taylor = memory.data((MOST + 2) << 3);

// The n-th derivative in x > 0 of log I_v(x), n >= 1.
// @elementwise
export function logBesselIvDerivative(v: f64, x: f64, n: f64): f64 {
  if (!(v >= 0 && x >= 0 && n >= 1 && n <= <f64>MOST)) return NaN;
  const order = <i32>n;
  if (x == 0) {
    if (v > 0) return order % 2 == 1 ? Infinity : -Infinity;
    // log I0 = x^2/4 - x^4/64 + x^6/576 - 11 x^8/49152 + ...
    return order == 2 ? 0.5 : order == 4 ? -0.375 : order == 6 ? 1.25 : order % 2 == 1 ? 0 : NaN;
  }
  if (x == Infinity) return order == 1 ? 1 : 0;
  if (hankelHolds(v, x)) {
    // log of a power series, then term by term.
    const count = hankelTerms(v, x);
    let sum: f64 = order == 1 ? 1 : 0;
    let result = -0.5 * falling(-1, x, order - 1) / x;
    for (let k = 1; k < count; k++) {
      let value = <f64>k * get(hankel, k);
      for (let j = 1; j < k; j++) value -= <f64>j * get(logHankel, j) * get(hankel, k - j);
      put(logHankel, k, value / <f64>k);
      result += get(logHankel, k) * falling(-<f64>k, x, order);
    }
    return sum + result;
  }
  // Powers of x first: log I_v = v log(x / 2) - lgamma(v + 1) + log S(x).
  const powers = v == 0 ? 0 : v * falling(-1, x, order - 1) / x;
  if (x <= SERIES_TO) {
    // Taylor coefficients of S at x: S^(i)(x) / i!, each a sum of positive terms.
    const z = 0.25 * x * x;
    for (let i = 0; i <= order; i++) put(taylor, i, 0);
    let term: f64 = 1;
    let scale: f64 = 0;
    for (let k: f64 = 0; k < 200; k += 1) {
      let part = term;
      for (let i = 0; i <= order; i++) {
        put(taylor, i, get(taylor, i) + part);
        part *= (2 * k - <f64>i) / (<f64>(i + 1) * x);
      }
      scale += term;
      if (term * Math.pow(2 * k + 1, n) < 1e-18 * scale && k > 4) break;
      term *= z / ((k + 1) * (v + k + 1));
    }
    return powers + logTaylor(order);
  }
  // Through r = I_{v+1} / I_v, r' = 1 - (2v + 1) r / x - r^2; S' / S = r.
  scaled(v, x);
  const m0 = mantissa;
  const e0 = exponent;
  scaled(v + 1, x);
  put(taylor, 0, (mantissa / m0) * Math.exp(exponent - e0));
  // Taylor coefficients of r: (i + 1) r_{i+1} = [i = 0] - (2v + 1) (r / x)_i - (r^2)_i.
  for (let i = 0; i < order - 1; i++) {
    let square: f64 = 0;
    let ratio: f64 = 0;
    let inverse = 1 / x;
    for (let j = i; j >= 0; j--) {
      square += get(taylor, j) * get(taylor, i - j);
      ratio += get(taylor, j) * inverse;
      inverse *= -1 / x;
    }
    put(taylor, i + 1, ((i == 0 ? 1.0 : 0.0) - (2 * v + 1) * ratio - square) / <f64>(i + 1));
  }
  let value = get(taylor, order - 1);
  for (let i = 2; i < order; i++) value *= <f64>i;
  return powers + value;
}

/** n! times the n-th Taylor coefficient of log S, S's own in `taylor`. */
function logTaylor(n: i32): f64 {
  for (let k = 1; k <= n; k++) {
    let value = <f64>k * get(taylor, k);
    for (let j = 1; j < k; j++) value -= <f64>j * get(logHankel, j) * get(taylor, k - j);
    put(logHankel, k, value / (<f64>k * get(taylor, 0)));
  }
  let result = get(logHankel, n);
  for (let i = 2; i <= n; i++) result *= <f64>i;
  return result;
}
