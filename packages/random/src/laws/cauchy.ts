import { cauchyDraws } from '@baytes/kernels';
import { locationScale } from '../location-scale';

/**
 * Cauchy draws: density 1 / (pi scale (1 + ((x - loc) / scale)^2)).
 *
 * The ratio of two normal draws.
 *
 * @param parameters `loc`, `scale` > 0.
 * @example
 * cauchy(key(0), { loc: 0, scale: [1, 2] });
 */
export const cauchy = /* @__PURE__ */ locationScale('cauchy', 'RandomCauchy', cauchyDraws);
