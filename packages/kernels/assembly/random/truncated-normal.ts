// Normal draws between bounds, by the rejections of Robert, "Simulation of truncated normal variables", 1995: from the normal itself
// or a uniform where the bounds enclose 0, from an exponential or a uniform out in a tail.
import { uniform } from './stream';
import { exponential, normal } from './ziggurat';

// @sampler 2
export function truncatedNormal(loc: f64, scale: f64, low: f64, high: f64): f64 {
  const a = (low - loc) / scale;
  const b = (high - loc) / scale;
  if (!(a < b)) return a == b ? low : NaN;
  const z = b <= 0 ? -standard(-b, -a) : standard(a, b);
  return Math.min(high, Math.max(low, loc + scale * z));
}

/** For a < b, 0 < b. */
function standard(a: f64, b: f64): f64 {
  if (a <= 0) {
    // Between bounds this far apart the normal lands often enough.
    if (b - a > 2.5066) {
      while (true) {
        const z = normal();
        if (z >= a && z <= b) return z;
      }
    }
    while (true) {
      const z = a + (b - a) * uniform();
      if (2 * exponential() >= z * z) return z;
    }
  }
  const root = Math.sqrt(a * a + 4);
  const width = b - a;
  // exp(1/2 + (a^2 - a root) / 4) 2 / (a + root): beyond it the exponential is the better envelope.
  const rate = 0.5 * (a + root);
  if (width <= Math.exp(0.5 - a / (a + root)) / rate) {
    while (true) {
      const d = width * uniform();
      if (2 * exponential() >= d * (d + 2 * a)) return a + d;
    }
  }
  while (true) {
    const d = exponential() / rate;
    const miss = d + a - rate;
    if (d <= width && 2 * exponential() >= miss * miss) return a + d;
  }
}
