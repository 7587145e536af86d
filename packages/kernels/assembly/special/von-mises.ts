// The von Mises law on the circle, density exp(k cos x) / (2 pi I0(k)) on [-pi, pi]: its distribution function and derivatives in k,
// by Gauss and Legendre's rule over whichever stretch has a score cos t - A(k) of one sign, A = I1 / I0, so that nothing cancels.
// All integrals are divided by the density at x.
import { besselI0e, besselI1e } from './bessel';
import { COUNT, NODES, WEIGHTS } from './quadrature-nodes';

/** pi less its nearest double. */
const PI_REST: f64 = 1.2246467991473532e-16;

let mass: f64 = 0;
let first: f64 = 0;
let second: f64 = 0;

/** Integrals of exp(k (cos t - cos x)) (1, s, s^2) over t from x <= 0, on `length` towards 0 (sign 1) or -pi (sign -1). */
function integrate(k: f64, x: f64, length: f64, sign: f64, ratio: f64): void {
  mass = 0;
  first = 0;
  second = 0;
  const base = 2 * Math.sin(0.5 * x) * Math.sin(0.5 * x);
  // cos t - A = (1 - A) - 2 sin^2(t / 2)
  for (let j = 0; j < COUNT; j++) {
    const t = x + sign * length * NODES[j];
    const half = Math.sin(0.5 * t);
    const versine = 2 * half * half;
    const weight = WEIGHTS[j] * length * Math.exp(k * (base - versine));
    const s = ratio - versine;
    mass += weight;
    first += weight * s;
    second += weight * s * s;
  }
}

/** How far towards -pi from x <= 0 the density falls to exp(-40) of its value at x. */
function reach(k: f64, x: f64): f64 {
  const half = Math.sin(0.5 * x);
  const bottom = half * half + 20 / k;
  return bottom >= 1 ? Math.PI + x + PI_REST : 2 * Math.asin(Math.sqrt(bottom)) + x;
}

/** 1 - I1(k) / I0(k), without cancellation for large k. */
function oneLessRatio(k: f64): f64 {
  if (k > 200) {
    const r = 1 / k;
    return r * (0.5 + r * (0.125 + r * (0.125 + r * (25.0 / 128 + r * (13.0 / 32 + r * (1073.0 / 1024 + r * (103.0 / 32 + r * 375733.0 / 32768)))))));
  }
  return 1 - besselI1e(k) / besselI0e(k);
}

// The distribution function on [-pi, pi]; 0 before and 1 after.
// @elementwise
export function vonMisesCdf(kappa: f64, x: f64): f64 {
  if (!(kappa >= 0) || x != x) return NaN;
  if (x <= -Math.PI) return 0;
  if (x >= Math.PI) return 1;
  if (kappa == Infinity) return x < 0 ? 0 : x > 0 ? 1 : 0.5;
  const u = -Math.abs(x);
  const half = Math.sin(0.5 * u);
  const density = Math.exp(-2 * kappa * half * half) / (2 * Math.PI * besselI0e(kappa));
  integrate(kappa, u, reach(kappa, u), -1, 0);
  const lower = density * mass;
  return x <= 0 ? lower : 1 - lower;
}

/** Moments of the score between x <= 0 and an end, in `first` and `second`, with the sign of the lower tail; A'(k) returned. */
function scoreMoments(kappa: f64, x: f64): f64 {
  const gap = oneLessRatio(kappa);
  const half = Math.sin(0.5 * x);
  // A' = 1 - A / k - A^2 = gap (2 - gap) - (1 - gap) / k
  const slope = kappa < 1e-3 ? 0.5 - 0.1875 * kappa * kappa : kappa > 200 ? slopeFar(1 / kappa) : gap * (2 - gap) - (1 - gap) / kappa;
  if (2 * half * half < gap) {
    integrate(kappa, x, -x, 1, gap);
    first = -first;
    second = -(second - slope * mass);
  } else {
    integrate(kappa, x, reach(kappa, x), -1, gap);
    second -= slope * mass;
  }
  return slope;
}

/** A'(1 / r): the derivative of the expansion in `oneLessRatio`. */
function slopeFar(r: f64): f64 {
  return r * r * (0.5 + r * (0.25 + r * (0.375 + r * (25.0 / 32 + r * (65.0 / 32 + r * (3219.0 / 512 + r * (721.0 / 32 + r * 375733.0 / 4096)))))));
}

// d/dk of the distribution function.
// @elementwise
export function vonMisesCdfKappa(kappa: f64, x: f64): f64 {
  if (!(kappa >= 0 && kappa < Infinity) || x != x) return NaN;
  if (x <= -Math.PI || x >= Math.PI || x == 0) return 0;
  const u = -Math.abs(x);
  const half = Math.sin(0.5 * u);
  scoreMoments(kappa, u);
  const value = (first * Math.exp(-2 * kappa * half * half)) / (2 * Math.PI * besselI0e(kappa));
  return x < 0 ? value : -value;
}

// d2/dk2 of the distribution function.
// @elementwise
export function vonMisesCdfKappaKappa(kappa: f64, x: f64): f64 {
  if (!(kappa >= 0 && kappa < Infinity) || x != x) return NaN;
  if (x <= -Math.PI || x >= Math.PI || x == 0) return 0;
  const u = -Math.abs(x);
  const half = Math.sin(0.5 * u);
  scoreMoments(kappa, u);
  const value = (second * Math.exp(-2 * kappa * half * half)) / (2 * Math.PI * besselI0e(kappa));
  return x < 0 ? value : -value;
}

// Pathwise derivatives of a von Mises draw x in k, at a fixed quantile.
// @elementwise
export function vonMisesDrawK(kappa: f64, x: f64): f64 {
  if (!(kappa >= 0 && kappa < Infinity && Math.abs(x) <= Math.PI + 1e-6)) return NaN;
  if (x == 0 || Math.abs(x) >= Math.PI) return 0;
  scoreMoments(kappa, -Math.abs(x));
  return x < 0 ? -first : first;
}

// @elementwise
export function vonMisesDrawKK(kappa: f64, x: f64): f64 {
  if (!(kappa >= 0 && kappa < Infinity && Math.abs(x) <= Math.PI + 1e-6)) return NaN;
  if (x == 0 || Math.abs(x) >= Math.PI) return 0;
  const u = -Math.abs(x);
  scoreMoments(kappa, u);
  const half = Math.sin(0.5 * u);
  const s = oneLessRatio(kappa) - 2 * half * half;
  // h = K - 2 g s - g^2 d log q / dx, g = -first, K = -second, d log q / dx = -k sin x
  const value = -second + first * (2 * s + first * kappa * Math.sin(u));
  return x < 0 ? value : -value;
}

// @elementwise
export function vonMisesDensity(kappa: f64, x: f64): f64 {
  if (!(kappa >= 0 && kappa < Infinity)) return NaN;
  const half = Math.sin(0.5 * x);
  return Math.exp(-2 * kappa * half * half) / (2 * Math.PI * besselI0e(kappa));
}

// d/dk of its logarithm: cos x - I1(k) / I0(k).
// @elementwise
export function vonMisesScore(kappa: f64, x: f64): f64 {
  if (!(kappa >= 0 && kappa < Infinity)) return NaN;
  const half = Math.sin(0.5 * x);
  return oneLessRatio(kappa) - 2 * half * half;
}
