import { lbeta, log1p } from '@baytes/special';
import { add, log, neg, sub, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';
import { dirichletConcentration } from './dirichlet';

/** log x and log(1 - x), eta = (concentration1 - 1, concentration0 - 1), A = log B. */
export const betaFamily: ExponentialFamily = {
  law: 'beta',
  statistics: { log: 0, logRest: 0 },
  natural: ({ concentration1, concentration0 }: Values<'concentration1' | 'concentration0'>) => ({
    log: sub(concentration1, 1),
    logRest: sub(concentration0, 1),
  }),
  parameters: ({ log: one, logRest: zero }) => ({ concentration1: add(one, 1), concentration0: add(zero, 1) }),
  sufficient: (x) => ({ log: log(x), logRest: log1p(neg(x)) }),
  logNormalizer: ({ log: one, logRest: zero }) => lbeta(add(one, 1), add(zero, 1)),
  logBaseMeasure: (x) => zerosLike(x),
  maximumLikelihood: (sample) => {
    const [concentration1, concentration0] = dirichletConcentration([
      average(sample, Math.log),
      average(sample, (x) => Math.log1p(-x)),
    ]);
    return { concentration1, concentration0 };
  },
};
