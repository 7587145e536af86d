import { zeroTruncatedPoissonDraws } from '@baytes/kernels';
import { nonNegative } from '../constraint';
import { defineLaw } from '../law';

/**
 * Poisson draws given that they are not 0. Always 1 at rate 0.
 *
 * Inversion below a rate of 10, PTRS from there on. The link of Bernoulli-Poisson models (Zhou 2015) draws from it.
 *
 * @param parameters `rate` >= 0.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * zeroTruncatedPoisson(key(0), { rate: 0.01 }, { shape: [100] });
 */
export const zeroTruncatedPoisson = /* @__PURE__ */ defineLaw(['rate'], {
  law: 'zeroTruncatedPoisson',
  kernel: 'RandomZeroTruncatedPoisson',
  parameters: { rate: nonNegative },
  draw: (key, out, rate) => zeroTruncatedPoissonDraws(key, rate, out),
});
