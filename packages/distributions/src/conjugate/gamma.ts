// A gamma prior on a rate.
import { gamma } from '../laws/continuous/gamma';
import type { PriorNumbers, Update, Updates } from './conjugate-update';
import { weightedSum } from './sums';

const rateOf = ({ rate, scale }: PriorNumbers): number => (rate ? rate[0] : 1 / scale[0]);

/** Events are added to the concentration, the time or space that they took to the rate. */
const counting = (
  likelihood: string,
  events: (x: number, known: Readonly<Record<string, number>>) => number,
  exposure: (x: number, known: Readonly<Record<string, number>>) => number,
  known?: readonly string[],
): Update => ({
  likelihood,
  known,
  posterior: (prior, sample, given) => ({
    concentration: prior.concentration[0] + weightedSum(sample, (x) => events(x, given)),
    rate: rateOf(prior) + weightedSum(sample, (x) => exposure(x, given)),
  }),
});

export const gammaUpdates: Updates = {
  prior: gamma,
  updates: [
    counting(
      'poisson',
      (x) => x,
      () => 1,
    ),
    counting(
      'exponential',
      () => 1,
      (x) => x,
    ),
    counting(
      'gamma',
      (_, { concentration }) => concentration,
      (x) => x,
      ['concentration'],
    ),
  ],
};
