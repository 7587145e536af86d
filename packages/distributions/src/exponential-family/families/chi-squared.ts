import { lgamma } from '@baytes/special';
import { add, log, mul, sub } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';
import { inverseDigamma } from './inverse-digamma';

/** log x, eta = degrees of freedom / 2 - 1, A = log Gamma(eta + 1) + (eta + 1) log 2. */
export const chiSquaredFamily: ExponentialFamily = {
  law: 'chiSquared',
  statistics: { log: 0 },
  natural: ({ degreesOfFreedom }: Values<'degreesOfFreedom'>) => ({ log: sub(mul(0.5, degreesOfFreedom), 1) }),
  parameters: ({ log: shape }) => ({ degreesOfFreedom: mul(2, add(shape, 1)) }),
  sufficient: (x) => ({ log: log(x) }),
  logNormalizer: ({ log: shape }) => add(lgamma(add(shape, 1)), mul(Math.LN2, add(shape, 1))),
  logBaseMeasure: (x) => mul(-0.5, x),
  maximumLikelihood: (sample) => ({ degreesOfFreedom: 2 * inverseDigamma(average(sample, Math.log) - Math.LN2) }),
};
