import { betaBinomialDraws } from '@baytes/kernels';
import { count, positive } from '../constraint';
import { defineLaw } from '../law';

/**
 * Beta-binomial draws: binomial, with a beta draw for the probability.
 *
 * @param parameters `trials` whole, from 0 on; `concentration1`, `concentration0` > 0 of success and failure.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * betaBinomial(key(0), { trials: 10, concentration1: 2, concentration0: 3 }, { shape: [100] });
 */
export const betaBinomial = /* @__PURE__ */ defineLaw(['trials', 'concentration1', 'concentration0'], {
  law: 'betaBinomial',
  kernel: 'RandomBetaBinomial',
  parameters: { trials: count, concentration1: positive, concentration0: positive },
  draw: (key, out, trials, concentration1, concentration0) =>
    betaBinomialDraws(key, trials, concentration1, concentration0, out),
});
