// Gamma draws of rate 1. Shapes of at least 1: Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.
// Below 1, a draw of shape a + 1 times U^(1/a), of which the logarithm never underflows; -log U is an exponential draw.
import { bits, isBelow } from './stream';
import { exponential, normalOf } from './ziggurat';

/**
 * A draw of shape a >= 1.
 *
 * One block serves both the normal z and, by 12 bits that z shares at 2^-43 of its size, the uniform that decides: those tell
 * nearly always. A proposal stands if u < exp(z^2/2 + d - d v + d log v), of which 1 - 0.0221 z^4 / d is a lower bound for
 * d >= 2/3 (0.02205 is the least such constant; as d grows it falls to 1/108).
 */
// @ts-ignore: decorator
@inline
export function shapeFromOne(a: f64): f64 {
  const d = a - 1.0 / 3.0;
  const c = 1.0 / Math.sqrt(9.0 * d);
  const random = bits();
  const z = normalOf(random);
  const t = 1.0 + c * z;
  const v = t * t * t;
  const zz = z * z;
  const coarse = <f64>(<i32>((random >> 9) & 4095));
  if (t > 0 && (coarse + 1) * d < 4096.0 * (d - 0.0221 * zz * zz)) return d * v;
  return d * decide(d, c, coarse, t, zz);
}

function decide(d: f64, c: f64, coarse: f64, t: f64, zz: f64): f64 {
  while (true) {
    if (t > 0) {
      const v = t * t * t;
      const bound = 4096 * Math.exp(0.5 * zz + d * (1.0 - v + 3.0 * Math.log(t)));
      if (isBelow(coarse, bound)) return v;
    }
    const random = bits();
    const z = normalOf(random);
    t = 1.0 + c * z;
    zz = z * z;
    coarse = <f64>(<i32>((random >> 9) & 4095));
  }
}

// @sampler 2
export function standardGamma(concentration: f64): f64 {
  if (concentration >= 1) return shapeFromOne(concentration);
  if (!(concentration > 0)) return concentration == 0 ? 0 : NaN;
  const boosted = shapeFromOne(concentration + 1);
  return boosted * Math.exp(-exponential() / concentration);
}

// @sampler 2
export function standardLogGamma(concentration: f64): f64 {
  if (concentration >= 1) return Math.log(shapeFromOne(concentration));
  if (!(concentration > 0)) return concentration == 0 ? -Infinity : NaN;
  const boosted = shapeFromOne(concentration + 1);
  return Math.log(boosted) - exponential() / concentration;
}
