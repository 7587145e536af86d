import { poisson as draws } from '@baytes/random';
import { igamma, igammac, logIgamma, logIgammac } from '@baytes/special';
import { add, floor } from '@tensorflow/tfjs-core';
import { count } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf } from '../../parameters';
import { countQuantile } from './quantile-search';
import { poissonLogMass, poissonTails, type RateNames, rateSpec } from './rate';

export type PoissonParameters = OneOf<RateNames>;

const quantile = /* @__PURE__ */ countQuantile('PoissonQuantile', ['rate'], poissonTails);

/**
 * The Poisson law of counts: mass rate^x exp(-rate) / x!. The rate, or its logarithm `logRate`, is mean and variance.
 *
 * @example
 * poisson({ rate: 2 }).logProb(0); // -2
 */
export const poisson = /* @__PURE__ */ defineDistribution<PoissonParameters, RateNames>({
  name: 'poisson',
  parameters: rateSpec(),
  oneOf: [['rate', 'logRate']],
  support: count,
  sample: (key, { rate }, shape) => draws(key, { rate }, { shape }),
  logProb: poissonLogMass,
  cdf: (x, { rate }) => igammac(add(x, 1), rate),
  logCdf: (x, { rate }) => logIgammac(add(x, 1), rate),
  survival: (x, { rate }) => igamma(add(x, 1), rate),
  logSurvival: (x, { rate }) => logIgamma(add(x, 1), rate),
  icdf: (p, { rate }) => quantile(p, rate),
  mean: ({ rate }) => rate,
  variance: ({ rate }) => rate,
  mode: ({ rate }) => floor(rate),
});
