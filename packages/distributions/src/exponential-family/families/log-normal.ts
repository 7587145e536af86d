import { log, square, sub } from '@tensorflow/tfjs-core';
import type { ExponentialFamily } from '../exponential-family';
import { average } from '../weighted';
import { normalFamily } from './normal';

/** The normal family of the logarithm: log x and (log x)^2. */
export const logNormalFamily: ExponentialFamily = {
  ...normalFamily,
  law: 'logNormal',
  statistics: { x: 0, square: 0 },
  sufficient: (x) => ({ x: log(x), square: square(log(x)) }),
  logBaseMeasure: (x, known) => sub(normalFamily.logBaseMeasure(x, known), log(x)),
  maximumLikelihood: (sample) => {
    const loc = average(sample, Math.log);
    return { loc, scale: Math.sqrt(average(sample, (x) => (Math.log(x) - loc) ** 2)) };
  },
};
