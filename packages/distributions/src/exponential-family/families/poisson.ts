import { lgamma } from '@baytes/special';
import { add, exp, log, neg } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

/** x, eta = log(rate), A = exp(eta). */
export const poissonFamily: ExponentialFamily = {
  law: 'poisson',
  statistics: { x: 0 },
  natural: ({ rate }: Values<'rate'>) => ({ x: log(rate) }),
  parameters: ({ x }) => ({ rate: exp(x) }),
  sufficient: (x) => ({ x }),
  logNormalizer: ({ x }) => exp(x),
  logBaseMeasure: (x) => neg(lgamma(add(x, 1))),
  maximumLikelihood: (sample) => ({ rate: average(sample, (x) => x) }),
};
