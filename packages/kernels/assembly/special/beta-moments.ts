// Integrals over the tail of a beta law, weighted with its score. In the logit coordinate l = log(x / y) the density is
// f = x^a y^b / B(a, b), smooth and log-concave for all a, b > 0. With s_a, s_b the scores d log f / da and d log f / db at the same
// x, the integrals of f, f s_a, f s_b, f (s_i s_j + d s_i / dj) below x are I_x(a, b) and its first and second partial
// derivatives; here all are divided by f(x).
//
// Where x is below the mean the power series of 2F1(a+b, 1; a+1; x) has positive terms and is differentiated term by term; where
// it is slow, Gauss and Legendre's rule with 40 nodes takes its place.
import { digamma, trigamma } from './gamma';
import { COUNT, NODES, WEIGHTS } from './quadrature-nodes';

/** Results of `lowerMoments`. */
export let m: f64 = 0;
export let ma: f64 = 0;
export let mb: f64 = 0;
export let maa: f64 = 0;
export let mab: f64 = 0;
export let mbb: f64 = 0;
let scoreA: f64 = 0;
let scoreB: f64 = 0;

/** Where exp(-a w - (a + b) log(1 - x (1 - exp(-w)))) has fallen to exp(-40): Newton's method from above, on a convex function. */
function reach(a: f64, c: f64, x: f64, logY: f64): f64 {
  let w = (40 - c * logY) / a;
  for (let step = 0; step < 60; step++) {
    const e = Math.exp(-w);
    const rest = 1 - x * (1 - e);
    const miss = a * w + c * Math.log(rest) - 40;
    const change = miss / (a - (c * x * e) / rest);
    w -= change;
    if (change < 0.02 * w) break;
  }
  return w;
}

/** The integral of f below x, divided by f(x). */
export function lowerMoment(a: f64, b: f64, x: f64, y: f64): f64 {
  const c = a + b;
  const w = reach(a, c, x, Math.log(y));
  let sum: f64 = 0;
  for (let k = 0; k < COUNT; k++) {
    const v = w * NODES[k];
    sum += WEIGHTS[k] * Math.exp(-a * v - c * Math.log1p(x * Math.expm1(-v)));
  }
  return sum * w;
}

/** psi(z + d) - psi(z), d > 0, also where d is small against z. */
export function digammaDifference(z: f64, d: f64): f64 {
  return d < 1e-5 * z ? d * trigamma(z + 0.5 * d) : digamma(z + d) - digamma(z);
}

/** Whether the series has all its digits after some hundred terms: its ratio of successive terms after fifty of them. */
// @ts-ignore: decorator
@inline
function quick(a: f64, b: f64, x: f64): bool {
  return x * (a + b + 50) < 0.8 * (a + 51);
}

export function lowerMoments(a: f64, b: f64, logX: f64, logY: f64): void {
  const c = a + b;
  const psi1 = trigamma(c);
  const x = Math.exp(logX);
  scoreA = logX + digammaDifference(a, b);
  scoreB = logY + digammaDifference(b, a);
  const slopeB = psi1 - trigamma(b);
  if (quick(a, b, x)) {
    // 1/a of the sum's first factor is part of the score; put so that a small a loses nothing.
    const la = logX + (b > 1 ? digammaDifference(a + 1, b - 1) : digamma(c) - digamma(a + 1));
    const laa = psi1 - trigamma(a + 1);
    let term: f64 = 1;
    let sa = la;
    let sb = scoreB;
    let da: f64 = laa;
    let dab: f64 = psi1;
    let db: f64 = slopeB;
    m = 1;
    ma = sa;
    mb = sb;
    maa = sa * sa + da;
    mab = sa * sb + dab;
    mbb = sb * sb + db;
    for (let n: f64 = 0; n < 2000; n += 1) {
      const u = 1 / (a + 1 + n);
      const v = 1 / (c + n);
      term *= x * (c + n) * u;
      sa += v - u;
      sb += v;
      da += u * u - v * v;
      dab -= v * v;
      db -= v * v;
      m += term;
      ma += term * sa;
      mb += term * sb;
      maa += term * (sa * sa + da);
      mab += term * (sa * sb + dab);
      mbb += term * (sb * sb + db);
      if (term < 1e-18 * m) break;
    }
    const r = 1 / a;
    m *= r;
    ma *= r;
    mb *= r;
    maa *= r;
    mab *= r;
    mbb *= r;
    return;
  }
  const slopeA = psi1 - trigamma(a);
  const w = reach(a, c, x, logY);
  m = 0;
  ma = 0;
  mb = 0;
  maa = 0;
  mab = 0;
  mbb = 0;
  for (let k = 0; k < COUNT; k++) {
    const v = w * NODES[k];
    const d = Math.log1p(x * Math.expm1(-v));
    const weight = WEIGHTS[k] * w * Math.exp(-a * v - c * d);
    const sa = scoreA - v - d;
    const sb = scoreB - d;
    m += weight;
    ma += weight * sa;
    mb += weight * sb;
    maa += weight * (sa * sa + slopeA);
    mab += weight * (sa * sb + psi1);
    mbb += weight * (sb * sb + slopeB);
  }
}

/** For Student's t, after `symmetricMoments`: in v = -logit / 2 >= 0, integrals above v divided by the density of v. */
export let symmetricFirst: f64 = 0;
export let symmetricSecond: f64 = 0;

/** a = b = n / 2 at the logit -2v: d/dn is half of d/da + d/db, and the density of v is twice the logit's. */
export function symmetricMoments(a: f64, logit: f64): void {
  const rest = Math.log1p(Math.exp(logit));
  lowerMoments(a, a, logit - rest, -rest);
  symmetricFirst = 0.25 * (ma + mb);
  symmetricSecond = 0.125 * (maa + 2 * mab + mbb);
}

/** Derivatives of the logit of a beta draw in its parameters, at a fixed quantile, after `betaLogitDerivatives`. */
export let logitA: f64 = 0;
export let logitB: f64 = 0;
export let logitAA: f64 = 0;
export let logitAB: f64 = 0;
export let logitBB: f64 = 0;

/**
 * Pathwise derivatives of l = log(x / y), x a draw of Beta(a, b): g_i = -(dI/di) / f and its exact second derivatives
 * h_ij = K_ij - g_i s_j - g_j s_i - g_i g_j d log f / dl, K_ij = -(d2I/didj) / f, with I the distribution function.
 */
export function betaLogitDerivatives(a: f64, b: f64, logX: f64, logY: f64): void {
  const x = Math.exp(logX);
  if (x * (a + b) <= a) {
    lowerMoments(a, b, logX, logY);
    const slope = a * Math.exp(logY) - b * x;
    logitA = -ma;
    logitB = -mb;
    logitAA = -maa + ma * (scoreA + scoreA - ma * slope);
    logitAB = -mab + ma * scoreB + mb * scoreA - ma * mb * slope;
    logitBB = -mbb + mb * (scoreB + scoreB - mb * slope);
    return;
  }
  lowerMoments(b, a, logY, logX);
  const slope = b * x - a * Math.exp(logY);
  logitB = ma;
  logitA = mb;
  logitBB = maa - ma * (scoreA + scoreA - ma * slope);
  logitAB = mab - ma * scoreB - mb * scoreA + ma * mb * slope;
  logitAA = mbb - mb * (scoreB + scoreB - mb * slope);
}

/** Derivatives of a draw x of Beta(a, b): 0 in a, 1 in b, 2 twice in a, 3 in both, 4 twice in b. */
function draw(a: f64, b: f64, x: f64, which: i32): f64 {
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity && x >= 0 && x <= 1)) return NaN;
  if (x == 0 || x == 1) return 0;
  const y = 1 - x;
  betaLogitDerivatives(a, b, Math.log(x), Math.log1p(-x));
  const scale = x * y;
  if (which == 0) return scale * logitA;
  if (which == 1) return scale * logitB;
  if (which == 2) return scale * (logitAA + (y - x) * logitA * logitA);
  if (which == 3) return scale * (logitAB + (y - x) * logitA * logitB);
  return scale * (logitBB + (y - x) * logitB * logitB);
}

// Pathwise derivatives of a beta draw x in a and b.
// @elementwise
export function betaDrawA(a: f64, b: f64, x: f64): f64 {
  return draw(a, b, x, 0);
}

// @elementwise
export function betaDrawB(a: f64, b: f64, x: f64): f64 {
  return draw(a, b, x, 1);
}

// @elementwise
export function betaDrawAA(a: f64, b: f64, x: f64): f64 {
  return draw(a, b, x, 2);
}

// @elementwise
export function betaDrawAB(a: f64, b: f64, x: f64): f64 {
  return draw(a, b, x, 3);
}

// @elementwise
export function betaDrawBB(a: f64, b: f64, x: f64): f64 {
  return draw(a, b, x, 4);
}
