// Michael, Schucany and Haas, "Generating random variates using transformations with multiple roots", 1976: the smaller root of a
// quadratic in a squared normal, taken as what the larger leaves of the product of both, so that nothing cancels.
import { uniform } from './stream';
import { normal } from './ziggurat';

// @sampler 2
export function inverseGaussian(mean: f64, shape: f64): f64 {
  if (!(mean > 0 && shape > 0)) return NaN;
  const z = normal();
  const w = (0.5 * mean * z * z) / shape;
  const larger = 1 + w + Math.sqrt(w * (2 + w));
  // With probability m / (m + x) the smaller one, x, where m is the mean.
  return uniform() * (1 + larger) < larger ? mean / larger : mean * larger;
}
