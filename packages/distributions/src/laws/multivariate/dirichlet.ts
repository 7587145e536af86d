import { lgamma as lgammaOf } from '@baytes/kernels';
import { dirichlet as draws } from '@baytes/random';
import { digamma, lmultibeta, xdivy } from '@baytes/special';
import { defineKernel, diagonal, sumToShape } from '@baytes/tensor';
import { add, all, div, expandDims, greater, log, mul, sub, sum, type Tensor, where } from '@tensorflow/tfjs-core';
import { each } from '../../constraints/each';
import { positive } from '../../constraints/numbers';
import { simplex } from '../../constraints/simplex';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';
import { eachRow, rowsShape } from './rows';

export interface DirichletParameters {
  /** Of shape [..., K], positive. */
  concentration: ParameterLike;
}

/** Of one row. At an edge where one share pulls to infinity and another to 0, it is 0. */
function logDensityOf(shares: Float32Array, concentration: Float32Array): number {
  let total = 0;
  let density = 0;
  for (let k = 0; k < shares.length; k++) {
    const a = concentration[k];
    total += a;
    const part = a === 1 ? 0 * shares[k] : (a - 1) * Math.log(shares[k]);
    if (part === Number.NEGATIVE_INFINITY) return part;
    density += part - lgammaOf(a);
  }
  return density + lgammaOf(total);
}

const logDensity: (x: Tensor, parameters: Tensor) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'DirichletLogDensity',
  inputs: ['x', 'parameters'],
  output: (shapes) => ({ shape: rowsShape('dirichlet', shapes) }),
  host: (values, out, { shapes }) => eachRow('dirichlet', values, shapes, out, logDensityOf),
  gradient: ({ x, parameters: a }, dy) => {
    const cotangent = expandDims(dy, -1);
    return {
      x: () => sumToShape(mul(cotangent, xdivy(sub(a, 1), x)), x.shape),
      parameters: () => sumToShape(mul(cotangent, add(sub(log(x), digamma(a)), digamma(sum(a, -1, true)))), a.shape),
    };
  },
});

const shares = (concentration: Tensor) => div(concentration, sum(concentration, -1, true));

/**
 * The Dirichlet law on vectors of K shares: density prod_k x_k^(a_k - 1) / B(a) with respect to the first K - 1 of them. The mode is
 * there where all concentrations are above 1; NaN elsewhere.
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
  logProb: (x, { concentration }) => logDensity(x, concentration),
  entropy: ({ concentration: a }, [K]) => {
    const total = sum(a, -1);
    return sub(add(lmultibeta(a), mul(sub(total, K), digamma(total))), sum(mul(sub(a, 1), digamma(a)), -1));
  },
  mean: ({ concentration }) => shares(concentration),
  variance: ({ concentration: a }) => {
    const share = shares(a);
    return div(mul(share, sub(1, share)), add(sum(a, -1, true), 1));
  },
  mode: ({ concentration: a }, [K]) => {
    const inner = all(greater(a, 1), -1, true);
    return where(inner, div(sub(a, 1), where(inner, sub(sum(a, -1, true), K), 1)), Number.NaN);
  },
  covariance: ({ concentration: a }) => {
    const share = shares(a);
    const one = sub(diagonal(share), mul(expandDims(share, -1), expandDims(share, -2)));
    return div(one, expandDims(add(sum(a, -1, true), 1), -1));
  },
});
