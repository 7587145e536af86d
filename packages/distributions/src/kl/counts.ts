// Laws of counts and categories.
import { log1pexp, xlogy } from '@baytes/special';
import { add, div, equal, exp, log, mul, sigmoid, sub, sum, type Tensor, where } from '@tensorflow/tfjs-core';
import { logSoftmax } from '@baytes/tensor';
import type { Values } from '../parameters';
import type { ClosedForm, ClosedForms } from './pair';

type Choice = Values<'probs' | 'logits'>;

/**
 * KL between two yes-or-no laws: p log(p / q) + (1 - p) log((1 - p) / (1 - q)), by logits l and m where both have them:
 * p (l - m) - log(1 + e^l) + log(1 + e^m).
 */
function klOfBernoullis(p: Choice, q: Choice): Tensor {
  if (p.given('logits') && q.given('logits')) {
    const [l, m] = [p.logits, q.logits];
    return add(mul(sigmoid(l), sub(l, m)), sub(log1pexp(m), log1pexp(l)));
  }
  const [a, b] = [p.probs, q.probs];
  const [otherA, otherB] = [sub(1, a), sub(1, b)];
  return add(sub(xlogy(a, a), xlogy(a, b)), sub(xlogy(otherA, otherA), xlogy(otherA, otherB)));
}

/** Infinite where two laws have different values of a parameter that must be the same. */
const whereSame = (a: Tensor, b: Tensor, value: Tensor) => where(equal(a, b), value, Number.POSITIVE_INFINITY);

/** KL(Binomial(n, p) || Binomial(n, q)) = n KL(Bernoulli(p) || Bernoulli(q)). */
const binomials: ClosedForm = (p: Values<'totalCount' | 'probs' | 'logits'>, q: Values<'totalCount' | 'probs' | 'logits'>) =>
  whereSame(p.totalCount, q.totalCount, mul(p.totalCount, klOfBernoullis(p as Choice, q as Choice)));

/** KL(Geometric(p) || Geometric(q)) = KL(Bernoulli(p) || Bernoulli(q)) / p. */
const geometrics: ClosedForm = (p: Choice, q: Choice) => div(klOfBernoullis(p, q), p.probs);

/**
 * KL of two negative binomials of the same total count r: x successes of probability p before r failures, E[x] = r p / (1 - p), so that it
 * is r KL(Bernoulli(p) || Bernoulli(q)) / (1 - p).
 */
const negativeBinomials: ClosedForm = (
  p: Values<'totalCount' | 'probs' | 'logits'>,
  q: Values<'totalCount' | 'probs' | 'logits'>,
) => whereSame(p.totalCount, q.totalCount, div(mul(p.totalCount, klOfBernoullis(p as Choice, q as Choice)), sub(1, p.probs)));

/** KL(Poisson(r) || Poisson(s)) = r log(r / s) - r + s. */
const poissons: ClosedForm = ({ rate: r }: Values<'rate'>, { rate: s }: Values<'rate'>) =>
  add(sub(xlogy(r, r), xlogy(r, s)), sub(s, r));

/** sum_k p_k log(p_k / q_k) over the last axis. */
function klOfCategories(p: Choice, q: Choice): Tensor {
  if (p.given('logits') || q.given('logits')) {
    const [l, m] = [logShares(p), logShares(q)];
    const share = p.given('logits') ? exp(l) : p.probs;
    return sum(where(equal(share, 0), 0, mul(share, sub(l, m))), -1);
  }
  return sum(sub(xlogy(p.probs, p.probs), xlogy(p.probs, q.probs)), -1);
}

const logShares = (law: Choice) => (law.given('logits') ? logSoftmax(law.logits) : log(law.probs));

/** KL of two multinomials of the same total: that of one trial, times the total. */
const multinomials: ClosedForm = (p: Values<'totalCount' | 'probs' | 'logits'>, q: Values<'totalCount' | 'probs' | 'logits'>) =>
  whereSame(p.totalCount, q.totalCount, mul(p.totalCount, klOfCategories(p as Choice, q as Choice)));

export const counts: ClosedForms = {
  bernoulli: { bernoulli: klOfBernoullis },
  binomial: { binomial: binomials },
  geometric: { geometric: geometrics },
  negativeBinomial: { negativeBinomial: negativeBinomials },
  poisson: { poisson: poissons },
  categorical: { categorical: klOfCategories },
  oneHotCategorical: { oneHotCategorical: klOfCategories },
  multinomial: { multinomial: multinomials },
};
