// Draws of the law with density x^(p-1) exp(-(a x + b / x) / 2): Devroye, "Random variate generation for the generalized inverse
// Gaussian distribution", 2014. On the logarithmic scale, with omega = sqrt(a b), the density is log-concave, and lies under a
// constant with an exponential on either side; the rejection constant is bounded over all parameters.
import { uniform } from './stream';
import { exponential } from './ziggurat';

/** log of the density relative to its mode on the shifted logarithmic scale. */
// @ts-ignore: decorator
@inline
function psi(x: f64, alpha: f64, lambda: f64): f64 {
  const s = Math.sinh(0.5 * x);
  return -2 * alpha * s * s - lambda * (Math.expm1(x) - x);
}

// @ts-ignore: decorator
@inline
function slope(x: f64, alpha: f64, lambda: f64): f64 {
  return -alpha * Math.sinh(x) - lambda * Math.expm1(x);
}

/** The logarithm of a draw. */
// @sampler 4
export function logGeneralisedInverseGaussian(order: f64, a: f64, b: f64): f64 {
  const lambda = abs(order);
  const omega = Math.sqrt(a * b);
  if (!(a > 0 && b > 0)) return NaN;
  const root = Math.sqrt(omega * omega + lambda * lambda);
  const alpha = (omega * omega) / (root + lambda);

  let t: f64 = 1;
  const right = -psi(1, alpha, lambda);
  if (right > 2) t = Math.sqrt(2 / (alpha + lambda));
  else if (right < 0.5) t = Math.log(4 / (alpha + 2 * lambda));
  let s: f64 = 1;
  const left = -psi(-1, alpha, lambda);
  if (left > 2) {
    s = Math.sqrt(4 / (alpha * Math.cosh(1) + lambda));
  } else if (left < 0.5) {
    const r = 1 / alpha;
    s = Math.log(1 + r + Math.sqrt(r * r + 2 * r));
    if (lambda > 0) s = Math.min(1 / lambda, s);
  }

  const eta = -psi(t, alpha, lambda);
  const zeta = -slope(t, alpha, lambda);
  const theta = -psi(-s, alpha, lambda);
  const xi = slope(-s, alpha, lambda);
  const p = 1 / xi;
  const r = 1 / zeta;
  const tEdge = t - r * eta;
  const sEdge = s - p * theta;
  const q = tEdge + sEdge;
  const whole = p + q + r;
  while (true) {
    const u = uniform() * whole;
    let x: f64;
    let log: f64 = 0;
    if (u < q) {
      x = -sEdge + u;
    } else if (u < q + r) {
      x = tEdge + r * exponential();
      log = -eta - zeta * (x - t);
    } else {
      x = -sEdge - p * exponential();
      log = -theta + xi * (x + s);
    }
    if (log - exponential() <= psi(x, alpha, lambda)) {
      // e^x times the mode (lambda + root) / omega.
      const y = x + Math.log((lambda + root) / omega);
      return (order < 0 ? -y : y) + 0.5 * Math.log(b / a);
    }
  }
}
