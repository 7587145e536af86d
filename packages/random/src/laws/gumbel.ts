import { gumbelDraws } from '@baytes/kernels';
import { locationScale } from '../location-scale';

/**
 * Gumbel draws: distribution function exp(-exp(-(x - loc) / scale)).
 *
 * Minus the logarithm of an exponential draw.
 *
 * @param parameters `loc`, `scale` > 0.
 * @example
 * gumbel(key(0), { loc: 0, scale: [1, 2] });
 */
export const gumbel = /* @__PURE__ */ locationScale('gumbel', 'RandomGumbel', gumbelDraws);
