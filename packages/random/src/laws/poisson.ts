import { poissonDraws } from '@baytes/kernels';
import { nonNegative } from '../constraint';
import { defineLaw } from '../law';

/**
 * Poisson draws.
 *
 * PTRS (Hormann 1993) from a rate of 10 on, inversion below.
 *
 * @param parameters `rate` >= 0.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * poisson(key(0), { rate: [0.5, 30] });
 */
export const poisson = /* @__PURE__ */ defineLaw(['rate'], {
  law: 'poisson',
  kernel: 'RandomPoissonDraw',
  parameters: { rate: nonNegative },
  draw: (key, out, rate) => poissonDraws(key, rate, out),
});
