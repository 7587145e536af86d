import { bernoulliDraws } from '@baytes/kernels';
import { probability } from '../constraint';
import { defineLaw } from '../law';

/**
 * Bernoulli draws: 1 with the probability given, else 0.
 *
 * @param parameters `probability` from 0 to 1.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * bernoulli(key(0), { probability: 0.3 }, { shape: [100] });
 */
export const bernoulli = /* @__PURE__ */ defineLaw(['probability'], {
  law: 'bernoulli',
  kernel: 'RandomBernoulli',
  parameters: { probability: probability },
  draw: (key, out, probability) => bernoulliDraws(key, probability, out),
});
