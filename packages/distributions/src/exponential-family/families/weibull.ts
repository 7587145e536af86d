import { add, log, mul, neg, pow, reciprocal, sub } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

type Parameters = Values<'concentration' | 'scale'>;

/** x^k, the concentration k known; eta = -scale^-k, A = -log(-eta). */
export const weibullFamily: ExponentialFamily = {
  law: 'weibull',
  statistics: { power: 0 },
  known: ['concentration'],
  natural: ({ concentration, scale }: Parameters) => ({ power: neg(pow(scale, neg(concentration))) }),
  parameters: ({ power }, { concentration }: Parameters) => ({ scale: pow(neg(power), neg(reciprocal(concentration))) }),
  sufficient: (x, { concentration }: Parameters) => ({ power: pow(x, concentration) }),
  logNormalizer: ({ power }) => neg(log(neg(power))),
  logBaseMeasure: (x, { concentration }: Parameters) => add(log(concentration), mul(sub(concentration, 1), log(x))),
  maximumLikelihood: (sample, { concentration }) => ({
    scale: average(sample, (x) => x ** concentration) ** (1 / concentration),
  }),
};
