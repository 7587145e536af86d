// Directions. Angles: Best and Fisher, "Efficient simulation of the von Mises distribution", 1979, in terms of 1 - cos, so that
// narrow laws keep their digits. Cosines to the mean direction on spheres: Wood, "Simulation of the von Mises Fisher distribution",
// 1994.
import { standardGamma } from './gamma';
import { bits, uniform, unit } from './stream';

/** An angle from the mean direction, on (-pi, pi). */
// @sampler 2
export function standardVonMises(concentration: f64): f64 {
  const k = concentration;
  if (!(k >= 0)) return NaN;
  if (k < 1e-8) return Math.PI * (2 * uniform() - 1);
  // r = (1 + rho^2) / (2 rho) > 1 of the wrapped Cauchy envelope; r - 1 from 1 - rho.
  const tau = 1 + Math.sqrt(1 + 4 * k * k);
  const rho = 2 * k / (tau + Math.sqrt(2 * tau));
  const gap = ((tau - 2 * k) + Math.sqrt(2 * tau)) / (tau + Math.sqrt(2 * tau));
  const beyond = (gap * gap) / (2 * rho);
  while (true) {
    const random = bits();
    const s = Math.sin(0.5 * Math.PI * unit(random));
    const fall = 2 * s * s; // 1 - cos(pi u)
    // f = (1 + r z) / (r + z), z = cos(pi u): 1 - f = (r - 1)(1 - z) / (r + z).
    const off = (beyond * fall) / (beyond + 2 - fall);
    const c = k * (beyond + off);
    const u = uniform();
    if (c * (2 - c) > u || Math.log(c / u) + 1 >= c) {
      const angle = 2 * Math.asin(Math.sqrt(0.5 * Math.min(off, 2)));
      return random & 1 ? angle : -angle;
    }
  }
}

/** 1 - cos of the angle to the mean direction on the sphere in `dimension` dimensions, from 2 on. */
// @sampler 4
export function vonMisesFisherFall(concentration: f64, dimension: f64): f64 {
  const k = concentration;
  const m = dimension - 1;
  if (dimension == 3) {
    // Inversion: w = 1 + log(u + (1 - u) exp(-2 k)) / k.
    const u = uniform();
    return k < 1e-8 ? 2 * (1 - u) : -Math.log1p((1 - u) * Math.expm1(-2 * k)) / k;
  }
  const b = m / (2 * k + Math.sqrt(4 * k * k + m * m));
  const x0 = (1 - b) / (1 + b);
  const c = k * x0 + m * Math.log1p(-x0 * x0);
  while (true) {
    // 1 - w of w = (1 - (1 + b) z) / (1 - (1 - b) z), z from Beta(m / 2, m / 2).
    const first = standardGamma(0.5 * m);
    const second = standardGamma(0.5 * m);
    const z = first / (first + second);
    const fall = (2 * b * z) / (1 - (1 - b) * z);
    const w = 1 - fall;
    if (k * w + m * Math.log(1 - x0 * w) - c >= Math.log(uniform())) return fall;
  }
}
