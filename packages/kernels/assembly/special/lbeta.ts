// Sums and differences of gamma functions, each worked out whole, so that large terms cancel before anything is rounded.
import { lgamma, lgammaPositive } from './gamma';
import { stirlingTail } from './polynomials';
import { polygamma } from './zeta';

const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;
const LOG_PI: f64 = 1.1447298858494002;

// @ts-ignore: decorator
@inline
function tail(x: f64): f64 {
  const r = 1 / x;
  return r * stirlingTail(r * r);
}

// log |Gamma(a) Gamma(b) / Gamma(a + b)|. From 8 on by Stirling's series, whose leading terms are taken together (Didonato and
// Morris 1992, ALGDIV and BCORR).
// @elementwise
export function lbeta(a: f64, b: f64): f64 {
  if (!(a > 0 && b > 0)) return lgamma(a) + lgamma(b) - lgamma(a + b);
  const p = Math.min(a, b);
  const q = Math.max(a, b);
  if (q == Infinity) return -Infinity;
  if (q < 8) return lgammaPositive(p) + lgammaPositive(q) - lgammaPositive(p + q);
  const ratio = p / q;
  const rest = tail(q) - tail(p + q);
  if (p < 8) return lgammaPositive(p) + (rest + p - p * Math.log(p + q) - (q - 0.5) * Math.log1p(ratio));
  return HALF_LOG_TWO_PI - 0.5 * Math.log(q) + (tail(p) + rest) + (p - 0.5) * Math.log(ratio / (1 + ratio)) - q * Math.log1p(ratio);
}

// psi_n(a) - psi_n(a + b), psi_n the n-th derivative of digamma.
// @elementwise
export function polygammaDifference(n: f64, a: f64, b: f64): f64 {
  if (b != 0 && Math.abs(b) < 1e-2 * a) {
    // Taylor's series about the middle, which has even derivatives alone.
    const m = a + 0.5 * b;
    const t = 0.25 * b * b;
    return -b * (polygamma(n + 1, m) + t * (polygamma(n + 3, m) / 6 + (t / 120) * polygamma(n + 5, m)));
  }
  return polygamma(n, a) - polygamma(n, a + b);
}

// log of the multivariate gamma function of dimension d: d (d-1)/4 log pi + sum over j < d of lgamma(a - j/2), for a > (d-1)/2.
// @elementwise
export function multigammaln(a: f64, d: f64): f64 {
  if (!(d >= 1) || d != Math.floor(d) || !(a > 0.5 * (d - 1))) return NaN;
  let sum = 0.25 * d * (d - 1) * LOG_PI;
  for (let j: f64 = 0; j < d; j++) sum += lgammaPositive(a - 0.5 * j);
  return sum;
}

// Its derivative of order n + 1 in a: the sum over j < d of psi_n(a - j/2).
// @elementwise
export function multiPolygamma(n: f64, a: f64, d: f64): f64 {
  if (!(d >= 1) || d != Math.floor(d) || !(a > 0.5 * (d - 1))) return NaN;
  let sum: f64 = 0;
  for (let j: f64 = 0; j < d; j++) sum += polygamma(n, a - 0.5 * j);
  return sum;
}
