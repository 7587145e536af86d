// Logarithms of the binomial and the Poisson mass, accurate for counts of any size (Loader, "Fast and accurate computation of
// binomial probabilities", 2000): differences of large numbers are taken before, not after, rounding.
const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;

const FEW = memory.data<f64>([
  0.0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834,
  0.020790672103765093, 0.016644691189821193, 0.013876128823070748, 0.01189670994589177,
  0.010411265261972096, 0.009255462182712733, 0.00833056343336287, 0.007573675487951841,
  0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
]);

/** log n! - log(sqrt(2 pi n) (n/e)^n). */
// @ts-ignore: decorator
@inline
export function stirlingError(n: f64): f64 {
  if (n < 16) return load<f64>(FEW + (<usize>n << 3));
  const r = 1 / n;
  const t = r * r;
  return r * (1.0 / 12 - t * (1.0 / 360 - t * (1.0 / 1260 - t * (1.0 / 1680))));
}

/** x log(x / m) + m - x. */
export function deviance(x: f64, m: f64): f64 {
  const d = x - m;
  const v = d / (x + m);
  if (abs(v) >= 0.1) return x * Math.log(x / m) - d;
  // 2 x (artanh v - v) + d v; the terms left out are below 1e-18 of the first.
  const t = v * v;
  const tail =
    1.0 / 3 + t * (1.0 / 5 + t * (1.0 / 7 + t * (1.0 / 9 + t * (1.0 / 11 + t * (1.0 / 13 + t * (1.0 / 15 + t * (1.0 / 17)))))));
  return d * v + 2 * x * v * t * tail;
}

export function poissonMass(k: f64, rate: f64): f64 {
  if (k == 0) return Math.exp(-rate);
  return Math.exp(-stirlingError(k) - deviance(k, rate)) / Math.sqrt(2 * Math.PI * k);
}

/** For 0 < p < 1, q = 1 - p. */
export function binomialLogMass(k: f64, n: f64, p: f64, q: f64): f64 {
  if (k == 0) return n * (p < 0.1 ? Math.log1p(-p) : Math.log(q));
  if (k == n) return n * Math.log(p);
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  const rest = 0.5 * Math.log(n / (k * (n - k)));
  return errors - deviance(k, n * p) - deviance(n - k, n * q) - HALF_LOG_TWO_PI + rest;
}
