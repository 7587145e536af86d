// The distribution function P of the gamma law, Q = 1 - P, their logarithms, their inverses in x, and derivatives.
//
// Each point has one of the two that is small, or at least not near 1, and is worked out directly, as exp(scale) * factor:
//   a >= 8, 0.3 < x/a < 7.3: Temme's uniform expansion (gamma-expansions.ts);
//   below: the power series of P (DLMF 8.7.1); above: the continued fraction of Q (DLMF 8.9.2);
//   Q of a small shape at small x, where P is near 1: the series of 1 - P without its leading 1.
import { gammaTail } from './gamma-expansions';
import { highHalf, join, lgammaOnePlus, lgammaPositive } from './gamma';
import { differentiateGammaDraw, drawSlope, drawWeight } from './gamma-draw';
import { igammaPShort, isCommon } from './incomplete-gamma-single';
import { logTail, scaledErfcFactor, stirlingTail } from './polynomials';

const SQRT_TWO_PI: f64 = 2.5066282746310002;
const LOG_SQRT_TWO_PI: f64 = 0.9189385332046727;

/** m - log(1 + m) for m = (x - a) / a, without cancellation near 0. */
function excess(a: f64, x: f64): f64 {
  const m = (x - a) / a;
  if (m > -0.29 && m < 0.41) {
    const s = m / (2 + m);
    const t = s * s;
    return s * (m - t * logTail(t));
  }
  return m - Math.log(x / a);
}

/** What the logarithm of x^a exp(-x) / Gamma(a + 1) has of a alone. */
// @ts-ignore: decorator
@inline
function constantOf(a: f64): f64 {
  if (a < 8) return -(a < 1 ? lgammaOnePlus(a) : lgammaPositive(a + 1));
  return -LOG_SQRT_TWO_PI - 0.5 * Math.log(a) - stirlingTail(1 / (a * a)) / a;
}

/** The rest of it; y = log x. */
// @ts-ignore: decorator
@inline
function pointTerm(a: f64, x: f64, y: f64): f64 {
  return a < 8 ? a * y - x : -a * excess(a, x);
}

/** log of x^a exp(-x) / Gamma(a + 1). */
export function logGammaTerm(a: f64, x: f64): f64 {
  return (a < 8 ? a * Math.log(x) - x : -a * excess(a, x)) + constantOf(a);
}

/** exp(y^2) erfc(y), y >= 0. */
// @ts-ignore: decorator
@inline
function scaledErfc(y: f64): f64 {
  const w = 2 / (2 + y);
  return w * scaledErfcFactor(w - 0.5);
}

let upper = false;
let scale: f64 = 0;
let factor: f64 = 0;

/** Sets the variables above for a > 0, x > 0, both finite: Q if `upper`, else P, is exp(scale) * factor. */
function distribute(a: f64, x: f64): void {
  if (isUniform(a, x)) temme(a, x);
  else sumUp(a, x, logGammaTerm(a, x));
}

// @ts-ignore: decorator
@inline
function isUniform(a: f64, x: f64): bool {
  return a >= 8 && x > 0.3 * a && x < 7.3 * a;
}

function temme(a: f64, x: f64): void {
  upper = x > a;
  const phi = excess(a, x);
  scale = -a * phi;
  const m = (x - a) / a;
  const v = Math.abs(m) < 0.3 ? Math.log1p(m) : Math.log(x / a);
  const tail = gammaTail(v, 1 / a) / (SQRT_TWO_PI * Math.sqrt(a));
  factor = 0.5 * scaledErfc(Math.sqrt(a * phi)) + (upper ? tail : -tail);
}

/** Series and continued fraction; `term` is logGammaTerm(a, x). */
function sumUp(a: f64, x: f64, term: f64): void {
  upper = x > a + 1;
  scale = term;
  if (!upper) {
    factor = powerSeries(a, x);
  } else if (x < 1.5) {
    scale = 0;
    factor = upperSeries(a, x);
  } else {
    factor = a * continuedFraction(a, x);
  }
}

/** Sum of x^k / ((a+1) ... (a+k)). */
function powerSeries(a: f64, x: f64): f64 {
  let term: f64 = 1;
  let sum: f64 = 1;
  for (let k = 1; k < 500; k++) {
    term *= x / (a + k);
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return sum;
}

/** 1 - P for a < 1 and x < 2. */
function upperSeries(a: f64, x: f64): f64 {
  const log = a * Math.log(x) - lgammaOnePlus(a);
  let term: f64 = 1;
  let sum: f64 = 0;
  for (let k = 1; k < 60; k++) {
    term *= -x / k;
    const step = term / (a + k);
    sum += step;
    if (Math.abs(step) < 1e-18 * Math.abs(sum)) break;
  }
  return -Math.expm1(log) - Math.exp(log) * a * sum;
}

/** Q / (x^a exp(-x) / Gamma(a)), by the modified method of Lentz. */
function continuedFraction(a: f64, x: f64): f64 {
  let b = x + 1 - a;
  let c: f64 = 1e300;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 2000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

/** P at the ends of the domain as SciPy has it, or -1 inside it. */
function atEdge(a: f64, x: f64): f64 {
  if (!(a >= 0 && x >= 0)) return NaN;
  if (a == 0) return x > 0 ? 1 : NaN;
  if (x == 0) return 0;
  if (a == Infinity) return x == Infinity ? NaN : 0;
  return x == Infinity ? 1 : -1;
}

// @elementwise
export function igammaP(a: f64, x: f64): f64 {
  const edge = atEdge(a, x);
  if (edge != -1) return edge;
  distribute(a, x);
  const direct = Math.exp(scale) * factor;
  return upper ? 1 - direct : direct < 1 ? direct : 1;
}

/** Lanes of which one is out of the common part, one by one. */
function rareP(a: v128, x: v128): v128 {
  let p = f32x4.splat(<f32>igammaP(f32x4.extract_lane(a, 0), f32x4.extract_lane(x, 0)));
  p = f32x4.replace_lane(p, 1, <f32>igammaP(f32x4.extract_lane(a, 1), f32x4.extract_lane(x, 1)));
  p = f32x4.replace_lane(p, 2, <f32>igammaP(f32x4.extract_lane(a, 2), f32x4.extract_lane(x, 2)));
  return f32x4.replace_lane(p, 3, <f32>igammaP(f32x4.extract_lane(a, 3), f32x4.extract_lane(x, 3)));
}

export function igammaP_f32x4(a: v128, x: v128): v128 {
  return isCommon(a, x) ? igammaPShort(a, x) : rareP(a, x);
}

/** Q where the direct one is P: its complement, or the series where that would lose digits. */
function complement(a: f64, x: f64, p: f64): f64 {
  return p > 0.7 && a < 1 ? upperSeries(a, x) : 1 - p;
}

// @elementwise
export function igammaQ(a: f64, x: f64): f64 {
  const edge = atEdge(a, x);
  if (edge != -1) return 1 - edge;
  distribute(a, x);
  const direct = Math.exp(scale) * factor;
  return upper ? direct : complement(a, x, direct);
}

// @elementwise
export function logIgammaP(a: f64, x: f64): f64 {
  const edge = atEdge(a, x);
  if (edge != -1) return Math.log(edge);
  distribute(a, x);
  const direct = Math.exp(scale) * factor;
  if (upper) return Math.log1p(-direct);
  return direct < 0.7 ? scale + Math.log(factor) : Math.log1p(-complement(a, x, direct));
}

// @elementwise
export function logIgammaQ(a: f64, x: f64): f64 {
  const edge = atEdge(a, x);
  if (edge != -1) return Math.log(1 - edge);
  distribute(a, x);
  if (upper) return scale + Math.log(factor);
  const direct = Math.exp(scale) * factor;
  return direct < 0.7 ? Math.log1p(-direct) : Math.log(complement(a, x, direct));
}

// The density x^(a-1) exp(-x) / Gamma(a) of the gamma law.
// @elementwise
export function gammaDensity(a: f64, x: f64): f64 {
  if (!(a >= 0 && x >= 0)) return NaN;
  if (x == 0) return a < 1 ? (a == 0 ? NaN : Infinity) : a == 1 ? 1 : 0;
  if (a == 0 || a == Infinity || x == Infinity) return 0;
  return Math.exp(logGammaTerm(a, x) - Math.log(x)) * a;
}

// The slope in x of the density. At 0 the limit: infinite for shapes below 2 other than 1.
// @elementwise
export function gammaDensitySlope(a: f64, x: f64): f64 {
  if (!(a >= 0 && x >= 0)) return NaN;
  if (x == 0) return a < 1 ? (a == 0 ? NaN : -Infinity) : a == 1 ? -1 : a < 2 ? Infinity : a == 2 ? 1 : 0;
  return a == Infinity || x == Infinity ? 0 : gammaDensity(a, x) * ((a - 1) / x - 1);
}

// density / P: the slope of log P in x.
// @elementwise
export function gammaReversedHazard(a: f64, x: f64): f64 {
  if (!(a > 0 && a < Infinity && x >= 0)) return NaN;
  if (x == 0) return Infinity;
  if (x == Infinity) return 0;
  const log = logGammaTerm(a, x);
  distribute(a, x);
  const direct = Math.exp(log - scale) / factor;
  return (a / x) * (upper ? Math.exp(log) / (1 - Math.exp(scale) * factor) : direct);
}

// density / Q: minus the slope of log Q in x.
// @elementwise
export function gammaHazard(a: f64, x: f64): f64 {
  if (!(a > 0 && a < Infinity && x >= 0)) return NaN;
  if (x == 0) return gammaDensity(a, x);
  if (x == Infinity) return 1;
  const log = logGammaTerm(a, x);
  distribute(a, x);
  if (upper) return (a / x) * (Math.exp(log - scale) / factor);
  return (a / x) * (Math.exp(log) / complement(a, x, Math.exp(scale) * factor));
}

// dP/da.
// @elementwise
export function igammaShapeFirst(a: f64, x: f64): f64 {
  const edge = atEdge(a, x);
  if (edge != -1) return edge == edge ? 0 : NaN;
  differentiateGammaDraw(a, x, Math.log(x));
  return -drawSlope * a * Math.exp(logGammaTerm(a, x));
}

// d2P/da2.
// @elementwise
export function igammaShapeSecond(a: f64, x: f64): f64 {
  const edge = atEdge(a, x);
  if (edge != -1) return edge == edge ? 0 : NaN;
  differentiateGammaDraw(a, x, Math.log(x));
  return -drawWeight * a * Math.exp(logGammaTerm(a, x));
}

/** The log of what {@link distribute} has not worked out, from what it has. */
function otherLog(a: f64, x: f64, direct: f64): f64 {
  return upper ? Math.log1p(-direct) : Math.log(complement(a, x, direct));
}

/** The normal quantile of tail probability p <= 1/2 with an error of 5e-4 (Abramowitz and Stegun 26.2.23): a first guess. */
function roughQuantile(logP: f64): f64 {
  const t = Math.sqrt(-2 * logP);
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

/**
 * x with P(a, x) = p and Q(a, x) = q = 1 - p, from the smaller of the two. The last step, which leaves its third power as the error,
 * is one below `enough`.
 */
function quantile(a: f64, p: f64, q: f64, enough: f64): f64 {
  if (a > 1e30) return a; // the law is a point, to the last bit
  const low = p < q;
  const logTail = Math.log(low ? p : q);
  const constant = constantOf(a);
  // First guesses for log x. Far down, P = x^a / Gamma(a+1) (1 - a x / (a+1) + ...).
  const logGamma = a < 8 ? -constant : lgammaPositive(a + 1);
  let y = ((low ? logTail : Math.log1p(-q)) + logGamma) / a;
  if (y < -700) return Math.exp(y);
  if (y < Math.log(0.3 * (a + 1))) {
    y += Math.exp(y) / (a + 1);
  } else if (a < 1 && !low) {
    // Far up, Q = x^(a-1) exp(-x) / Gamma(a) (1 + ...).
    const target = Math.max(0.1, -logTail - logGamma + Math.log(a));
    let x = Math.max(0.2, target + (a - 1) * Math.log(Math.max(0.5, target)));
    x = Math.max(0.2, target + (a - 1) * Math.log(x + 0.5));
    y = Math.log(x);
  } else {
    // Wilson and Hilferty's cube root.
    const z = low ? -roughQuantile(logTail) : roughQuantile(logTail);
    const root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
    if (root > 0.2) y = Math.log(a) + 3 * Math.log(root);
  }
  // Halley's steps on log P or log Q as a function of log x: concave both.
  for (let k = 0; k < 40; k++) {
    const x = Math.exp(y);
    if (x == 0) return 0;
    let term: f64;
    if (isUniform(a, x)) {
      temme(a, x);
      term = scale + constant;
    } else {
      term = pointTerm(a, x, y) + constant;
      sumUp(a, x, term);
    }
    const log = low == !upper ? scale + Math.log(factor) : otherLog(a, x, Math.exp(scale) * factor);
    // m = d log tail / dy.
    const m = (low ? a : -a) * Math.exp(term - log);
    const f = log - logTail;
    const newton = -f / m;
    const bend = 1 + 0.5 * newton * (a - x - m);
    const step = Math.max(-2, Math.min(2, bend > 0.25 ? newton / bend : newton));
    y += step;
    if (Math.abs(step) < enough) return x * (1 + step * (1 + 0.5 * step));
  }
  return Math.exp(y);
}

// x with P(a, x) = p.
// @elementwise
export function igammaPInverse(a: f64, p: f64): f64 {
  if (!(a >= 0 && p >= 0 && p <= 1)) return NaN;
  if (p == 0) return 0;
  if (p == 1) return Infinity;
  return a == 0 || a == Infinity ? NaN : quantile(a, p, 1 - p, 1e-5);
}

/** One lane of float32. */
// @ts-ignore: decorator
@inline
function inverseLane(a: f64, p: f64): f32 {
  const inside = a > 0 && a < Infinity && p > 0 && p < 1;
  return <f32>(inside ? quantile(a, p, 1 - p, 2e-3) : igammaPInverse(a, p));
}

export function igammaPInverse_f32x4(a: v128, p: v128): v128 {
  let x = f32x4.splat(inverseLane(f32x4.extract_lane(a, 0), f32x4.extract_lane(p, 0)));
  x = f32x4.replace_lane(x, 1, inverseLane(f32x4.extract_lane(a, 1), f32x4.extract_lane(p, 1)));
  x = f32x4.replace_lane(x, 2, inverseLane(f32x4.extract_lane(a, 2), f32x4.extract_lane(p, 2)));
  return f32x4.replace_lane(x, 3, inverseLane(f32x4.extract_lane(a, 3), f32x4.extract_lane(p, 3)));
}

// x with Q(a, x) = q.
// @elementwise
export function igammaQInverse(a: f64, q: f64): f64 {
  if (!(a >= 0 && q >= 0 && q <= 1)) return NaN;
  if (q == 1) return 0;
  if (q == 0) return Infinity;
  return a == 0 || a == Infinity ? NaN : quantile(a, 1 - q, q, 1e-5);
}
