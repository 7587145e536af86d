// Student's t with n degrees of freedom. In v = asinh(t / sqrt n) its density is f = cosh(v)^-n / B(n/2, 1/2), smooth for every n,
// and 2v is the logit of a symmetric beta law with a = b = n / 2. Integrals against the score in n at fixed v,
// s = mean of log cosh - log cosh v, run over the side where s has one sign, or are the beta law's.
import { betainc } from './beta';
import { symmetricFirst, symmetricMoments, symmetricSecond } from './beta-moments';
import { ndtr } from './erf';
import { digamma, lgamma, trigamma } from './gamma';
import { COUNT, NODES, WEIGHTS } from './quadrature-nodes';

const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;
/** From here on the quantile is expanded in 1 / n. */
const NORMAL_FROM: f64 = 3000;

/** log cosh v, v >= 0. */
// @ts-ignore: decorator
@inline
function logCosh(v: f64): f64 {
  const s = Math.sinh(0.5 * v);
  return v < 1 ? Math.log1p(2 * s * s) : v + Math.log1p(Math.exp(-2 * v)) - Math.LN2;
}

/** (psi((n+1)/2) - psi(n/2)) / 2: the mean of log cosh v. */
function meanLogCosh(n: f64): f64 {
  if (n < 50) return 0.5 * (digamma(0.5 * (n + 1)) - digamma(0.5 * n));
  const r = 1 / n;
  const q = r * r;
  return r * (0.5 + r * (0.25 - q * (0.125 - q * (0.25 - q * (17.0 / 16 - q * 7.75)))));
}

/** Its derivative in n. */
function slopeOfMean(n: f64): f64 {
  if (n < 50) return 0.25 * (trigamma(0.5 * (n + 1)) - trigamma(0.5 * n));
  const r = 1 / n;
  const q = r * r;
  return -q * (0.5 + r * (0.5 - q * (0.5 - q * (1.5 - q * (8.5 - q * 77.5)))));
}

let score: f64 = 0;
let first: f64 = 0;
let second: f64 = 0;

/** The score at v >= 0, and the integrals of f s and f (s^2 + ds/dn) above v, divided by f(v). Over all v > 0 they are 0. */
function upperMoments(n: f64, v: f64): void {
  const mean = meanLogCosh(n);
  const slope = slopeOfMean(n);
  const here = logCosh(v);
  score = mean - here;
  let length = -v;
  if (score <= 0 || v > 3) {
    if (n < 24) {
      symmetricMoments(0.5 * n, -2 * v);
      first = symmetricFirst;
      second = symmetricSecond;
      return;
    }
    // n (log cosh w - log cosh v) = 40
    const top = here + 40 / n;
    length = top + Math.log1p(Math.sqrt(-Math.expm1(-2 * top))) - v;
  }
  first = 0;
  second = 0;
  for (let k = 0; k < COUNT; k++) {
    const c = logCosh(v + length * NODES[k]);
    const weight = length * WEIGHTS[k] * Math.exp(-n * (c - here));
    const s = mean - c;
    first += weight * s;
    second += weight * (s * s + slope);
  }
}

let drawFirst: f64 = 0;
let drawSecond: f64 = 0;

/** dt/dn and d2t/dn2 at a fixed quantile, for t >= 0. */
function derivatives(n: f64, t: f64): void {
  if (n > NORMAL_FROM && t * t < 0.02 * n) return expanded(n, t);
  const root = Math.sqrt(n);
  const v = Math.asinh(t / root);
  upperMoments(n, v);
  const cosh = Math.sqrt(1 + (t * t) / n);
  const sinh = t / root;
  const g = first;
  const h = second - 2 * g * score + n * g * g * (sinh / cosh);
  drawFirst = t / (2 * n) + root * cosh * g;
  drawSecond = -t / (4 * n * n) + (cosh * g) / root + root * (sinh * g * g + cosh * h);
}

/** Fisher and Cornish's expansion of t in the normal quantile z, to n^-4 (Abramowitz and Stegun 26.7.5), solved for z. */
function expanded(n: f64, t: f64): void {
  const r = 1 / n;
  let z = t;
  let g1: f64 = 0;
  let g2: f64 = 0;
  let g3: f64 = 0;
  let g4: f64 = 0;
  for (let step = 0; step < 8; step++) {
    const s = z * z;
    g1 = (z * (s + 1)) / 4;
    g2 = (z * (3 + s * (16 + s * 5))) / 96;
    g3 = (z * (-15 + s * (17 + s * (19 + s * 3)))) / 384;
    g4 = (z * (-945 + s * (-1920 + s * (1482 + s * (776 + s * 79))))) / 92160;
    const miss = z + r * (g1 + r * (g2 + r * (g3 + r * g4))) - t;
    z -= miss / (1 + r * (0.25 + 0.75 * s));
    if (Math.abs(miss) <= 1e-16 * t) break;
  }
  drawFirst = -r * r * (g1 + r * (2 * g2 + r * (3 * g3 + r * 4 * g4)));
  drawSecond = r * r * r * (2 * g1 + r * (6 * g2 + r * (12 * g3 + r * 20 * g4)));
}

// @ts-ignore: decorator
@inline
function inside(n: f64, t: f64): bool {
  return n > 0 && n < Infinity && t - t == 0;
}

// Pathwise derivatives of a draw t of Student's law in its degrees of freedom n.
// @elementwise
export function studentTDrawN(n: f64, t: f64): f64 {
  if (!inside(n, t)) return NaN;
  derivatives(n, Math.abs(t));
  return t < 0 ? -drawFirst : drawFirst;
}

// @elementwise
export function studentTDrawNN(n: f64, t: f64): f64 {
  if (!inside(n, t)) return NaN;
  derivatives(n, Math.abs(t));
  return t < 0 ? -drawSecond : drawSecond;
}

// The distribution function.
// @elementwise
export function studentTCdf(n: f64, t: f64): f64 {
  if (!(n > 0) || t != t) return NaN;
  if (n == Infinity) return ndtr(t);
  const u = Math.abs(t) / Math.sqrt(n);
  // 1 / (1 + exp(2v)), exp(v) = u + sqrt(1 + u^2)
  const e = u + Math.sqrt(1 + u * u);
  const tail = u > 1e154 ? 0 : betainc(0.5 * n, 0.5 * n, 1 / (1 + e * e));
  return t < 0 ? tail : 1 - tail;
}

// The density.
// @elementwise
export function studentTDensity(n: f64, t: f64): f64 {
  if (!(n > 0) || t != t) return NaN;
  if (n == Infinity) return Math.exp(-HALF_LOG_TWO_PI - 0.5 * t * t);
  if (t - t != 0) return 0;
  return density(n, t);
}

// d/dn of its logarithm.
// @elementwise
export function studentTScore(n: f64, t: f64): f64 {
  if (!(n > 0) || t != t) return NaN;
  const square = t * t;
  return meanLogCosh(n) - 0.5 / n - 0.5 * Math.log1p(square / n) + (0.5 * (n + 1) * square) / (n * (n + square));
}

function density(n: f64, t: f64): f64 {
  const ratio = n < 1e4 ? lgamma(0.5 * (n + 1)) - lgamma(0.5 * n) - 0.5 * Math.log(0.5 * n) : -1 / (4 * n) + 1 / (24 * n * n * n);
  return Math.exp(ratio - HALF_LOG_TWO_PI - 0.5 * (n + 1) * Math.log1p((t * t) / n));
}

// d/dn of the distribution function: minus the density times the pathwise derivative.
// @elementwise
export function studentTCdfN(n: f64, t: f64): f64 {
  if (!(n > 0) || t != t) return NaN;
  if (!inside(n, t)) return 0;
  return -density(n, t) * studentTDrawN(n, t);
}

// d2/dn2 of the distribution function, from F(t(n), n) = constant differentiated twice.
// @elementwise
export function studentTCdfNN(n: f64, t: f64): f64 {
  if (!(n > 0) || t != t) return NaN;
  if (!inside(n, t)) return 0;
  const u = Math.abs(t);
  derivatives(n, u);
  const square = u * u;
  const slope = (-(n + 1) * u) / (n + square);
  const value = -density(n, u) * (drawFirst * (drawFirst * slope + 2 * studentTScore(n, u)) + drawSecond);
  return t < 0 ? -value : value;
}
