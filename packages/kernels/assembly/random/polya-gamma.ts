// Polya-gamma draws PG(b, c). Whole parts of b: sums of PG(1, c), each by Devroye's method for the Jacobi law (Polson, Scott and
// Windle, "Bayesian inference for logistic models using Polya-Gamma latent variables", 2013): a proposal from a truncated inverse
// Gaussian left of 0.64 and an exponential right of it, decided by the alternating series of the density. The fraction left of b: the
// sum of gamma draws that defines the law, 200 of them, and for the rest of the series a gamma draw with its mean and variance (which
// are 1e-3 and 1e-9 of the whole's).
import { igammaQ } from '../special/incomplete-gamma';
import { standardGamma } from './gamma';
import { beginRun, endRun, uniform } from './stream';
import { exponential, normal } from './ziggurat';

const CUT: f64 = 0.64;

// @sampler 4
export function polyaGamma(shape: f64, tilt: f64): f64 {
  if (!(shape >= 0)) return NaN;
  const whole = Math.floor(shape);
  const rest = shape - whole;
  const z = 0.5 * abs(tilt);
  const many = whole > 8 || rest > 0;
  if (many) beginRun();
  let sum: f64 = 0;
  if (whole > 0) {
    const leftShare = shareLeft(z);
    for (let i: f64 = 0; i < whole; i++) sum += jacobi(z, leftShare);
    sum *= 0.25;
  }
  if (rest > 0) sum += bySeries(rest, tilt);
  if (many) endRun();
  return sum;
}

function ndtr(x: f64): f64 {
  const tail = 0.5 * igammaQ(0.5, 0.5 * x * x);
  return x < 0 ? tail : 1 - tail;
}

/** The probability that the proposal comes from the left part. */
function shareLeft(z: f64): f64 {
  const rate = 0.125 * Math.PI * Math.PI + 0.5 * z * z;
  const right = ((0.5 * Math.PI) / rate) * Math.exp(-rate * CUT);
  const root = Math.sqrt(1 / CUT);
  // 2 e^-z times the inverse Gaussian distribution function of mean 1 / z and shape 1 at the cut.
  const left = 2 * (Math.exp(-z) * ndtr(root * (CUT * z - 1)) + Math.exp(z) * ndtr(-root * (CUT * z + 1)));
  return left / (left + right);
}

/** Term n of the alternating series of the density. */
function term(n: f64, x: f64): f64 {
  const k = (n + 0.5) * Math.PI;
  if (x > CUT) return k * Math.exp(-0.5 * k * k * x);
  const h = n + 0.5;
  return k * Math.exp(-1.5 * Math.log(0.5 * Math.PI * x) - (2 * h * h) / x);
}

/** A draw of the tilted Jacobi law, four times a PG(1, 2 z). */
function jacobi(z: f64, leftShare: f64): f64 {
  const rate = 0.125 * Math.PI * Math.PI + 0.5 * z * z;
  while (true) {
    const x = uniform() < leftShare ? truncatedInverseGaussian(z) : CUT + exponential() / rate;
    let sum = term(0, x);
    const y = uniform() * sum;
    for (let n: f64 = 1; ; n += 2) {
      sum -= term(n, x);
      if (y <= sum) return x;
      sum += term(n + 1, x);
      if (y > sum) break;
    }
  }
}

/** Inverse Gaussian of mean 1 / z and shape 1, given that it is below the cut. */
function truncatedInverseGaussian(z: f64): f64 {
  if (z * CUT < 1) {
    // The mean lies beyond the cut: the law without drift, one over a squared normal above a bound, thinned by the drift.
    while (true) {
      const e = exponential();
      if (e * e > (2 * exponential()) / CUT) continue;
      const t = 1 + e * CUT;
      const x = CUT / (t * t);
      if (exponential() >= 0.5 * z * z * x) return x;
    }
  }
  const mean = 1 / z;
  while (true) {
    // Michael, Schucany and Haas 1976.
    const n = normal();
    const w = mean * n * n;
    let x = mean + 0.5 * mean * (w - Math.sqrt(w * (4 + w)));
    if (uniform() > mean / (mean + x)) x = (mean * mean) / x;
    if (x <= CUT) return x;
  }
}

const TERMS: f64 = 200;

function bySeries(shape: f64, tilt: f64): f64 {
  const c = (tilt * tilt) / (4 * Math.PI * Math.PI);
  let sum: f64 = 0;
  for (let k: f64 = 0.5; k < TERMS; k += 1) sum += standardGamma(shape) / (k * k + c);
  // The terms left out: sums of 1 / (k^2 + c) and its square over k = TERMS + 1/2, ..., by the midpoint rule.
  const first = c > 0 ? Math.atan(Math.sqrt(c) / TERMS) / Math.sqrt(c) : 1 / TERMS;
  const second = 1 / (3 * TERMS * TERMS * TERMS * Math.pow(1 + c / (TERMS * TERMS), 2));
  const mean = shape * first;
  const variance = shape * second;
  sum += standardGamma((mean * mean) / variance) * (variance / mean);
  return sum / (2 * Math.PI * Math.PI);
}
