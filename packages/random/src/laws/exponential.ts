import { exponentialDraws } from '@baytes/kernels';
import { div, neg } from '@tensorflow/tfjs-core';
import { positive } from '../constraint';
import { defineLaw } from '../law';

/**
 * Exponential draws: density rate exp(-rate x). Ziggurat (Marsaglia and Tsang 2000).
 *
 * @param parameters `rate` > 0.
 * @example
 * exponential(key(0), { rate: 2 }, { shape: [100] });
 */
export const exponential = /* @__PURE__ */ defineLaw(['rate'], {
  law: 'exponential',
  kernel: 'RandomExponential',
  parameters: { rate: positive },
  draw: (key, out, rate) => exponentialDraws(key, rate, out),
  slopes: ({ parameters: { rate }, again }) => ({ rate: () => neg(div(again(), rate)) }),
});
