// The zeta function of Hurwitz, zeta(s, q) = sum (q + k)^-s over k >= 0, its first two derivatives in s, and polygamma functions.
// Euler-Maclaurin summation (DLMF 25.11.5): the terms up to T = q + N, then
//
//   T^(1-s) / (s-1) + T^-s / 2 + sum_j B_2j/(2j)! s (s+1) ... (s+2j-2) T^(-s-2j+1).
import { digamma, lgammaPositive, sinPi, trigamma } from './gamma';

/** B_2j / (2j)!, j = 1 ... 12. */
const BERNOULLI: StaticArray<f64> = [
  0.08333333333333333, -0.001388888888888889, 3.306878306878307e-5, -8.267195767195768e-7, 2.08767569878681e-8,
  -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15, -2.174868698558062e-16,
  5.5090028283602295e-18, -1.3954464685812522e-19,
];

/** zeta and its first two derivatives in s, for q > 0, s > 1 (analytically continued for s > -10). */
let value: f64 = 0;
let slope: f64 = 0;
let curvature: f64 = 0;

function eulerMaclaurin(s: f64, q: f64): void {
  value = slope = curvature = 0;
  let T = q;
  const reach = 8 + 1.2 * s;
  while (T < reach) {
    const term = Math.pow(T, -s);
    value += term;
    const log = Math.log(T);
    slope -= term * log;
    curvature += term * log * log;
    if (s > 1 && T > 1 && (term == 0 || term * (1 + log * log) < 1e-18 * Math.min(value, curvature))) return;
    T += 1;
  }
  const log = Math.log(T);
  const u = 1 / (s - 1);
  const term = Math.pow(T, -s);
  const area = T * term * u;
  value += area + 0.5 * term;
  slope -= area * (log + u) + 0.5 * term * log;
  curvature += area * (log * log + 2 * log * u + 2 * u * u) + 0.5 * term * log * log;
  // The rising factorial and its derivatives in s, times T^-s and its own.
  const r = 1 / T;
  let c = s * r;
  let c1 = r;
  let c2: f64 = 0;
  for (let j = 0; j < 12; j++) {
    const b = BERNOULLI[j] * term;
    const step = b * c;
    value += step;
    slope += b * (c1 - c * log);
    curvature += b * (c2 - 2 * c1 * log + c * log * log);
    if (Math.abs(b * (Math.abs(c2) + Math.abs(c1) + Math.abs(c)) * (1 + log * log)) < 1e-18 * Math.abs(value)) break;
    for (let m = 2 * j + 1; m < 2 * j + 3; m++) {
      c2 = (c2 * (s + m) + 2 * c1) * r;
      c1 = (c1 * (s + m) + c) * r;
      c = c * (s + m) * r;
    }
  }
}

// SciPy's zeta(s, q): s > 1; q <= 0 only for whole s, with poles at 0, -1, ...
// @elementwise
export function zeta(s: f64, q: f64): f64 {
  if (s != s || q != q || s < 1) return NaN;
  if (s == 1) return Infinity;
  if (q <= 0) {
    if (q == Math.floor(q)) return Infinity;
    if (s != Math.floor(s)) return NaN;
    return zetaOfNegative(s, q);
  }
  if (q == Infinity) return 0;
  if (s == Infinity) return q > 1 ? 0 : q == 1 ? 1 : Infinity;
  // Far out the sum is its integral; powers of q alone could overflow before they meet.
  if (q > 1e8) return (1 / (s - 1) + 0.5 / q) * Math.pow(q, 1 - s);
  eulerMaclaurin(s, q);
  return value;
}

/**
 * The sum over all integers less the sum over those below q, with r the part of q after the integer below it. For odd s the two
 * sides have opposite signs; pairs of terms are taken first, which is exact where they cancel.
 */
function zetaOfNegative(s: f64, q: f64): f64 {
  if (q == -Infinity) return NaN;
  const r = q - Math.floor(q);
  const right = Math.pow(r, -s);
  const left = Math.pow(1 - r, -s);
  const rightRest = zeta(s, 1 + r);
  const leftRest = zeta(s, 2 - r);
  const beyond = zeta(s, 1 - q);
  return Math.floor(0.5 * s) == 0.5 * s ? right + left + (rightRest + (leftRest - beyond)) : right - left + (rightRest - leftRest + beyond);
}

// d zeta / ds.
// @elementwise
export function zetaFirst(s: f64, q: f64): f64 {
  if (!(s > 1 && q > 0)) return NaN;
  if (q == Infinity || s == Infinity) return q >= 1 ? 0 : -Infinity;
  eulerMaclaurin(s, q);
  return slope;
}

// d2 zeta / ds2.
// @elementwise
export function zetaSecond(s: f64, q: f64): f64 {
  if (!(s > 1 && q > 0)) return NaN;
  if (q == Infinity || s == Infinity) return q >= 1 ? 0 : Infinity;
  eulerMaclaurin(s, q);
  return curvature;
}

// Riemann's zeta(s), for all real s; below 0 by the functional equation (DLMF 25.4.1).
// @elementwise
export function riemannZeta(s: f64): f64 {
  if (s == Infinity) return 1;
  if (s == 1) return Infinity;
  if (s > -0.5) {
    eulerMaclaurin(s, 1);
    return value;
  }
  if (s == -Infinity || s != s) return NaN;
  if (s * 0.5 == Math.floor(s * 0.5)) return 0;
  eulerMaclaurin(1 - s, 1);
  const size = Math.exp(lgammaPositive(1 - s) + (s - 1) * Math.log(2 * Math.PI));
  return 2 * sinPi(0.5 * s) * size * value;
}

/** n! for n < 23, exact. */
function smallFactorial(n: f64): f64 {
  let product: f64 = 1;
  for (let k: f64 = 2; k <= n; k++) product *= k;
  return product;
}

// The n-th derivative of digamma: (-1)^(n+1) n! zeta(n+1, x) for n >= 1.
// @elementwise
export function polygamma(n: f64, x: f64): f64 {
  if (!(n >= 0) || n != Math.floor(n)) return NaN;
  if (n == 0) return digamma(x);
  if (n == 1) return trigamma(x);
  const z = zeta(n + 1, x);
  const size = n < 23 ? smallFactorial(n) * z : Math.exp(lgammaPositive(n + 1) + Math.log(Math.abs(z))) * (z < 0 ? -1 : 1);
  return Math.floor(0.5 * n) == 0.5 * n ? -size : size;
}
