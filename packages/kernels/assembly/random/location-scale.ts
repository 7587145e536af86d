// Laws that a standard one moves and stretches. Each takes its noise where its tails lose nothing: from exponential and normal
// draws, never from the logarithm of 1 - u.
import { bits } from './stream';
import { exponential, exponentialOf, normal as standardNormal } from './ziggurat';

// @sampler 1
export function exactNormal(loc: f64, scale: f64): f64 {
  return loc + scale * standardNormal();
}

// @sampler 1
export function exponentialLaw(rate: f64): f64 {
  return exponential() / rate;
}

// @sampler 1
export function laplace(loc: f64, scale: f64): f64 {
  const random = bits();
  const size = scale * exponentialOf(random);
  return random & 256 ? loc + size : loc - size;
}

// The logarithm of a ratio of exponentials is logistic.
// @sampler 2
export function logistic(loc: f64, scale: f64): f64 {
  const above = exponential();
  return loc + scale * Math.log(above / exponential());
}

// @sampler 1
export function gumbel(loc: f64, scale: f64): f64 {
  return loc - scale * Math.log(exponential());
}

// The ratio of two normals is Cauchy.
// @sampler 2
export function cauchy(loc: f64, scale: f64): f64 {
  const above = standardNormal();
  return loc + scale * (above / standardNormal());
}
