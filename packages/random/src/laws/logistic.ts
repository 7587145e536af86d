import { logisticDraws } from '@baytes/kernels';
import { locationScale } from '../location-scale';

/**
 * Logistic draws: distribution function 1 / (1 + exp(-(x - loc) / scale)).
 *
 * The logarithm of a ratio of exponential draws, so that both tails are whole.
 *
 * @param parameters `loc`, `scale` > 0.
 * @example
 * logistic(key(0), { loc: 0, scale: [1, 2] });
 */
export const logistic = /* @__PURE__ */ locationScale('logistic', 'RandomLogistic', logisticDraws);
