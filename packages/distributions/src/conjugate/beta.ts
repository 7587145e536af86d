// A beta prior on the probability of success.
import { beta } from '../laws/continuous/beta';
import type { Update, Updates } from './conjugate-update';
import { weightedSum } from './sums';

/** Successes are added to concentration1, failures to concentration0. */
const counting = (
  likelihood: string,
  successes: (x: number, known: Readonly<Record<string, number>>) => number,
  failures: (x: number, known: Readonly<Record<string, number>>) => number,
  known?: readonly string[],
): Update => ({
  likelihood,
  known,
  posterior: ({ concentration1: [one], concentration0: [zero] }, sample, given) => ({
    concentration1: one + weightedSum(sample, (x) => successes(x, given)),
    concentration0: zero + weightedSum(sample, (x) => failures(x, given)),
  }),
});

export const betaUpdates: Updates = {
  prior: beta,
  updates: [
    counting(
      'bernoulli',
      (x) => x,
      (x) => 1 - x,
    ),
    counting(
      'binomial',
      (x) => x,
      (x, { totalCount }) => totalCount - x,
      ['totalCount'],
    ),
    // x failures before the first success.
    counting(
      'geometric',
      () => 1,
      (x) => x,
    ),
    // x successes before the total count of failures.
    counting(
      'negativeBinomial',
      (x) => x,
      (_, { totalCount }) => totalCount,
      ['totalCount'],
    ),
  ],
};
