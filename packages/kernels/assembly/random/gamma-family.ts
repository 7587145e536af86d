// Laws of ratios and reciprocals of gamma draws, from their logarithms: small shapes neither underflow nor divide 0 by 0.
import { standardLogGamma } from './gamma';
import { normal } from './ziggurat';

// @sampler 3
export function inverseGamma(concentration: f64, scale: f64): f64 {
  return scale * Math.exp(-standardLogGamma(concentration));
}

// The logit of a beta draw: the difference of two log-gamma draws.
// @sampler 4
export function betaLogit(a: f64, b: f64): f64 {
  const first = standardLogGamma(a);
  return first - standardLogGamma(b);
}

// @sampler 4
export function beta(a: f64, b: f64): f64 {
  const logit = betaLogit(a, b);
  const small = Math.exp(-abs(logit));
  return (logit < 0 ? small : 1) / (1 + small);
}

// A normal over the root of a chi-square by its degrees of freedom.
// @sampler 4
export function studentT(degrees: f64, loc: f64, scale: f64): f64 {
  const z = normal();
  return loc + scale * z * Math.exp(0.5 * (Math.log(0.5 * degrees) - standardLogGamma(0.5 * degrees)));
}
