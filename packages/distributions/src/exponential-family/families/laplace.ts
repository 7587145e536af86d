import { abs, log, mul, neg, reciprocal, sub, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

type Parameters = Values<'loc' | 'scale'>;

/** |x - loc|, the location known; eta = -1 / scale, A = -log(-eta / 2). */
export const laplaceFamily: ExponentialFamily = {
  law: 'laplace',
  statistics: { distance: 0 },
  known: ['loc'],
  natural: ({ scale }: Parameters) => ({ distance: neg(reciprocal(scale)) }),
  parameters: ({ distance }) => ({ scale: neg(reciprocal(distance)) }),
  sufficient: (x, { loc }: Parameters) => ({ distance: abs(sub(x, loc)) }),
  logNormalizer: ({ distance }) => neg(log(mul(-0.5, distance))),
  logBaseMeasure: (x) => zerosLike(x),
  maximumLikelihood: (sample, { loc }) => ({ scale: average(sample, (x) => Math.abs(x - loc)) }),
};
