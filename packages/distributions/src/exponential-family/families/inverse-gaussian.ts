import { add, div, log, mul, reciprocal, sqrt, square, sub } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';

/** x and 1 / x, eta = (-c / (2 m^2), -c / 2) for location m and concentration c, A = -c / m - log(c) / 2. */
export const inverseGaussianFamily: ExponentialFamily = {
  law: 'inverseGaussian',
  statistics: { x: 0, reciprocal: 0 },
  natural: ({ loc, concentration }: Values<'loc' | 'concentration'>) => ({
    x: mul(-0.5, div(concentration, square(loc))),
    reciprocal: mul(-0.5, concentration),
  }),
  parameters: ({ x, reciprocal: half }) => ({ loc: sqrt(div(half, x)), concentration: mul(-2, half) }),
  sufficient: (x) => ({ x, reciprocal: reciprocal(x) }),
  logNormalizer: ({ x, reciprocal: half }) => sub(mul(-2, sqrt(mul(x, half))), mul(0.5, log(mul(-2, half)))),
  logBaseMeasure: (x) => mul(-0.5, add(Math.log(2 * Math.PI), mul(3, log(x)))),
  maximumLikelihood: (sample) => {
    const loc = average(sample, (x) => x);
    return { loc, concentration: 1 / (average(sample, (x) => 1 / x) - 1 / loc) };
  },
};
