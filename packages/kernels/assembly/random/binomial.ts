// Binomial draws. Below 10 expected successes (or failures): inversion by a walk up the masses. From there on: BTRS, the transformed
// rejection of Hormann, "The generation of binomial random variates", 1993.
import { binomialLogMass } from './log-mass';
import { bits, isBelow, uniform, unit } from './stream';

// @sampler 1
export function binomial(trials: f64, probability: f64): f64 {
  if (!(trials >= 0 && probability >= 0 && probability <= 1)) return NaN;
  return probability <= 0.5
    ? likelyFailure(trials, probability, 1 - probability)
    : trials - likelyFailure(trials, 1 - probability, probability);
}

/** For p <= 1/2, q = 1 - p. */
export function likelyFailure(n: f64, p: f64, q: f64): f64 {
  if (n * p >= 10) return transformedRejection(n, p, q);
  if (p == 0 || n == 0) return 0;
  const odds = p / q;
  const step = odds * (n + 1);
  let mass = Math.exp(n * Math.log1p(-p));
  let u = uniform();
  let k: f64 = 0;
  while (u > mass && k < n) {
    u -= mass;
    k += 1;
    mass *= step / k - odds;
  }
  return k;
}

function transformedRejection(n: f64, p: f64, q: f64): f64 {
  const deviation = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const quick = 1048576 * (0.92 - 4.2 / b);
  while (true) {
    // One block for both numbers; the 8 bits that they share are 2^-44 of u.
    const random = bits();
    const u = unit(random) - 0.5;
    const coarse = <f64>(<i32>random & 0xfffff);
    const us = 0.5 - abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && coarse < quick - 1) return k;
    if (k < 0 || k > n) continue;
    const height = (2.83 + 5.1 / b) * deviation;
    if (isBelow(coarse, (1048576 * relativeMass(k, n, p, q) * (a / (us * us) + b)) / height)) return k;
  }
}

/** The mass at k over that at the mode: near it by a product, far from it by logarithms. */
function relativeMass(k: f64, n: f64, p: f64, q: f64): f64 {
  const mode = Math.floor((n + 1) * p);
  if (abs(k - mode) > 24) return Math.exp(binomialLogMass(k, n, p, q) - binomialLogMass(mode, n, p, q));
  let above: f64 = 1;
  let below: f64 = 1;
  const odds = p / q;
  for (let i = Math.min(k, mode) + 1; i <= Math.max(k, mode); i++) {
    above *= (n + 1 - i) * odds;
    below *= i;
  }
  // At most 24 factors, each the size of the mode, may overflow for a mode beyond 10^12.
  if (!(below < 1e300 && above < 1e300)) return Math.exp(binomialLogMass(k, n, p, q) - binomialLogMass(mode, n, p, q));
  return k > mode ? above / below : below / above;
}

// @sampler 1
export function bernoulli(probability: f64): f64 {
  return uniform() < probability ? 1 : 0;
}
