// Laws of waiting times and extremes, and others that have a scale: Weibull, Rayleigh, Gumbel, Laplace, Pareto, uniform.
import { lgamma } from '@baytes/special';
import {
  abs,
  add,
  div,
  exp,
  greaterEqual,
  lessEqual,
  log,
  logicalAnd,
  mul,
  neg,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import type { Values } from '../parameters';
import type { ClosedForm, ClosedForms } from './pair';

const EULER = 0.5772156649015329;

const gammaOf = (x: Tensor) => exp(lgamma(x));

/**
 * KL(Weibull(k, l) || Weibull(m, s)), with r = l / s: log(k / m) + euler (m / k - 1) - m log r + r^m Gamma(1 + m / k) - 1.
 *
 * Source: Bauckhage 2013, Computing the Kullback-Leibler divergence between two Weibull distributions, equation 12.
 */
const weibulls: ClosedForm = (p: Values<'concentration' | 'scale'>, q: Values<'concentration' | 'scale'>) => {
  const [k, m] = [p.concentration, q.concentration];
  const logRatio = sub(log(p.scale), log(q.scale));
  const share = div(m, k);
  const moment = exp(add(mul(m, logRatio), lgamma(add(1, share))));
  return add(add(neg(log(share)), mul(EULER, sub(share, 1))), add(neg(mul(m, logRatio)), sub(moment, 1)));
};

/**
 * KL(Weibull(k, l) || Gamma(a, b)) = euler a / k - a log l + log k + b l Gamma(1 + 1 / k) - euler - 1 - a log b + log Gamma(a).
 *
 * Source: Zhang, Chen, Guo and Zhou 2018, WHAI, equation 8.
 */
const weibullToGamma: ClosedForm = (p: Values<'concentration' | 'scale'>, q: Values<'concentration' | 'rate'>) => {
  const [k, l, a, b] = [p.concentration, p.scale, q.concentration, q.rate];
  const mean = mul(mul(b, l), gammaOf(add(1, div(1, k))));
  const logs = sub(log(k), mul(a, add(log(l), log(b))));
  return add(add(mul(EULER, sub(div(a, k), 1)), logs), add(sub(mean, 1), lgamma(a)));
};

/** KL(Rayleigh(s) || Rayleigh(t)) = (s / t)^2 - 1 - 2 log(s / t). */
const rayleighs: ClosedForm = (p: Values<'scale'>, q: Values<'scale'>) => {
  const ratio = div(p.scale, q.scale);
  return sub(sub(square(ratio), 1), mul(2, log(ratio)));
};

type LocationScale = Values<'loc' | 'scale'>;

/**
 * KL(Gumbel(m, s) || Gumbel(n, t)) with r = s / t: -log r + euler (r - 1) + exp((n - m) / t) Gamma(1 + r) - 1 + (m - n) / t.
 *
 * Source: Bauckhage 2013, as above, equation 18.
 */
const gumbels: ClosedForm = (p: LocationScale, q: LocationScale) => {
  const ratio = div(p.scale, q.scale);
  const gap = div(sub(p.loc, q.loc), q.scale);
  const moment = exp(add(neg(gap), lgamma(add(1, ratio))));
  return add(add(neg(log(ratio)), mul(EULER, sub(ratio, 1))), add(sub(moment, 1), gap));
};

/** KL(Laplace(m, s) || Laplace(n, t)) = (s exp(-|m - n| / s) + |m - n|) / t - 1 - log(s / t). */
const laplaces: ClosedForm = (p: LocationScale, q: LocationScale) => {
  const distance = abs(sub(p.loc, q.loc));
  const mean = add(mul(p.scale, exp(neg(div(distance, p.scale)))), distance);
  return sub(sub(div(mean, q.scale), 1), log(div(p.scale, q.scale)));
};

/** KL(Pareto(a, s) || Pareto(c, t)) = log(a / c) + c / a - 1 + c log(s / t); infinite where p reaches below t. */
const paretos: ClosedForm = (p: Values<'concentration' | 'scale'>, q: Values<'concentration' | 'scale'>) => {
  const share = div(q.concentration, p.concentration);
  const value = add(sub(sub(share, 1), log(share)), mul(q.concentration, log(div(p.scale, q.scale))));
  return where(greaterEqual(p.scale, q.scale), value, Infinity);
};

/** KL(Uniform(a, b) || Uniform(c, d)) = log((d - c) / (b - a)) where [a, b] lies in [c, d], else infinite. */
const uniforms: ClosedForm = (p: Values<'low' | 'high'>, q: Values<'low' | 'high'>) =>
  where(
    logicalAnd(greaterEqual(p.low, q.low), lessEqual(p.high, q.high)),
    log(div(sub(q.high, q.low), sub(p.high, p.low))),
    Infinity,
  );

export const scaleFamilies: ClosedForms = {
  weibull: { weibull: weibulls, gamma: weibullToGamma },
  rayleigh: { rayleigh: rayleighs },
  gumbel: { gumbel: gumbels },
  laplace: { laplace: laplaces },
  pareto: { pareto: paretos },
  uniform: { uniform: uniforms },
};
