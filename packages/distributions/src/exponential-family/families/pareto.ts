import { log, neg, sub } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

type Parameters = Values<'concentration' | 'scale'>;

/** log(x / scale), the scale known; eta = -concentration, A = -log(-eta). */
export const paretoFamily: ExponentialFamily = {
  law: 'pareto',
  statistics: { log: 0 },
  known: ['scale'],
  natural: ({ concentration }: Parameters) => ({ log: neg(concentration) }),
  parameters: ({ log: shape }) => ({ concentration: neg(shape) }),
  sufficient: (x, { scale }: Parameters) => ({ log: sub(log(x), log(scale)) }),
  logNormalizer: ({ log: shape }) => neg(log(neg(shape))),
  logBaseMeasure: (x) => neg(log(x)),
  maximumLikelihood: (sample, { scale }) => ({ concentration: 1 / average(sample, (x) => Math.log(x / scale)) }),
};
