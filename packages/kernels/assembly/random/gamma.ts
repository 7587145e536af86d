// Gamma draws of rate 1. Shapes of at least 1: Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.
// Below 1, a draw of shape a + 1 times U^(1/a), of which the logarithm never underflows; -log U is an exponential draw.
import { bits, uniform, unit } from './stream';
import { exponential, normal } from './ziggurat';

// @ts-ignore: decorator
@inline
function shapeFromOne(a: f64): f64 {
  const d = a - 1.0 / 3.0;
  return d * marsagliaTsang(d, 1.0 / Math.sqrt(9.0 * d));
}

/** (1 + c z)^3, which d times has the law of shape d + 1/3. */
// @ts-ignore: decorator
@inline
function marsagliaTsang(d: f64, c: f64): f64 {
  const z = normal();
  const u = unit(bits());
  const t = 1.0 + c * z;
  const v = t * t * t;
  const zz = z * z;
  // The squeeze takes the square of z^2 first: it holds 98 % of the time, and t <= 0 makes it impossible for d >= 2/3.
  if (t > 0 && u < 1.0 - 0.0331 * zz * zz) return v;
  return marsagliaTsangRare(d, c, u, t, zz);
}

function marsagliaTsangRare(d: f64, c: f64, u: f64, t: f64, zz: f64): f64 {
  while (true) {
    if (t > 0) {
      const v = t * t * t;
      if (u < 1.0 - 0.0331 * zz * zz || Math.log(u) < 0.5 * zz + d * (1.0 - v + 3.0 * Math.log(t))) return v;
    }
    const z = normal();
    u = uniform();
    t = 1.0 + c * z;
    zz = z * z;
  }
}

// @sampler 3
export function standardGamma(concentration: f64): f64 {
  if (concentration >= 1) return shapeFromOne(concentration);
  if (!(concentration > 0)) return concentration == 0 ? 0 : NaN;
  const boosted = shapeFromOne(concentration + 1);
  return boosted * Math.exp(-exponential() / concentration);
}

// @sampler 3
export function standardLogGamma(concentration: f64): f64 {
  if (concentration >= 1) return Math.log(shapeFromOne(concentration));
  if (!(concentration > 0)) return concentration == 0 ? -Infinity : NaN;
  const boosted = shapeFromOne(concentration + 1);
  return Math.log(boosted) - exponential() / concentration;
}
