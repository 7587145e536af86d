import { dirichlet as draws } from '@baytes/random';
import { digamma, lgamma, xlogy } from '@baytes/special';
import { add, div, mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../../constraints/each';
import { positive } from '../../constraints/numbers';
import { simplex } from '../../constraints/simplex';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';

export interface DirichletParameters {
  /** Of shape [..., K], positive. */
  concentration: ParameterLike;
}

/** log of the multivariate beta function over the last axis. */
const logBeta = (concentration: Tensor) => sub(sum(lgamma(concentration), -1), lgamma(sum(concentration, -1)));

/**
 * The Dirichlet law on vectors of K shares: density prod_k x_k^(a_k - 1) / B(a) with respect to the first K - 1 of them.
 *
 * @example
 * dirichlet({ concentration: [1, 2, 3] }).mean(); // [1/6, 1/3, 1/2]
 */
export const dirichlet = /* @__PURE__ */ defineDistribution<DirichletParameters, 'concentration'>({
  name: 'dirichlet',
  parameters: { concentration: { constraint: each(positive, 1) } },
  support: simplex,
  eventShape: (shapeOf) => shapeOf('concentration').slice(-1),
  sample: (key, { concentration }, shape) => draws(key, { concentration }, { shape: shape.slice(0, -1) }),
  logProb: (x, { concentration }) => sub(sum(xlogy(sub(concentration, 1), x), -1), logBeta(concentration)),
  entropy: ({ concentration: a }) => {
    const total = sum(a, -1);
    const K = a.shape[a.shape.length - 1];
    return sub(add(logBeta(a), mul(sub(total, K), digamma(total))), sum(mul(sub(a, 1), digamma(a)), -1));
  },
  mean: ({ concentration: a }) => div(a, sum(a, -1, true)),
  variance: ({ concentration: a }) => {
    const total = sum(a, -1, true);
    const share = div(a, total);
    return div(mul(share, sub(1, share)), add(total, 1));
  },
});
