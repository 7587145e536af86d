// Counts whose rate or probability is itself drawn, and waiting times.
import { binomial } from './binomial';
import { standardGamma } from './gamma';
import { betaLogit } from './gamma-family';
import { poisson } from './poisson';
import { uniform } from './stream';
import { exponential } from './ziggurat';

// Failures before the first success: the whole part of an exponential.
// @sampler 1
export function geometric(probability: f64): f64 {
  if (probability >= 1) return 0;
  return Math.floor(exponential() / -Math.log1p(-probability));
}

// Poisson with a gamma rate: mass C(y + r - 1, y) (1 - p)^r p^y.
// @sampler 4
export function negativeBinomial(concentration: f64, probability: f64): f64 {
  return poisson((standardGamma(concentration) * probability) / (1 - probability));
}

// @sampler 4
export function betaBinomial(trials: f64, a: f64, b: f64): f64 {
  const logit = betaLogit(a, b);
  // The smaller of the two probabilities keeps its digits.
  const smaller = Math.exp(-abs(logit)) / (1 + Math.exp(-abs(logit)));
  const count = binomial(trials, smaller);
  return logit < 0 ? count : trials - count;
}

// The logarithmic series law, p^k / (-k log(1 - p)), k >= 1: algorithm LK of Kemp, "Efficient generation of logarithmically
// distributed pseudo-random variables", 1981.
// @sampler 2
export function logarithmic(probability: f64): f64 {
  const v = uniform();
  if (v >= probability) return 1;
  const q = -Math.expm1(Math.log1p(-probability) * uniform());
  if (v <= q * q) return Math.max(1, Math.floor(1 + Math.log(v) / Math.log(q)));
  return v >= q ? 1 : 2;
}
