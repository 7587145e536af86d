import { logFactorial, logRisingFactorial } from '@baytes/kernels';
import { type KeyLike, logGamma, poisson } from '@baytes/random';
import { digamma, log1p, log1pexp, logit, logSigmoid, polygammaDifference, xdivy } from '@baytes/special';
import { defineKernel } from '@baytes/tensor';
import { add, div, exp, floor, log, mul, neg, relu, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { count, positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterSpec, Values } from '../../parameters';
import { splitKey } from '../../split-key';
import { betaCdf, betaCdfOf, betaLogCdf, betaLogSurvival, betaSurvival, betaSurvivalOf } from './beta-tails';
import { countQuantile } from './quantile-search';

export type NegativeBinomialParameters = OneOf<'totalCount' | 'concentration'> & OneOf<'probs' | 'logits' | 'mean'>;

export type NegativeBinomialNames = 'totalCount' | 'concentration' | 'probs' | 'logits' | 'mean';
type Given = Values<NegativeBinomialNames>;

const belowOne = interval(0, 1, { name: 'probabilityBelowOne', words: 'from 0 and below 1', closed: 'low' });

/** For the parameters of a page: r is called `totalCount` or `concentration`. */
export const negativeBinomialSpec: { readonly [K in NegativeBinomialNames]: ParameterSpec<NegativeBinomialNames> } = {
  totalCount: { constraint: positive, otherwise: ({ concentration }) => concentration },
  concentration: { constraint: positive, otherwise: ({ totalCount }) => totalCount },
  probs: { constraint: belowOne, otherwise: ({ logits }) => sigmoid(logits) },
  logits: {
    constraint: real,
    otherwise: (values) => (values.given('mean') ? log(div(values.mean, values.totalCount)) : logit(values.probs)),
  },
  mean: {
    constraint: positive,
    otherwise: (values) =>
      mul(values.totalCount, values.given('logits') ? exp(values.logits) : div(values.probs, sub(1, values.probs))),
  },
};

export const negativeBinomialChoices = [
  ['totalCount', 'concentration'],
  ['probs', 'logits', 'mean'],
] as const;

const softplus = (t: number) => (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t)));

/** Whole in float64: what it is made of is large and cancels. */
const logMass: (x: Tensor, r: Tensor, p: Tensor, attributes: { logits: boolean }) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'NegativeBinomialLogMass',
  inputs: ['x', 'r', 'p'],
  host: ({ x, r, p }, out, { attributes: { logits } }: { attributes: { logits: boolean } }) => {
    for (let i = 0; i < out.length; i++) {
      const power = x[i] === 0 ? 0 : x[i] * (logits ? -softplus(-p[i]) : Math.log(p[i]));
      const rest = r[i] * (logits ? -softplus(p[i]) : Math.log1p(-p[i]));
      out[i] = logRisingFactorial(r[i], x[i]) - logFactorial(x[i]) + power + rest;
    }
  },
  gradient: ({ x, r, p }, dy, { logits }) => ({
    x: () => mul(dy, add(logits ? logSigmoid(p) : log(p), sub(digamma(add(x, r)), digamma(add(x, 1))))),
    r: () => mul(dy, sub(logits ? neg(log1pexp(p)) : log1p(neg(p)), polygammaDifference(r, x, { order: 0 }))),
    p: () => mul(dy, logits ? sub(x, mul(add(x, r), sigmoid(p))) : sub(xdivy(x, p), div(r, sub(1, p)))),
  }),
});

export function negativeBinomialLogMass(x: Tensor, values: Given): Tensor {
  const logits = !values.given('probs');
  return logMass(x, values.totalCount, logits ? values.logits : values.probs, { logits });
}

/** 1 - p */
const failure = (values: Given) => (values.given('probs') ? sub(1, values.probs) : sigmoid(neg(values.logits)));

/** Poisson counts whose rates are gamma, by logarithms: p may be nearer to 1 than float32 can tell. */
export function negativeBinomialDraws(key: KeyLike, values: Given, shape: readonly number[]): Tensor {
  const [first, second] = splitKey(key, 2);
  const logs = logGamma(first, { concentration: values.totalCount, rate: 1 }, { shape });
  return poisson(second, { rate: exp(add(logs, values.logits)) }, { shape });
}

const quantile = /* @__PURE__ */ countQuantile('NegativeBinomialQuantile', ['r', 'p', 'q'], (r, p, q) => ({
  cdf: (x) => betaCdfOf(x + 1, r, p, q),
  survival: (x) => betaSurvivalOf(x + 1, r, p, q),
}));

/** P(X > x) = I_p(x + 1, r). */
const tailOf = (x: Tensor, values: Given) => ({ a: add(x, 1), b: values.totalCount, p: values.probs, q: failure(values) });

/**
 * The negative binomial law: x successes before the r-th failure of independent trials with probability p of success; a Poisson count
 * whose rate is gamma. Mass Gamma(x + r) / (x! Gamma(r)) p^x (1 - p)^r. r, any positive number, is `totalCount` or `concentration`; p is
 * given as `probs`, by its `logits`, or by the `mean` r p / (1 - p).
 *
 * @example
 * negativeBinomial({ concentration: 2, mean: 3 }).variance(); // 7.5
 */
export const negativeBinomial = /* @__PURE__ */ defineDistribution<NegativeBinomialParameters, NegativeBinomialNames>({
  name: 'negativeBinomial',
  parameters: negativeBinomialSpec,
  oneOf: negativeBinomialChoices,
  support: count,
  sample: negativeBinomialDraws,
  logProb: negativeBinomialLogMass,
  cdf: (x, values) => betaCdf(tailOf(x, values)),
  logCdf: (x, values) => betaLogCdf(tailOf(x, values)),
  survival: (x, values) => betaSurvival(tailOf(x, values)),
  logSurvival: (x, values) => betaLogSurvival(tailOf(x, values)),
  icdf: (p, values) => quantile(p, values.totalCount, values.probs, failure(values)),
  mean: ({ mean }) => mean,
  variance: (values) => div(values.mean, failure(values)),
  mode: (values) => floor(div(mul(relu(sub(values.totalCount, 1)), values.probs), failure(values))),
});
