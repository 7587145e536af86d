import { igammaP, igammaQ } from '@baytes/kernels';
import { zeroTruncatedPoisson as draws } from '@baytes/random';
import { expm1, igamma, log1mexp, log1p, logIgamma, logIgammac } from '@baytes/special';
import { add, div, exp, floor, less, maximum, minimum, mul, neg, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { positive, positiveCount } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, Values } from '../../parameters';
import { countQuantile } from './quantile-search';
import { poissonLogMass, type RateNames, rateSpec } from './rate';

export type ZeroTruncatedPoissonParameters = OneOf<RateNames>;

/** 1 - exp(-rate), what is left without 0. */
const left = (rate: Tensor) => neg(expm1(neg(rate)));
const logLeft = (rate: Tensor) => log1mexp(neg(rate));

/** P(X > x) */
const survival = (x: Tensor, rate: Tensor) => minimum(div(igamma(add(x, 1), rate), left(rate)), 1);

/** log P(X <= x): of the other tail where that is the smaller one, else of Poisson's without what lies at 0. */
function logCdf(x: Tensor, { rate }: Values<RateNames>): Tensor {
  const above = survival(x, rate);
  const whole = logIgammac(add(x, 1), rate);
  const less0 = add(whole, log1mexp(minimum(sub(neg(rate), whole), -1e-30)));
  const small = less(above, 0.5);
  return where(small, log1p(neg(where(small, above, 0))), sub(less0, logLeft(rate)));
}

const quantile = /* @__PURE__ */ countQuantile('ZeroTruncatedPoissonQuantile', ['rate'], (rate) => {
  const rest = -Math.expm1(-rate);
  const survivalAt = (x: number) => igammaP(x + 1, rate) / rest;
  return {
    cdf: (x) => (survivalAt(x) < 0.5 ? 1 - survivalAt(x) : (igammaQ(x + 1, rate) - Math.exp(-rate)) / rest),
    survival: survivalAt,
    low: 1,
  };
});

const mean = (rate: Tensor) => div(rate, left(rate));

/**
 * The Poisson law without 0: mass rate^x / (x! (exp(rate) - 1)) at x from 1 on. The rate, or its logarithm `logRate`, is that of the
 * whole law.
 *
 * @example
 * zeroTruncatedPoisson({ rate: 1 }).mean(); // 1 / (1 - exp(-1))
 */
export const zeroTruncatedPoisson = /* @__PURE__ */ defineDistribution<ZeroTruncatedPoissonParameters, RateNames>({
  name: 'zeroTruncatedPoisson',
  parameters: rateSpec(positive),
  oneOf: [['rate', 'logRate']],
  support: positiveCount,
  sample: (key, { rate }, shape) => draws(key, { rate }, { shape }),
  logProb: (x, values) => sub(poissonLogMass(x, values), logLeft(values.rate)),
  cdf: (x, values) => exp(logCdf(x, values)),
  logCdf,
  survival: (x, { rate }) => survival(x, rate),
  logSurvival: (x, { rate }) => minimum(sub(logIgamma(add(x, 1), rate), logLeft(rate)), 0),
  icdf: (p, { rate }) => quantile(p, rate),
  mean: ({ rate }) => mean(rate),
  variance: ({ rate }) => mul(mean(rate), add(1, sub(rate, mean(rate)))),
  mode: ({ rate }) => maximum(floor(rate), 1),
});
