// Logarithms of the binomial and the Poisson mass, accurate for counts of any size (Loader, "Fast and accurate computation of
// binomial probabilities", 2000): differences of large numbers are taken before, not after, rounding.
import { lgamma } from '../special/gamma';

const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;

/** log n! - log(sqrt(2 pi n) (n/e)^n). */
export function stirlingError(n: f64): f64 {
  if (n < 16) return n == 0 ? 0 : lgamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI;
  const r = 1 / n;
  const t = r * r;
  return r * (1.0 / 12 - t * (1.0 / 360 - t * (1.0 / 1260 - t * (1.0 / 1680))));
}

/** x log(x / m) + m - x. */
export function deviance(x: f64, m: f64): f64 {
  const d = x - m;
  if (abs(d) >= 0.1 * (x + m)) return x * Math.log(x / m) - d;
  const v = d / (x + m);
  const t = v * v;
  let sum = d * v;
  let term = 2 * x * v;
  for (let j: f64 = 3; j < 100; j += 2) {
    term *= t;
    const next = sum + term / j;
    if (next == sum) break;
    sum = next;
  }
  return sum;
}

export function poissonLogMass(k: f64, rate: f64): f64 {
  if (k == 0) return -rate;
  return -stirlingError(k) - deviance(k, rate) - HALF_LOG_TWO_PI - 0.5 * Math.log(k);
}

/** For 0 < p < 1, q = 1 - p. */
export function binomialLogMass(k: f64, n: f64, p: f64, q: f64): f64 {
  if (k == 0) return n * (p < 0.1 ? Math.log1p(-p) : Math.log(q));
  if (k == n) return n * Math.log(p);
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  const rest = 0.5 * Math.log(n / (k * (n - k)));
  return errors - deviance(k, n * p) - deviance(n - k, n * q) - HALF_LOG_TWO_PI + rest;
}
