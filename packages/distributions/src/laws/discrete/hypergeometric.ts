import { logBinomial } from '@baytes/kernels';
import { hypergeometric as draws } from '@baytes/random';
import { digamma } from '@baytes/special';
import { defineKernel } from '@baytes/tensor';
import { add, div, floor, maximum, minimum, mul, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { interval } from '../../constraints/interval';
import { count } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';
import { countFunction, tailsBySums } from './mass-sums';
import { countQuantile } from './quantile-search';

export interface HypergeometricParameters {
  /** How many items there are: a whole number. */
  total: ParameterLike;
  /** How many of them are marked. */
  marked: ParameterLike;
  /** How many are drawn. */
  drawn: ParameterLike;
}

const NAMES = ['total', 'marked', 'drawn'] as const;

const massAt = (x: number, N: number, m: number, k: number) =>
  logBinomial(m, x) + logBinomial(N - m, k - x) - logBinomial(N, k);
const tails = (N: number, m: number, k: number) =>
  tailsBySums((x) => massAt(x, N, m, k), Math.max(0, k + m - N), Math.min(m, k));

/** Derivatives of log n! / (k! (n - k)!) with real n and k. */
const inTotal = (n: Tensor, k: Tensor) => sub(digamma(add(n, 1)), digamma(add(sub(n, k), 1)));
const inPart = (n: Tensor, k: Tensor) => sub(digamma(add(sub(n, k), 1)), digamma(add(k, 1)));

const logMass: (x: Tensor, N: Tensor, m: Tensor, k: Tensor) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'HypergeometricLogMass',
  inputs: ['x', 'N', 'm', 'k'],
  host: ({ x, N, m, k }, out) => {
    for (let i = 0; i < out.length; i++) out[i] = massAt(x[i], N[i], m[i], k[i]);
  },
  gradient: ({ x, N, m, k }, dy) => {
    const [others, unmarked] = [() => sub(N, m), () => sub(k, x)];
    return {
      x: () => mul(dy, sub(inPart(m, x), inPart(others(), unmarked()))),
      N: () => mul(dy, sub(inTotal(others(), unmarked()), inTotal(N, k))),
      m: () => mul(dy, sub(inTotal(m, x), inTotal(others(), unmarked()))),
      k: () => mul(dy, sub(inPart(others(), unmarked()), inPart(N, k))),
    };
  },
});

const cdf = /* @__PURE__ */ countFunction('HypergeometricCdf', NAMES, (x, ...at) => tails(at[0], at[1], at[2]).cdf(x));
const survival = /* @__PURE__ */ countFunction('HypergeometricSurvival', NAMES, (x, ...at) =>
  tails(at[0], at[1], at[2]).survival(x),
);
const quantile = /* @__PURE__ */ countQuantile('HypergeometricQuantile', NAMES, tails);

/**
 * The hypergeometric law: x marked items among `drawn` that are taken, without replacement, from `total`, of which `marked` are. Mass
 * C(marked, x) C(total - marked, drawn - x) / C(total, drawn). Its distribution function is a sum over masses, and has no derivatives.
 *
 * @example
 * hypergeometric({ total: 4, marked: 2, drawn: 2 }).logProb(1); // log(2/3)
 */
export const hypergeometric = /* @__PURE__ */ defineDistribution<HypergeometricParameters, 'total' | 'marked' | 'drawn'>({
  name: 'hypergeometric',
  parameters: { total: { constraint: count }, marked: { constraint: count }, drawn: { constraint: count } },
  relations: () => [
    { of: ['marked', 'total'], words: 'at most total', holds: (marked, total) => marked <= total },
    { of: ['drawn', 'total'], words: 'at most total', holds: (drawn, total) => drawn <= total },
  ],
  support: ({ total, marked, drawn }) =>
    interval(maximum(0, sub(add(drawn, marked), total)), minimum(marked, drawn), {
      name: 'countBetween',
      closed: 'both',
      integer: true,
    }),
  sample: (key, { total, marked, drawn }, shape) => draws(key, { total, marked, drawn }, { shape }),
  logProb: (x, { total, marked, drawn }) => logMass(x, total, marked, drawn),
  cdf: (x, { total, marked, drawn }) => cdf(x, total, marked, drawn),
  survival: (x, { total, marked, drawn }) => survival(x, total, marked, drawn),
  icdf: (p, { total, marked, drawn }) => quantile(p, total, marked, drawn),
  mean: ({ total, marked, drawn }) => mul(drawn, div(marked, total)),
  variance: ({ total: N, marked: m, drawn: k }) =>
    div(mul(mul(k, m), mul(sub(N, m), sub(N, k))), mul(square(N), maximum(sub(N, 1), 1))),
  mode: ({ total, marked, drawn }) => floor(div(mul(add(drawn, 1), add(marked, 1)), add(total, 2))),
});
