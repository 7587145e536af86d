import { binomialDraws } from '@baytes/kernels';
import { count, probability } from '../constraint';
import { defineLaw } from '../law';

/**
 * Binomial draws: successes among independent trials.
 *
 * BTRS (Hormann 1993) from 10 expected successes or failures on, inversion below.
 *
 * @param parameters `trials` whole, from 0 on; `probability` from 0 to 1.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * binomial(key(0), { trials: 100, probability: [0.1, 0.5] });
 */
export const binomial = /* @__PURE__ */ defineLaw(['trials', 'probability'], {
  law: 'binomial',
  kernel: 'RandomBinomialDraw',
  parameters: { trials: count, probability: probability },
  draw: (key, out, trials, probability) => binomialDraws(key, trials, probability, out),
});
