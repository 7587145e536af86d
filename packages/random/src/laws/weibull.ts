import { weibullDraws } from '@baytes/kernels';
import { div, log, mul, neg, square } from '@tensorflow/tfjs-core';
import { positive } from '../constraint';
import { defineLaw } from '../law';
import { exponential } from './exponential';

/**
 * Weibull draws, scale E^(1 / concentration) with E exponential: distribution function 1 - exp(-(x / scale)^concentration).
 *
 * @param parameters `concentration` > 0, `scale` > 0.
 * @example
 * weibull(key(0), { concentration: 1.5, scale: 2 }, { shape: [100] });
 */
export const weibull = /* @__PURE__ */ defineLaw(['concentration', 'scale'], {
  law: 'weibull',
  kernel: 'RandomWeibull',
  parameters: { concentration: positive, scale: positive },
  draw: (key, out, concentration, scale) => weibullDraws(key, concentration, scale, out),
  slopes: ({ parameters: { concentration, scale }, again, key, shape }) => ({
    // y = scale exp(log E / k), with the same E under the same key; no quotient of y, which may have underflowed.
    concentration: () => neg(mul(again(), div(log(exponential(key, { rate: 1 }, { shape })), square(concentration)))),
    scale: () => div(again(), scale),
  }),
});
