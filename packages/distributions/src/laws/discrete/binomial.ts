import { logBinomial } from '@baytes/kernels';
import { binomial as draws } from '@baytes/random';
import { digamma, log1p, log1pexp, logit, xdivy } from '@baytes/special';
import { defineKernel } from '@baytes/tensor';
import { add, floor, maximum, minimum, mul, neg, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { count } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterLike, Values } from '../../parameters';
import { betaCdf, betaCdfOf, betaLogCdf, betaLogSurvival, betaSurvival, betaSurvivalOf } from './beta-tails';
import { failure, type ProbabilityNames, probabilitySpec } from './probability';
import { countQuantile } from './quantile-search';

export type BinomialParameters = {
  /** How many trials: a whole number from 0 on. */
  totalCount: ParameterLike;
} & OneOf<ProbabilityNames>;

type Given = Values<'totalCount' | ProbabilityNames>;

/** x log p + y log(1 - p); nothing times the logarithm of 0 is nothing. */
function logPowers(x: number, y: number, p: number, logits: boolean): number {
  if (logits) return -x * softplus(-p) - y * softplus(p);
  return (x === 0 ? 0 : x * Math.log(p)) + (y === 0 ? 0 : y * Math.log1p(-p));
}
const softplus = (t: number) => (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t)));

/** Whole in float64: the coefficient and the powers cancel. */
const logMass: (x: Tensor, n: Tensor, p: Tensor, attributes: { logits: boolean }) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'BinomialLogMass',
  inputs: ['x', 'n', 'p'],
  host: ({ x, n, p }, out, { attributes: { logits } }: { attributes: { logits: boolean } }) => {
    for (let i = 0; i < out.length; i++) out[i] = logBinomial(n[i], x[i]) + logPowers(x[i], n[i] - x[i], p[i], logits);
  },
  gradient: ({ x, n, p }, dy, { logits }) => {
    const rest = () => sub(n, x);
    const logOdds = () => (logits ? p : logit(p));
    return {
      x: () => mul(dy, add(logOdds(), sub(digamma(add(rest(), 1)), digamma(add(x, 1))))),
      n: () => {
        const fall = logits ? neg(log1pexp(p)) : log1p(neg(p));
        return mul(dy, add(fall, sub(digamma(add(n, 1)), digamma(add(rest(), 1)))));
      },
      p: () => mul(dy, logits ? sub(x, mul(n, sigmoid(p))) : sub(xdivy(x, p), xdivy(rest(), sub(1, p)))),
    };
  },
});

const quantile = /* @__PURE__ */ countQuantile('BinomialQuantile', ['n', 'p', 'q'], (n, p, q) => ({
  cdf: (x) => betaCdfOf(x + 1, n - x, p, q),
  survival: (x) => betaSurvivalOf(x + 1, n - x, p, q),
  high: n,
}));

/** P(X > x) = I_p(x + 1, n - x), for x below n. */
const tailOf = (x: Tensor, values: Given) => ({
  a: add(x, 1),
  b: maximum(sub(values.totalCount, x), 1),
  p: values.probs,
  q: failure(values),
});

/**
 * The binomial law: x successes among `totalCount` = n independent trials with probability p, `probs` or 1 / (1 + exp(-`logits`)). Mass
 * n! / (x! (n - x)!) p^x (1 - p)^(n - x).
 *
 * @example
 * binomial({ totalCount: 3, probs: 0.5 }).logProb(1); // log(3/8)
 */
export const binomial = /* @__PURE__ */ defineDistribution<BinomialParameters, 'totalCount' | ProbabilityNames>({
  name: 'binomial',
  parameters: { totalCount: { constraint: count }, ...probabilitySpec() },
  oneOf: [['probs', 'logits']],
  support: ({ totalCount }) => interval(0, totalCount, { name: 'countUpTo', closed: 'both', integer: true }),
  sample: (key, { totalCount, probs }, shape) => draws(key, { trials: totalCount, probability: probs }, { shape }),
  logProb: (x, values: Given) => {
    const logits = values.given('logits');
    return logMass(x, values.totalCount, logits ? values.logits : values.probs, { logits });
  },
  cdf: (x, values) => betaCdf(tailOf(x, values)),
  logCdf: (x, values) => betaLogCdf(tailOf(x, values)),
  survival: (x, values) => betaSurvival(tailOf(x, values)),
  logSurvival: (x, values) => betaLogSurvival(tailOf(x, values)),
  icdf: (p, values) => quantile(p, values.totalCount, values.probs, failure(values)),
  mean: ({ totalCount, probs }) => mul(totalCount, probs),
  variance: (values: Given) => mul(values.totalCount, mul(values.probs, failure(values))),
  mode: ({ totalCount: n, probs }) => minimum(floor(mul(add(n, 1), probs)), n),
});
