import { geometric as draws } from '@baytes/random';
import { expm1, log1mexp } from '@baytes/special';
import { add, div, exp, mul, neg, sub, square, zerosLike, where, equal } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { count } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf } from '../../parameters';
import { failure, logFailure, logSuccess, type ProbabilityNames, probabilitySpec } from './probability';
import { countQuantile } from './quantile-search';

export type GeometricParameters = OneOf<ProbabilityNames>;

const positiveProbability = interval(0, 1, { name: 'positiveProbability', words: 'above 0 and up to 1', closed: 'high' });

const quantile = /* @__PURE__ */ countQuantile('GeometricQuantile', ['logFailure'], (log) => ({
  cdf: (x) => -Math.expm1((x + 1) * log),
  survival: (x) => Math.exp((x + 1) * log),
}));

/**
 * The geometric law: x failures before the first success of independent trials with probability p, `probs` or 1 / (1 + exp(-`logits`)).
 * Mass p (1 - p)^x.
 *
 * @example
 * geometric({ probs: 0.5 }).logProb(2); // log(1/8)
 */
export const geometric = /* @__PURE__ */ defineDistribution<GeometricParameters, ProbabilityNames>({
  name: 'geometric',
  parameters: probabilitySpec(positiveProbability),
  oneOf: [['probs', 'logits']],
  support: count,
  sample: (key, { probs }, shape) => draws(key, { probability: probs }, { shape }),
  // No failure costs nothing, also where there are none.
  logProb: (x, values) => {
    const none = equal(x, 0);
    const fall = where(none, 0, mul(x, where(none, -1, logFailure(values))));
    return add(fall, logSuccess(values));
  },
  cdf: (x, values) => neg(expm1(mul(add(x, 1), logFailure(values)))),
  logCdf: (x, values) => add(log1mexp(mul(add(x, 1), logFailure(values))), 0), // 0, not -0, at infinity
  survival: (x, values) => exp(mul(add(x, 1), logFailure(values))),
  logSurvival: (x, values) => mul(add(x, 1), logFailure(values)),
  icdf: (p, values) => quantile(p, logFailure(values)),
  entropy: (values) => {
    const q = failure(values);
    return sub(neg(logSuccess(values)), div(mul(q, where(equal(q, 0), 0, logFailure(values))), values.probs));
  },
  mean: (values) => (values.given('logits') ? exp(neg(values.logits)) : div(failure(values), values.probs)),
  variance: (values) => div(failure(values), square(values.probs)),
  mode: ({ probs }) => zerosLike(probs),
});
