import { lbeta } from '@baytes/kernels';
import { logDirichlet, multinomial as draws } from '@baytes/random';
import { digamma, polygammaDifference } from '@baytes/special';
import { defineKernel, diagonal, sumToShape } from '@baytes/tensor';
import { add, div, expandDims, mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { countsOf } from '../../constraints/counts-of';
import { each } from '../../constraints/each';
import { count, positive } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';
import { splitKey } from '../../split-key';
import { eachRow, rowsShape } from './rows';

export interface DirichletMultinomialParameters {
  /** How many trials: a whole number from 0 on. */
  totalCount: ParameterLike;
  /** Of shape [..., K], positive. */
  concentration: ParameterLike;
}

/** Of one row: log(n B(A, n)) - sum over x_k > 0 of log(x_k B(a_k, x_k)), n and A the totals. */
function logMassOf(counts: Float32Array, concentration: Float32Array): number {
  let total = 0;
  let whole = 0;
  let mass = 0;
  for (let k = 0; k < counts.length; k++) {
    const x = counts[k];
    total += x;
    whole += concentration[k];
    if (x !== 0) mass -= Math.log(x) + lbeta(concentration[k], x);
  }
  return total === 0 ? 0 : mass + Math.log(total) + lbeta(whole, total);
}

const logMass: (x: Tensor, parameters: Tensor) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'DirichletMultinomialLogMass',
  inputs: ['x', 'parameters'],
  output: (shapes) => ({ shape: rowsShape('dirichletMultinomial', shapes) }),
  host: (values, out, { shapes }) => eachRow('dirichletMultinomial', values, shapes, out, logMassOf),
  gradient: ({ x, parameters }, dy) => {
    const cotangent = expandDims(dy, -1);
    const [total, whole] = [() => sum(x, -1, true), () => sum(parameters, -1, true)];
    // psi(a) - psi(a + b), in one piece
    const fall = (a: Tensor, b: Tensor) => polygammaDifference(a, b, { order: 0 });
    return {
      x: () => {
        const rising = sub(digamma(add(total(), 1)), digamma(add(total(), whole())));
        return sumToShape(mul(cotangent, add(rising, sub(digamma(add(x, parameters)), digamma(add(x, 1))))), x.shape);
      },
      parameters: () => sumToShape(mul(cotangent, sub(fall(whole(), total()), fall(parameters, x))), parameters.shape),
    };
  },
});

/**
 * The Dirichlet-multinomial law, or Polya's: multinomial counts among `totalCount` = n trials whose probabilities are Dirichlet. Mass
 * n! Gamma(A) / Gamma(n + A) prod_k Gamma(x_k + a_k) / (x_k! Gamma(a_k)), a the concentration, A its total.
 *
 * @example
 * dirichletMultinomial({ totalCount: 3, concentration: [1, 1] }).logProb([1, 2]); // log(1/4)
 */
export const dirichletMultinomial = /* @__PURE__ */ defineDistribution<
  DirichletMultinomialParameters,
  'totalCount' | 'concentration'
>({
  name: 'dirichletMultinomial',
  parameters: { totalCount: { constraint: count }, concentration: { constraint: each(positive, 1) } },
  support: ({ totalCount }) => countsOf(totalCount),
  eventShape: (shapeOf) => shapeOf('concentration').slice(-1),
  sample: (key, { totalCount, concentration }, shape) => {
    const [first, second] = splitKey(key, 2);
    const lead = shape.slice(0, -1);
    const logits = logDirichlet(first, { concentration }, { shape: lead });
    return draws(second, { trials: totalCount, logits }, { shape: lead });
  },
  logProb: (x, { concentration }) => logMass(x, concentration),
  mean: ({ totalCount, concentration }) => mul(expandDims(totalCount, -1), div(concentration, sum(concentration, -1, true))),
  variance: (values) => {
    const share = shares(values.concentration);
    return mul(inflated(values), mul(share, sub(1, share)));
  },
  covariance: (values) => {
    const share = shares(values.concentration);
    const one = sub(diagonal(share), mul(expandDims(share, -1), expandDims(share, -2)));
    return mul(expandDims(inflated(values), -1), one);
  },
});

const shares = (concentration: Tensor) => div(concentration, sum(concentration, -1, true));

/** n (n + A) / (1 + A), of shape [..., 1]. */
function inflated({ totalCount, concentration }: { totalCount: Tensor; concentration: Tensor }): Tensor {
  const n = expandDims(totalCount, -1);
  const A = sum(concentration, -1, true);
  return div(mul(n, add(n, A)), add(A, 1));
}
