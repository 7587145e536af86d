import { digamma, trigamma } from '@baytes/kernels';
import { lgamma } from '@baytes/special';
import { add, log, mul, neg, sub, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

/**
 * The concentration a that solves log a - psi(a) = s > 0, by Newton steps on 1 / a.
 *
 * Source: Minka 2002, Estimating a gamma distribution, equation 9; s is the logarithm of the mean less the mean of the logarithm.
 */
export function gammaConcentration(s: number): number {
  let a = (3 - s + Math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s);
  for (let step = 0; step < 50; step++) {
    const slope = 1 / a - trigamma(a);
    const next = 1 / (1 / a + (Math.log(a) - digamma(a) - s) / (a * a * slope));
    if (!(next > 0)) break;
    const change = Math.abs(next - a);
    a = next;
    if (change <= 1e-15 * a) break;
  }
  return a;
}

/** log x and x, eta = (concentration - 1, -rate), A = log Gamma(a) - a log(rate). */
export const gammaFamily: ExponentialFamily = {
  law: 'gamma',
  statistics: { log: 0, x: 0 },
  natural: ({ concentration, rate }: Values<'concentration' | 'rate'>) => ({ log: sub(concentration, 1), x: neg(rate) }),
  parameters: ({ log: shape, x }) => ({ concentration: add(shape, 1), rate: neg(x) }),
  sufficient: (x) => ({ log: log(x), x }),
  logNormalizer: ({ log: shape, x }) => sub(lgamma(add(shape, 1)), mul(add(shape, 1), log(neg(x)))),
  logBaseMeasure: (x) => zerosLike(x),
  maximumLikelihood: (sample) => {
    const mean = average(sample, (x) => x);
    const s = Math.log(mean) - average(sample, Math.log);
    if (!(s > 0))
      throw new Error('gamma: no concentration makes this sample most probable: its values are equal, or one of them is 0');
    const concentration = gammaConcentration(s);
    return { concentration, rate: concentration / mean };
  },
};
