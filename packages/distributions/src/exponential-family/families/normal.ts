import { add, div, log, mul, reciprocal, sqrt, square, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { moments } from '../weighted';

/** x and x^2, eta = (loc / scale^2, -1 / (2 scale^2)), A = -eta_1^2 / (4 eta_2) - log(-2 eta_2) / 2. */
export const normalFamily: ExponentialFamily = {
  law: 'normal',
  statistics: { x: 0, square: 0 },
  natural: ({ loc, scale }: Values<'loc' | 'scale'>) => {
    const precision = reciprocal(square(scale));
    return { x: mul(loc, precision), square: mul(-0.5, precision) };
  },
  parameters: ({ x, square: half }) => {
    const variance = div(-0.5, half);
    return { loc: mul(x, variance), scale: sqrt(variance) };
  },
  sufficient: (x) => ({ x, square: square(x) }),
  logNormalizer: ({ x, square: half }) => add(div(square(x), mul(-4, half)), mul(-0.5, log(mul(-2, half)))),
  logBaseMeasure: (x: Tensor) => add(zerosLike(x), -0.5 * Math.log(2 * Math.PI)),
  maximumLikelihood: (sample) => {
    const { mean, variance } = moments(sample);
    return { loc: mean, scale: Math.sqrt(variance) };
  },
};
