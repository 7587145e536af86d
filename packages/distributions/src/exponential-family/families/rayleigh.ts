import { div, log, mul, neg, reciprocal, sqrt, square } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

/** x^2, eta = -1 / (2 scale^2), A = -log(-2 eta). */
export const rayleighFamily: ExponentialFamily = {
  law: 'rayleigh',
  statistics: { square: 0 },
  natural: ({ scale }: Values<'scale'>) => ({ square: mul(-0.5, reciprocal(square(scale))) }),
  parameters: ({ square: half }) => ({ scale: sqrt(div(-0.5, half)) }),
  sufficient: (x) => ({ square: square(x) }),
  logNormalizer: ({ square: half }) => neg(log(mul(-2, half))),
  logBaseMeasure: (x) => log(x),
  maximumLikelihood: (sample) => ({ scale: Math.sqrt(average(sample, (x) => x * x) / 2) }),
};
