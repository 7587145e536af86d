import { negativeBinomialDraws } from '@baytes/kernels';
import { positive, properProbability } from '../constraint';
import { defineLaw } from '../law';

/**
 * Negative binomial draws: mass C(y + r - 1, y) (1 - p)^r p^y, with mean r p / (1 - p). r, the concentration, need not be whole.
 *
 * A Poisson draw whose rate is a gamma draw.
 *
 * @param parameters `concentration` r > 0, `probability` p at least 0 and below 1.
 *
 * @returns whole numbers as float32: exact up to 2^24.
 * @example
 * negativeBinomial(key(0), { concentration: 2.5, probability: 0.4 }, { shape: [100] });
 */
export const negativeBinomial = /* @__PURE__ */ defineLaw(['concentration', 'probability'], {
  law: 'negativeBinomial',
  kernel: 'RandomNegativeBinomial',
  parameters: { concentration: positive, probability: properProbability },
  draw: (key, out, concentration, probability) => negativeBinomialDraws(key, concentration, probability, out),
});
