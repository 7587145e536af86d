import { lgamma } from '@baytes/special';
import { add, log, mul, neg, reciprocal, sub, zerosLike } from '@tensorflow/tfjs-core';
import type { Values } from '../../parameters';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';
import { gammaConcentration } from './gamma';

/** log x and 1 / x, eta = (-concentration - 1, -scale), A = log Gamma(a) - a log(scale). */
export const inverseGammaFamily: ExponentialFamily = {
  law: 'inverseGamma',
  statistics: { log: 0, reciprocal: 0 },
  natural: ({ concentration, scale }: Values<'concentration' | 'scale'>) => ({
    log: neg(add(concentration, 1)),
    reciprocal: neg(scale),
  }),
  parameters: ({ log: shape, reciprocal: scale }) => ({ concentration: sub(neg(shape), 1), scale: neg(scale) }),
  sufficient: (x) => ({ log: log(x), reciprocal: reciprocal(x) }),
  logNormalizer: ({ log: shape, reciprocal: scale }) => {
    const concentration = sub(neg(shape), 1);
    return sub(lgamma(concentration), mul(concentration, log(neg(scale))));
  },
  logBaseMeasure: (x) => zerosLike(x),
  maximumLikelihood: (sample) => {
    const mean = average(sample, (x) => 1 / x);
    const s = Math.log(mean) + average(sample, Math.log);
    if (!(s > 0))
      throw new Error('inverseGamma: no concentration makes this sample most probable: its values are equal, or one is 0');
    const concentration = gammaConcentration(s);
    return { concentration, scale: concentration / mean };
  },
};
