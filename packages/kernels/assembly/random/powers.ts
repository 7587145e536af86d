// Laws that are powers and exponentials of exponential draws.
import { exponential } from './ziggurat';

// @sampler 1
export function weibull(concentration: f64, scale: f64): f64 {
  return scale * Math.exp(Math.log(exponential()) / concentration);
}

// @sampler 1
export function pareto(concentration: f64, scale: f64): f64 {
  return scale * Math.exp(exponential() / concentration);
}

// @sampler 1
export function rayleigh(scale: f64): f64 {
  return scale * Math.sqrt(2 * exponential());
}

// (1 - U^(1/b))^(1/a), with -log U exponential: no digit of 1 - U^(1/b) is lost at either end.
// @sampler 1
export function kumaraswamy(a: f64, b: f64): f64 {
  return Math.exp(Math.log(-Math.expm1(-exponential() / b)) / a);
}
