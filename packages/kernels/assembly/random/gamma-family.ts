// Laws of ratios and reciprocals of gamma draws. Where a shape is below 1 its draw is g exp(-e / a), g of shape a + 1 and e
// exponential; exponents are put together before anything is raised to them, so that nothing underflows on the way.
import { shapeFromOne, standardLogGamma } from './gamma';
import { exponential, normal } from './ziggurat';

// @sampler 2
export function inverseGamma(concentration: f64, scale: f64): f64 {
  return scale * Math.exp(-standardLogGamma(concentration));
}

/** What the last call of `ratio` left to be raised: its result is to be multiplied by exp(exponent). */
let exponent: f64 = 0;

/** A draw of shape b over one of shape a, less exp(exponent). */
// @ts-ignore: decorator
@inline
function ratio(a: f64, b: f64): f64 {
  exponent = 0;
  let first: f64;
  if (a >= 1) {
    first = shapeFromOne(a);
  } else {
    first = shapeFromOne(a + 1);
    exponent = exponential() / a;
  }
  if (b >= 1) return shapeFromOne(b) / first;
  const second = shapeFromOne(b + 1);
  exponent -= exponential() / b;
  return second / first;
}

// The logit of a beta draw.
// @sampler 4
export function betaLogit(a: f64, b: f64): f64 {
  if (!(a > 0 && b > 0)) return NaN;
  const odds = ratio(a, b);
  return -Math.log(odds) - exponent;
}

// @sampler 4
export function beta(a: f64, b: f64): f64 {
  if (!(a > 0 && b > 0)) return NaN;
  const odds = ratio(a, b);
  return 1 / (1 + (exponent == 0 ? odds : odds * Math.exp(exponent)));
}

// A normal over the root of a chi-square by its degrees of freedom.
// @sampler 3
export function studentT(degrees: f64, loc: f64, scale: f64): f64 {
  const z = normal();
  return loc + scale * z * Math.exp(0.5 * (Math.log(0.5 * degrees) - standardLogGamma(0.5 * degrees)));
}
