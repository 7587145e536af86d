import { logistic as draws } from '@baytes/random';
import { log1p, logit, logSigmoid } from '@baytes/special';
import { add, clipByValue, div, log, mul, neg, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { openUnitInterval, positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterLike, Values } from '../../parameters';

export type RelaxedBernoulliParameters = {
  /** Positive: near 0 draws are nearly 0 or 1. */
  temperature: ParameterLike;
} & OneOf<'probs' | 'logits'>;

type Parameter = 'temperature' | 'probs' | 'logits';

/** The float32 numbers next to 0 and 1 that a draw can be. */
const LEAST = 2 ** -126;
const MOST = 1 - 2 ** -24;

/** The logit of P(X <= x): T logit(x) - logits. */
const logitOf = (x: Tensor, { temperature, logits }: Values<Parameter>) => sub(mul(temperature, logit(x)), logits);

/**
 * The Bernoulli law relaxed to the inside of [0, 1]: the law of 1 / (1 + exp(-(logits + L) / T)) with L logistic and T the temperature. Its
 * draws have derivatives in both; at low temperatures they pile up at the float32 numbers next to 0 and 1: `transformed` of a
 * logistic law is the same on logits, without that limit.
 *
 * Source: Maddison, Mnih, Teh 2017, The Concrete distribution, appendix B.
 *
 * @example
 * relaxedBernoulli({ temperature: 1, probs: 0.5 }).cdf([0.25, 0.5]); // [0.25, 0.5]
 */
export const relaxedBernoulli = /* @__PURE__ */ defineDistribution<RelaxedBernoulliParameters, Parameter>({
  name: 'relaxedBernoulli',
  parameters: {
    temperature: { constraint: positive },
    probs: { constraint: openUnitInterval, otherwise: ({ logits }) => sigmoid(logits) },
    logits: { constraint: real, otherwise: ({ probs }) => logit(probs) },
  },
  oneOf: [['probs', 'logits']],
  support: openUnitInterval,
  sample: (key, { temperature, logits }, shape) =>
    clipByValue(sigmoid(div(add(logits, draws(key, { loc: 0, scale: 1 }, { shape })), temperature)), LEAST, MOST),
  logProb: (x, values) => {
    const z = logitOf(x, values);
    const logistic = add(log(values.temperature), add(logSigmoid(z), logSigmoid(neg(z))));
    return sub(logistic, add(log(x), log1p(neg(x))));
  },
  cdf: (x, values) => sigmoid(logitOf(x, values)),
  logCdf: (x, values) => logSigmoid(logitOf(x, values)),
  survival: (x, values) => sigmoid(neg(logitOf(x, values))),
  logSurvival: (x, values) => logSigmoid(neg(logitOf(x, values))),
  icdf: (p, { temperature, logits }) => sigmoid(div(add(logit(p), logits), temperature)),
});
