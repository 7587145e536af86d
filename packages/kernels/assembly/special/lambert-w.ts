// Lambert's W: w exp(w) = x. A starting value by region, then Halley's method in a form without overflow (Corless et al. 1996,
// "On the Lambert W function", sections 4 and 5). Near the branch point -1/e the series in p = sqrt(2 (e x + 1)).
const E_HIGH: f64 = 2.718281828459045;
/** e less its nearest double. */
const E_LOW: f64 = 1.4456468917292502e-16;

/** e x + 1 without the rounding of the product. */
function distance(x: f64): f64 {
  const p = E_HIGH * x;
  const a = reinterpret<f64>(reinterpret<u64>(E_HIGH) & 0xfffffffff8000000);
  const b = reinterpret<f64>(reinterpret<u64>(x) & 0xfffffffff8000000);
  const rest = a * b - p + (a * (x - b) + (E_HIGH - a) * b) + (E_HIGH - a) * (x - b);
  return 1 + p + (rest + E_LOW * x);
}

/** Corless et al., equation 4.22, to p^9. */
// @ts-ignore: decorator
@inline
function nearBranch(p: f64): f64 {
  return (
    -1 +
    p * (1 + p * (-1.0 / 3 + p * (11.0 / 72 + p * (-43.0 / 540 + p * (769.0 / 17280 + p * (-221.0 / 8505 +
    p * (680863.0 / 43545600 + p * (-1963.0 / 204120 + p * (226287557.0 / 37623398400.0)))))))))
  );
}

/** Halley steps on w - x exp(-w) for w near 0, on w + log(w / x) elsewhere: Fritsch's form, fourth order. */
function refine(w: f64, x: f64): f64 {
  for (let step = 0; step < 6; step++) {
    const z = Math.log(x / w) - w;
    const q = 2 * (1 + w) * (1 + w + (2.0 / 3) * z);
    const change = (z / (1 + w)) * ((q - z) / (q - 2 * z));
    w *= 1 + change;
    if (Math.abs(change) < 1e-5) break;
  }
  return w;
}

// The principal branch, x >= -1/e.
// @elementwise
export function lambertW0(x: f64): f64 {
  if (x == 0 || x == Infinity) return x;
  const d = distance(x);
  if (!(d >= 0)) return d > -1e-16 ? -1 : NaN;
  if (Math.abs(x) < 1e-4) return x * (1 - x * (1 - x * (1.5 - x * (8.0 / 3 - x * (125.0 / 24)))));
  if (x < 0) {
    const p = Math.sqrt(2 * d);
    if (p < 0.03) return nearBranch(p);
    return refine(p < 0.9 ? nearBranch(p) : x * (1 - x * (1 - 1.5 * x)), x);
  }
  let w = x < 3 ? Math.log1p(x) * (1 - Math.log1p(Math.log1p(x)) / (2 + Math.log1p(x))) : Math.log(x);
  if (x >= 3) w -= Math.log(w) * (1 - 1 / w);
  return refine(w, x);
}

// The branch below -1, -1/e <= x < 0.
// @elementwise
export function lambertWm1(x: f64): f64 {
  if (x == 0) return -Infinity;
  const d = distance(x);
  if (!(d >= 0) || x > 0) return d > -1e-16 && x < 0 ? -1 : NaN;
  const p = Math.sqrt(2 * d);
  if (p < 0.03) return nearBranch(-p);
  if (p < 0.9) return refine(nearBranch(-p), x);
  const log = Math.log(-x);
  const outer = Math.log(-log);
  return refine(log - outer + outer / log, x);
}

/** Highest order of a derivative. */
const MOST: f64 = 12;
const coefficients = memory.data(16 << 3);
const next = memory.data(16 << 3);

/** n-th derivative at w = W(x), n >= 1: exp(-n w) p_n(w) / (1 + w)^(2n - 1), Corless et al., equation 3.5. */
function derivative(w: f64, n: i32): f64 {
  store<f64>(coefficients, 1);
  // p_{k+1} = -(k w + 3k - 1) p_k + (1 + w) p_k'
  for (let k = 1; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const here = i < k ? load<f64>(coefficients + (<usize>i << 3)) : 0;
      const below = i > 0 ? load<f64>(coefficients + (<usize>(i - 1) << 3)) : 0;
      const above = i + 1 < k ? load<f64>(coefficients + (<usize>(i + 1) << 3)) : 0;
      const value = -<f64>k * below - <f64>(3 * k - 1) * here + <f64>(i + 1) * above + <f64>i * here;
      store<f64>(next + (<usize>i << 3), value);
    }
    memory.copy(coefficients, next, (k + 1) << 3);
  }
  let sum: f64 = 0;
  for (let i = n - 1; i >= 0; i--) sum = sum * w + load<f64>(coefficients + (<usize>i << 3));
  return (Math.exp(-<f64>n * w) * sum) / Math.pow(1 + w, <f64>(2 * n - 1));
}

// The n-th derivative of the principal branch.
// @elementwise
export function lambertW0Derivative(x: f64, n: f64): f64 {
  if (!(n >= 0 && n <= MOST)) return NaN;
  return n == 0 ? lambertW0(x) : derivative(lambertW0(x), <i32>n);
}

// @elementwise
export function lambertWm1Derivative(x: f64, n: f64): f64 {
  if (!(n >= 0 && n <= MOST)) return NaN;
  return n == 0 ? lambertWm1(x) : derivative(lambertWm1(x), <i32>n);
}
