import { laplaceDraws } from '@baytes/kernels';
import { locationScale } from '../location-scale';

/**
 * Laplace draws: density exp(-|x - loc| / scale) / (2 scale).
 *
 * An exponential draw with a random sign.
 *
 * @param parameters `loc`, `scale` > 0.
 * @example
 * laplace(key(0), { loc: 0, scale: [1, 2] });
 */
export const laplace = /* @__PURE__ */ locationScale('laplace', 'RandomLaplace', laplaceDraws);
