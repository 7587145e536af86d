import { digamma, trigamma } from '@baytes/kernels';
import { lgamma } from '@baytes/special';
import { add, log, sub, sum, zeros } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { averages } from '../weighted';
import { inverseDigamma } from './inverse-digamma';

/**
 * Concentrations whose expected log shares are `means`: Newton steps, whose Hessian is a diagonal plus a constant.
 *
 * Source: Minka 2000, Estimating a Dirichlet distribution, section 1.
 */
export function dirichletConcentration(means: readonly number[]): number[] {
  if (!means.every(Number.isFinite)) throw new Error('dirichlet: a share of 0 leaves no most probable concentration');
  // From the fixed point of a total of K, on which Newton's steps converge.
  let a = means.map((mean) => inverseDigamma(digamma(means.length) + mean));
  for (let step = 0; step < 200; step++) {
    const total = a.reduce((x, y) => x + y, 0);
    const slope = a.map((each, k) => digamma(total) - digamma(each) + means[k]);
    const curvature = a.map((each) => -trigamma(each));
    const z = trigamma(total);
    const b = slope.reduce((sum, g, k) => sum + g / curvature[k], 0) / (1 / z + curvature.reduce((sum, q) => sum + 1 / q, 0));
    const next = a.map((each, k) => each - (slope[k] - b) / curvature[k]);
    const fits = next.every((each) => each > 0 && Number.isFinite(each));
    // Where a step leaves the domain: the fixed point, which never does.
    const better = fits ? next : means.map((mean) => inverseDigamma(digamma(total) + mean));
    const change = Math.max(...better.map((each, k) => Math.abs(each - a[k]) / each));
    a = better;
    if (change < 1e-14) break;
  }
  return a;
}

/** log x, eta = concentration - 1, A = sum log Gamma(a_k) - log Gamma(sum a_k). */
export const dirichletFamily: ExponentialFamily = {
  law: 'dirichlet',
  statistics: { log: 1 },
  natural: ({ concentration }: Values<'concentration'>) => ({ log: sub(concentration, 1) }),
  parameters: ({ log: shape }) => ({ concentration: add(shape, 1) }),
  sufficient: (x) => ({ log: log(x) }),
  logNormalizer: ({ log: shape }) => {
    const concentration = add(shape, 1);
    return sub(sum(lgamma(concentration), -1), lgamma(sum(concentration, -1)));
  },
  logBaseMeasure: (x) => zeros(x.shape.slice(0, -1)),
  maximumLikelihood: (sample) => ({ concentration: dirichletConcentration(averages(sample, Math.log)) }),
};
