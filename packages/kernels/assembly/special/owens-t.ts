// Owen's T(h, a) = (1 / 2 pi) times the integral of exp(-h^2 (1 + t^2) / 2) / (1 + t^2) over t in [0, a]. For a <= 1 by Gauss and
// Legendre's rule over the part that counts; for a > 1 by T(h, a) = (Q(h) + Q(ah)) / 2 - Q(h) Q(ah) - T(ah, 1/a), Q the normal
// tail (Patefield and Tandy 2000, J. Stat. Soft. 5(5), equation 2.3).
import { erf, ndtr } from './erf';
import { COUNT, NODES, WEIGHTS } from './quadrature-nodes';

const TWO_PI_INVERSE: f64 = 0.15915494309189535;

/** 0 <= a <= 1, h >= 0. */
function integral(h: f64, a: f64): f64 {
  const square = 0.5 * h * h;
  const top = Math.min(a, 9 / h);
  let sum: f64 = 0;
  for (let k = 0; k < COUNT; k++) {
    const t = top * NODES[k];
    const s = t * t;
    sum += (WEIGHTS[k] * Math.exp(-square * s)) / (1 + s);
  }
  return TWO_PI_INVERSE * Math.exp(-square) * top * sum;
}

// @elementwise
export function owensT(h: f64, a: f64): f64 {
  if (h != h || a != a) return NaN;
  const u = Math.abs(h);
  const v = Math.abs(a);
  let value: f64;
  if (u == Infinity || v == 0) value = 0;
  else if (u == 0) value = TWO_PI_INVERSE * Math.atan(v);
  else if (v == Infinity) value = 0.5 * ndtr(-u);
  else if (v <= 1) value = integral(u, v);
  else if (u * v < 0.5) {
    // Both tails are near 1/2 and what is wanted is small: 1/4 - erf erf / 4 - T.
    value = 0.25 - 0.25 * erf(u * Math.SQRT1_2) * erf(u * v * Math.SQRT1_2) - integral(u * v, 1 / v);
  } else {
    const p = ndtr(-u);
    const q = ndtr(-u * v);
    value = 0.5 * (p + q) - p * q - integral(u * v, 1 / v);
  }
  return a < 0 ? -value : value;
}
