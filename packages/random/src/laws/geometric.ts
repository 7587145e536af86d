import { geometricDraws } from '@baytes/kernels';
import { positiveProbability } from '../constraint';
import { defineLaw } from '../law';

/**
 * Geometric draws: failures before the first success, 0, 1, ...
 *
 * The whole part of an exponential draw.
 *
 * @param parameters `probability` of success, above 0, up to 1.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * geometric(key(0), { probability: 0.2 }, { shape: [100] });
 */
export const geometric = /* @__PURE__ */ defineLaw(['probability'], {
  law: 'geometric',
  kernel: 'RandomGeometric',
  parameters: { probability: positiveProbability },
  draw: (key, out, probability) => geometricDraws(key, probability, out),
});
