// Poisson draws. Rates under 10: inversion by a walk up the masses. From 10 on: PTRS, the transformed rejection of Hormann, "The
// transformed rejection method for generating Poisson random variables", 1993.
import { poissonLogMass } from './log-mass';
import { bits, uniform, unit } from './stream';

// @sampler 2
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
  const quick = 0.9277 - 3.6224 / (b - 2);
  while (true) {
    const u = uniform() - 0.5;
    const v = unit(bits());
    const us = 0.5 - abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + rate + 0.43);
    if (us >= 0.07 && v <= quick) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const inverse = 1.1239 + 1.1328 / (b - 3.4);
    if (Math.log((v * inverse) / (a / (us * us) + b)) <= poissonLogMass(k, rate)) return k;
  }
}

// Given that it is not 0. Small rates: the walk starts at 1, whose mass rate / (e^rate - 1) is near 1. From 10 on, zeros are
// thrown away: at most one in 20000.
// @sampler 2
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
