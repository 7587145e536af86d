import { paretoDraws } from '@baytes/kernels';
import { div, mul, neg, square } from '@tensorflow/tfjs-core';
import { positive } from '../constraint';
import { defineLaw } from '../law';
import { exponential } from './exponential';

/**
 * Pareto draws, scale exp(E / concentration) with E exponential: distribution function 1 - (scale / x)^concentration from scale on.
 *
 * @param parameters `concentration` > 0, `scale` > 0.
 * @example
 * pareto(key(0), { concentration: 3, scale: 1 }, { shape: [100] });
 */
export const pareto = /* @__PURE__ */ defineLaw(['concentration', 'scale'], {
  law: 'pareto',
  kernel: 'RandomPareto',
  parameters: { concentration: positive, scale: positive },
  draw: (key, out, concentration, scale) => paretoDraws(key, concentration, scale, out),
  slopes: ({ parameters: { concentration, scale }, again, key, shape }) => ({
    concentration: () => neg(mul(again(), div(exponential(key, { rate: 1 }, { shape }), square(concentration)))),
    scale: () => div(again(), scale),
  }),
});
