// Binomial draws. Below 10 expected successes (or failures): inversion by a walk up the masses. From there on: BTRS, the transformed
// rejection of Hormann, "The generation of binomial random variates", 1993.
import { binomialLogMass } from './log-mass';
import { bits, uniform, unit } from './stream';

// @sampler 2
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
  const quick = 0.92 - 4.2 / b;
  while (true) {
    const u = uniform() - 0.5;
    const v = unit(bits());
    const us = 0.5 - abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= quick) return k;
    if (k < 0 || k > n) continue;
    const height = (2.83 + 5.1 / b) * deviation;
    const mode = Math.floor((n + 1) * p);
    const ratio = binomialLogMass(k, n, p, q) - binomialLogMass(mode, n, p, q);
    if (Math.log((v * height) / (a / (us * us) + b)) <= ratio) return k;
  }
}

// @sampler 1
export function bernoulli(probability: f64): f64 {
  return uniform() < probability ? 1 : 0;
}
