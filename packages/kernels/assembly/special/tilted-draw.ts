// How a draw of an exponential family on the line moves with its parameters at a fixed quantile. Density exp(L(y)), log-concave, where
// L depends on a parameter t_i by t_i T_i(y) less a constant, so that the scores are s_i = T_i - E T_i and ds_i/dt_j = -cov(T_i, T_j):
//
//   first    g_i  = -(int f s_i) / f(y)
//   second   h_ij = -(int f (s_i s_j - cov_ij)) / f(y) - g_i s_j - g_j s_i - g_i g_j L'(y)
//
// with integrals below y; where y is above the mode, those above y with the other sign. By Gauss and Legendre's rule on panels, out to
// where the density has fallen to exp(-45) of what it was at the near end.
import { COUNT, NODES, WEIGHTS } from './quadrature-nodes';

const FALL: f64 = 45;
/** The structure of both families has a width of about 1 or more. */
const PANEL: f64 = 3;

/** 0: y = log x of the generalised inverse Gaussian, L = p y - w cosh y. 1: y = log(x / (2 - x)) of the fall x = 1 - cos, in d dimensions. */
let family: i32 = 0;
let a: f64 = 0;
let b: f64 = 0;

/** L (up to a constant), L', T_1 and T_2 after `look`. */
let level: f64 = 0;
let slope: f64 = 0;
let first: f64 = 0;
let second: f64 = 0;

function look(y: f64): void {
  if (family == 0) {
    // cosh y - 1 = 2 sinh^2(y / 2), without cancellation.
    const u = Math.expm1(0.5 * y);
    const s = 0.5 * (u + u / (1 + u));
    first = y;
    second = -2 * s * s;
    level = a * y + b * second;
    slope = a - b * 2 * s * Math.sqrt(1 + s * s);
    return;
  }
  const e = Math.exp(-abs(y));
  const small = e / (1 + e);
  const large = 1 / (1 + e);
  const x = 2 * (y < 0 ? small : large);
  const rest = 2 * (y < 0 ? large : small);
  const power = 0.5 * (b - 1);
  first = -x;
  second = 0;
  level = -a * x - power * (abs(y) + 2 * Math.log1p(e));
  slope = 0.5 * (power * (rest - x) - a * x * rest);
}

function modeOf(): f64 {
  if (family == 0) return Math.asinh(a / b);
  const power = 0.5 * (b - 1);
  // a x^2 / 2 - (a + power) x + power = 0.
  const x = (2 * power) / (a + power + Math.sqrt(a * a + power * power));
  return Math.log(x / (2 - x));
}

/** How far L falls by FALL from y on, away from the mode. */
function reach(y: f64, sign: f64): f64 {
  look(y);
  const top = level;
  let far: f64 = 1e-6;
  for (let k = 0; k < 60; k++) {
    look(y + sign * far);
    if (!(top - level < FALL)) break;
    far *= 2;
  }
  let near = 0.5 * far;
  for (let k = 0; k < 6; k++) {
    const middle = 0.5 * (near + far);
    look(y + sign * middle);
    if (top - level < FALL) near = middle;
    else far = middle;
  }
  return far;
}

// Sums over a tail of f / f(from) times 1, u_1, u_2, u_1^2, u_1 u_2, u_2^2 with u_i = T_i less a centre.
let m: f64 = 0;
let m1: f64 = 0;
let m2: f64 = 0;
let m11: f64 = 0;
let m12: f64 = 0;
let m22: f64 = 0;

function addTail(from: f64, sign: f64, centre1: f64, centre2: f64): void {
  const length = reach(from, sign);
  look(from);
  const top = level;
  const panels = Math.ceil(length / PANEL);
  const width = length / panels;
  for (let panel: f64 = 0; panel < panels; panel++) {
    for (let k = 0; k < COUNT; k++) {
      look(from + sign * width * (panel + NODES[k]));
      const weight = width * WEIGHTS[k] * Math.exp(level - top);
      const u1 = first - centre1;
      const u2 = second - centre2;
      m += weight;
      m1 += weight * u1;
      m2 += weight * u2;
      m11 += weight * u1 * u1;
      m12 += weight * u1 * u2;
      m22 += weight * u2 * u2;
    }
  }
}

function clear(): void {
  m = m1 = m2 = m11 = m12 = m22 = 0;
}

// Of the last parameters.
let familyBefore: i32 = -1;
let aBefore: f64 = NaN;
let bBefore: f64 = NaN;
let yBefore: f64 = NaN;
let mode: f64 = 0;
let mean1: f64 = 0;
let mean2: f64 = 0;
let covariance11: f64 = 0;
let covariance12: f64 = 0;
let covariance22: f64 = 0;

function useParameters(): void {
  mode = modeOf();
  look(mode);
  const centre1 = first;
  const centre2 = second;
  clear();
  addTail(mode, -1, centre1, centre2);
  addTail(mode, 1, centre1, centre2);
  const r = 1 / m;
  mean1 = centre1 + m1 * r;
  mean2 = centre2 + m2 * r;
  covariance11 = m11 * r - m1 * r * m1 * r;
  covariance12 = m12 * r - m1 * r * m2 * r;
  covariance22 = m22 * r - m2 * r * m2 * r;
}

let g1: f64 = 0;
let g2: f64 = 0;
let h11: f64 = 0;
let h12: f64 = 0;
let h22: f64 = 0;

/** Sets g and h for the family `which` with parameters p and q at y; does nothing where they are those of the last call. */
function differentiate(which: i32, p: f64, q: f64, y: f64): void {
  const known = which == familyBefore && p == aBefore && q == bBefore;
  if (known && y == yBefore) return;
  family = which;
  a = p;
  b = q;
  if (!known) useParameters();
  familyBefore = which;
  aBefore = p;
  bBefore = q;
  yBefore = y;
  const sign: f64 = y < mode ? -1 : 1;
  clear();
  addTail(y, sign, mean1, mean2);
  look(y);
  const s1 = first - mean1;
  const s2 = second - mean2;
  g1 = sign * m1;
  g2 = sign * m2;
  h11 = sign * (m11 - covariance11 * m) - 2 * g1 * s1 - g1 * g1 * slope;
  h12 = sign * (m12 - covariance12 * m) - g1 * s2 - g2 * s1 - g1 * g2 * slope;
  h22 = sign * (m22 - covariance22 * m) - 2 * g2 * s2 - g2 * g2 * slope;
}

/** Whether the generalised inverse Gaussian of order p with a = b = w has derivatives at y; they are then set. */
function inverseGaussian(p: f64, w: f64, y: f64): bool {
  if (!(w > 0 && w < Infinity && abs(p) < Infinity && abs(y) < Infinity)) return false;
  differentiate(0, p, w, y);
  return true;
}

// Pathwise derivatives of y = log x, x a draw with density x^(p-1) exp(-w (x + 1 / x) / 2), in p and w.
// @elementwise
export function logGeneralisedInverseGaussianDrawP(p: f64, w: f64, y: f64): f64 {
  return inverseGaussian(p, w, y) ? g1 : NaN;
}

// @elementwise
export function logGeneralisedInverseGaussianDrawW(p: f64, w: f64, y: f64): f64 {
  return inverseGaussian(p, w, y) ? g2 : NaN;
}

// @elementwise
export function logGeneralisedInverseGaussianDrawPP(p: f64, w: f64, y: f64): f64 {
  return inverseGaussian(p, w, y) ? h11 : NaN;
}

// @elementwise
export function logGeneralisedInverseGaussianDrawPW(p: f64, w: f64, y: f64): f64 {
  return inverseGaussian(p, w, y) ? h12 : NaN;
}

// @elementwise
export function logGeneralisedInverseGaussianDrawWW(p: f64, w: f64, y: f64): f64 {
  return inverseGaussian(p, w, y) ? h22 : NaN;
}

// Pathwise derivatives of a draw x of the inverse Gaussian law with mean 1 in its shape.
// @elementwise
export function inverseGaussianDrawShape(shape: f64, x: f64): f64 {
  return inverseGaussian(-0.5, shape, Math.log(x)) ? x * g2 : NaN;
}

// @elementwise
export function inverseGaussianDrawShapeShape(shape: f64, x: f64): f64 {
  return inverseGaussian(-0.5, shape, Math.log(x)) ? x * (h22 + g2 * g2) : NaN;
}

/** The same of a fall x = 1 - cos of the angle between a von Mises-Fisher draw and its mean direction. */
function fall(concentration: f64, dimension: f64, x: f64): bool {
  if (!(concentration >= 0 && concentration < Infinity && dimension >= 2 && dimension < Infinity && x > 0 && x < 2)) return false;
  differentiate(1, concentration, dimension, Math.log(x / (2 - x)));
  return true;
}

// Pathwise derivatives of a fall x in the concentration. At the ends of its range it stays where it is.
// @elementwise
export function vonMisesFisherFallDrawK(concentration: f64, dimension: f64, x: f64): f64 {
  if (x == 0 || x == 2) return 0;
  return fall(concentration, dimension, x) ? 0.5 * x * (2 - x) * g1 : NaN;
}

// @elementwise
export function vonMisesFisherFallDrawKK(concentration: f64, dimension: f64, x: f64): f64 {
  if (x == 0 || x == 2) return 0;
  return fall(concentration, dimension, x) ? 0.5 * x * (2 - x) * (h11 + (1 - x) * g1 * g1) : NaN;
}
