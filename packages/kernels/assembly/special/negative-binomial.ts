// Discrete "pathwise" derivatives of a negative binomial count y in its number of failures r: with mass
// q(k) = C(k + r - 1, k) p^k (1 - p)^r, G_r = -(d/dr P(Y <= y)) / q(y) and K_rr = -(d2/dr2 P(Y <= y)) / q(y), by finite sums over
// the side of y where the score in r has one sign (Cong, Zhao, Bai and Carin 2019, "GO gradient", section 3, for what they serve).
import { digamma, trigamma } from './gamma';

let first: f64 = 0;
let second: f64 = 0;

function sums(r: f64, p: f64, y: f64): void {
  const log = Math.log1p(-p);
  const direct = y < 200;
  // s_y = log(1 - p) + sum of 1 / (r + j), j < y; and minus the sum of squares.
  let s = log;
  let d: f64 = 0;
  if (direct) {
    for (let j: f64 = 0; j < y; j += 1) {
      const u = 1 / (r + j);
      s += u;
      d -= u * u;
    }
  } else {
    s += digamma(r + y) - digamma(r);
    d = trigamma(r + y) - trigamma(r);
  }
  first = 0;
  second = 0;
  let weight: f64 = 1;
  if (s <= 0) {
    for (let k = y; ; k -= 1) {
      first -= weight * s;
      second -= weight * (s * s + d);
      if (k <= 0 || weight * (1 + s * s) < 1e-18 * (Math.abs(first) + 1e-300)) break;
      const u = 1 / (r + k - 1);
      weight *= (k * u) / p;
      s -= u;
      d += u * u;
    }
    return;
  }
  for (let k = y + 1; k < y + 1e7; k += 1) {
    const u = 1 / (r + k - 1);
    weight *= ((r + k - 1) * p) / k;
    s += u;
    d -= u * u;
    first += weight * s;
    second += weight * (s * s + d);
    if (weight * (1 + s * s) < 1e-18 * first) break;
  }
}

// @ts-ignore: decorator
@inline
function inside(r: f64, p: f64, y: f64): bool {
  return r > 0 && r < Infinity && p > 0 && p < 1 && y >= 0 && y == Math.floor(y) && y < 1e9;
}

// @elementwise
export function negativeBinomialDrawR(r: f64, p: f64, y: f64): f64 {
  if (!inside(r, p, y)) return NaN;
  sums(r, p, y);
  return first;
}

// @elementwise
export function negativeBinomialDrawRR(r: f64, p: f64, y: f64): f64 {
  if (!inside(r, p, y)) return NaN;
  sums(r, p, y);
  return second;
}
