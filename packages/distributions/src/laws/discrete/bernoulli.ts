import { bernoulli as draws } from '@baytes/random';
import { log1p, log1pexp, logit, logSigmoid, xlog1py, xlogy } from '@baytes/special';
import { add, greater, log, mul, neg, round, sigmoid, sub, zerosLike, onesLike, where } from '@tensorflow/tfjs-core';
import { binary, real, unitInterval } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, Values } from '../../parameters';

export type BernoulliParameters = OneOf<'probs' | 'logits'>;

type Parameters = Values<'probs' | 'logits'>;

/** The log probability of 1, and that of 0. */
const logOfOne = (values: Parameters) => (values.given('logits') ? logSigmoid(values.logits) : log(values.probs));
const logOfZero = (values: Parameters) => (values.given('logits') ? logSigmoid(neg(values.logits)) : log1p(neg(values.probs)));

/**
 * The Bernoulli law: 1 with probability `probs` = 1 / (1 + exp(-logits)), else 0.
 *
 * @example
 * bernoulli({ logits: 0 }).logProb(1); // log(1/2)
 */
export const bernoulli = /* @__PURE__ */ defineDistribution<BernoulliParameters, 'probs' | 'logits'>({
  name: 'bernoulli',
  parameters: {
    probs: { constraint: unitInterval, otherwise: ({ logits }) => sigmoid(logits) },
    logits: { constraint: real, otherwise: ({ probs }) => logit(probs) },
  },
  oneOf: [['probs', 'logits']],
  support: binary,
  sample: (key, { probs }, shape) => draws(key, { probability: probs }, { shape }),
  logProb: (x, values) =>
    values.given('logits')
      ? sub(mul(x, values.logits), log1pexp(values.logits))
      : add(xlogy(x, values.probs), xlog1py(sub(1, x), neg(values.probs))),
  cdf: (x, { probs }) => where(greater(x, 0.5), onesLike(x), add(zerosLike(x), sub(1, probs))),
  survival: (x, { probs }) => where(greater(x, 0.5), zerosLike(x), add(zerosLike(x), probs)),
  logCdf: (x, values) => where(greater(x, 0.5), zerosLike(x), add(zerosLike(x), logOfZero(values))),
  logSurvival: (x, values) => where(greater(x, 0.5), -Infinity, add(zerosLike(x), logOfOne(values))),
  icdf: (p, { probs }) => where(greater(p, sub(1, probs)), 1, 0),
  entropy: (values) =>
    values.given('logits')
      ? sub(log1pexp(values.logits), mul(values.logits, values.probs))
      : neg(add(xlogy(values.probs, values.probs), xlog1py(sub(1, values.probs), neg(values.probs)))),
  mean: ({ probs }) => probs,
  variance: ({ probs }) => mul(probs, sub(1, probs)),
  mode: ({ probs }) => round(probs),
});
