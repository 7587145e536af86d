// Derivatives to any order of the error functions whose formulas would cancel in float32, or even in float64.
import { erfcinv, erfcx, erfinv, expOfSquare, ndtr, ndtri } from './erf';

const TWO_OVER_ROOT_PI: f64 = 1.1283791670955126;
const ROOT_TWO_PI: f64 = 2.5066282746310002;
const ROOT_HALF: f64 = 0.7071067811865476;
/** Highest order of a derivative; the arrays below have room for no more. */
const MOST: f64 = 12;

const taylor = memory.data(16 << 3);
const logTaylor = memory.data(16 << 3);

// @ts-ignore: decorator
@inline
function get(from: usize, i: i32): f64 {
  return load<f64>(from + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
function put(to: usize, i: i32, value: f64): void {
  store<f64>(to + (<usize>i << 3), value);
}

// exp(scale x^2), its square without rounding.
// @elementwise
export function expSquare(x: f64, scale: f64): f64 {
  if (Math.abs(x) > 1e150) return x != x ? x : scale < 0 ? 0 : scale > 0 ? Infinity : 1;
  return expOfSquare(x, scale);
}

/** Taylor coefficients of erfcx at u, up to the n-th. */
function erfcxTaylor(u: f64, n: i32): void {
  if (u < 1) {
    // y' = 2 u y - 2 / sqrt pi: (k + 1) y_{k+1} = 2 (u y_k + y_{k-1}) - [k = 0] 2 / sqrt pi
    put(taylor, 0, erfcx(u));
    for (let k = 0; k < n; k++) {
      const value = 2 * u * get(taylor, k) + (k > 0 ? 2 * get(taylor, k - 1) : -TWO_OVER_ROOT_PI);
      put(taylor, k + 1, value / <f64>(k + 1));
    }
    return;
  }
  // y_k = (-2)^k exp(u^2) i^k erfc(u), the minimal solution of i^{k-2} = 2 k i^k + 2 u i^{k-1}: backwards from far out (Gautschi
  // 1961, "Recursive computation of the repeated integrals of the error function"), scaled by i^{-1} erfc = (2 / sqrt pi) exp(-u^2).
  const root = Math.sqrt(<f64>n) + 14 / u;
  let k = <i32>(root * root) + n + 10;
  let above: f64 = 0;
  let current: f64 = 1e-280;
  for (; k >= 0; k--) {
    // current belongs to k, above to k + 1
    if (k <= n) put(taylor, k, current);
    const below = 2 * <f64>(k + 1) * above + 2 * u * current;
    above = current;
    current = below;
    if (Math.abs(current) > 1e200) {
      current *= 1e-200;
      above *= 1e-200;
      for (let i = k; i <= n; i++) put(taylor, i, get(taylor, i) * 1e-200);
    }
  }
  let scale = TWO_OVER_ROOT_PI / current;
  for (let i = 0; i <= n; i++) {
    put(taylor, i, get(taylor, i) * scale);
    scale *= -2;
  }
}

// @ts-ignore: decorator
@inline
function factorial(n: i32): f64 {
  let product: f64 = 1;
  for (let i = 2; i <= n; i++) product *= <f64>i;
  return product;
}

// The n-th derivative of erfcx.
// @elementwise
export function erfcxDerivative(x: f64, n: f64): f64 {
  if (!(n >= 0 && n <= MOST) || x != x) return NaN;
  if (n == 0) return erfcx(x);
  if (x > 1e10) return x == Infinity ? 0 : (erfcx(x) * factorial(<i32>n) * (<i32>n % 2 == 1 ? -1 : 1)) / Math.pow(x, n);
  if (x < -26.7) return <i32>n % 2 == 1 ? -Infinity : Infinity;
  erfcxTaylor(x, <i32>n);
  return factorial(<i32>n) * get(taylor, <i32>n);
}

// The n-th derivative of log ndtr.
// @elementwise
export function logNdtrDerivative(x: f64, n: f64): f64 {
  if (!(n >= 1 && n <= MOST) || x != x) return NaN;
  const order = <i32>n;
  if (x == Infinity) return 0;
  if (x < 0) {
    if (x < -1e10) return order == 1 ? -x : order == 2 ? -1 : 0;
    // log(erfcx(u) / 2) - x^2 / 2, u = -x / sqrt 2
    erfcxTaylor(-x * ROOT_HALF, order);
    for (let k = 1; k <= order; k++) {
      let value = <f64>k * get(taylor, k);
      for (let j = 1; j < k; j++) value -= <f64>j * get(logTaylor, j) * get(taylor, k - j);
      put(logTaylor, k, value / (<f64>k * get(taylor, 0)));
    }
    const rest = order == 1 ? x : order == 2 ? 1 : 0;
    return factorial(order) * get(logTaylor, order) * Math.pow(-ROOT_HALF, n) - rest;
  }
  // r = density / ndtr, r' = -r (x + r): (k + 1) r_{k+1} = -(x r_k + r_{k-1} + (r^2)_k)
  put(taylor, 0, expSquare(x, -0.5) / (ROOT_TWO_PI * ndtr(x)));
  for (let k = 0; k < order - 1; k++) {
    let value = x * get(taylor, k) + (k > 0 ? get(taylor, k - 1) : 0);
    for (let j = 0; j <= k; j++) value += get(taylor, j) * get(taylor, k - j);
    put(taylor, k + 1, -value / <f64>(k + 1));
  }
  return factorial(order - 1) * get(taylor, order - 1);
}

/** n-th derivative in p of the normal quantile z: P(z) (sqrt(2 pi) exp(z^2 / 2))^n, P_1 = 1, P_{k+1} = P_k' + k z P_k. */
function quantileDerivative(z: f64, n: i32, unit: f64): f64 {
  put(taylor, 0, 1);
  for (let k = 1; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const below = i > 0 ? get(taylor, i - 1) : 0;
      const above = i + 1 < k ? get(taylor, i + 1) : 0;
      put(logTaylor, i, <f64>k * below + <f64>(i + 1) * above);
    }
    memory.copy(taylor, logTaylor, (k + 1) << 3);
  }
  let sum: f64 = 0;
  for (let i = n - 1; i >= 0; i--) sum = sum * z + get(taylor, i);
  return sum * Math.pow(unit * expSquare(z, 0.5), <f64>n);
}

// The n-th derivative of ndtri.
// @elementwise
export function ndtriDerivative(p: f64, n: f64): f64 {
  if (!(n >= 0 && n <= MOST)) return NaN;
  const z = ndtri(p);
  return n == 0 ? z : quantileDerivative(z, <i32>n, ROOT_TWO_PI);
}

// erfinv(x) = ndtri((1 + x) / 2) / sqrt 2
// @elementwise
export function erfinvDerivative(x: f64, n: f64): f64 {
  if (!(n >= 0 && n <= MOST)) return NaN;
  const y = erfinv(x);
  return n == 0 ? y : ROOT_HALF * quantileDerivative(y / ROOT_HALF, <i32>n, 0.5 * ROOT_TWO_PI);
}

// @elementwise
export function erfcinvDerivative(x: f64, n: f64): f64 {
  if (!(n >= 0 && n <= MOST)) return NaN;
  const y = erfcinv(x);
  return n == 0 ? y : ROOT_HALF * quantileDerivative(y / ROOT_HALF, <i32>n, -0.5 * ROOT_TWO_PI);
}
