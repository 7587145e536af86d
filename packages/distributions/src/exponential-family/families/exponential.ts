import { log, neg, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

/** x, eta = -rate, A = -log(-eta). */
export const exponentialFamily: ExponentialFamily = {
  law: 'exponential',
  statistics: { x: 0 },
  natural: ({ rate }: Values<'rate'>) => ({ x: neg(rate) }),
  parameters: ({ x }) => ({ rate: neg(x) }),
  sufficient: (x) => ({ x }),
  logNormalizer: ({ x }) => neg(log(neg(x))),
  logBaseMeasure: (x) => zerosLike(x),
  maximumLikelihood: (sample) => ({ rate: 1 / average(sample, (x) => x) }),
};
