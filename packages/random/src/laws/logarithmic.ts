import { logarithmicDraws } from '@baytes/kernels';
import { openProbability } from '../constraint';
import { defineLaw } from '../law';

/**
 * Draws of the logarithmic series law: mass p^k / (-k log(1 - p)), k = 1, 2, ...
 *
 * Algorithm LK of Kemp 1981.
 *
 * @param parameters `probability` p between 0 and 1.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * logarithmic(key(0), { probability: 0.9 }, { shape: [100] });
 */
export const logarithmic = /* @__PURE__ */ defineLaw(['probability'], {
  law: 'logarithmic',
  kernel: 'RandomLogarithmic',
  parameters: { probability: openProbability },
  draw: (key, out, probability) => logarithmicDraws(key, probability, out),
});
