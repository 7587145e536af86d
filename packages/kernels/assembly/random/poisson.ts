// Poisson draws. Rates under 10: inversion by a walk up the masses. From 10 on: PTRS, the transformed rejection of Hormann, "The
// transformed rejection method for generating Poisson random variables", 1993.
import { poissonMass } from './log-mass';
import { bits, isBelow, uniform, unit } from './stream';

// @sampler 1
export function poisson(rate: f64): f64 {
  if (rate >= 10) return transformedRejection(rate);
  if (!(rate > 0)) return rate == 0 ? 0 : NaN;
  return walk(uniform(), Math.exp(-rate), rate, 0);
}

/** The least k with u < mass(first) + ... + mass(k), where mass(k + 1) = mass(k) rate / (k + 1). */
// @ts-ignore: decorator
@inline
function walk(u: f64, mass: f64, rate: f64, first: f64): f64 {
  let k = first;
  while (u > mass && k < 1000) {
    u -= mass;
    k += 1;
    mass *= rate / k;
  }
  return k;
}

function transformedRejection(rate: f64): f64 {
  const root = Math.sqrt(rate);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const quick = 1048576 * (0.9277 - 3.6224 / (b - 2));
  while (true) {
    // One block for both numbers; the 8 bits that they share are 2^-44 of u.
    const random = bits();
    const u = unit(random) - 0.5;
    const coarse = <f64>(<i32>random & 0xfffff);
    const us = 0.5 - abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + rate + 0.43);
    if (us >= 0.07 && coarse < quick - 1) return k;
    if (k < 0) continue;
    const height = 1.1239 + 1.1328 / (b - 3.4);
    if (isBelow(coarse, (1048576 * poissonMass(k, rate) * (a / (us * us) + b)) / height)) return k;
  }
}

// Given that it is not 0. Small rates: the walk starts at 1, whose mass rate / (e^rate - 1) is near 1. From 10 on, zeros are
// thrown away: at most one in 20000.
// @sampler 1
export function zeroTruncatedPoisson(rate: f64): f64 {
  if (rate < 10) {
    if (!(rate >= 0)) return NaN;
    return walk(uniform(), rate == 0 ? 1 : rate / Math.expm1(rate), rate, 1);
  }
  while (true) {
    const k = transformedRejection(rate);
    if (k > 0) return k;
  }
}
