// Checks by random draws have one budget of false alarms for a file of laws, shared out evenly over all of them: the probability that any
// fails although everything is right is at most FALSE_ALARMS. Seeds are fixed, so that what passes once passes always.
import { FALSE_ALARMS, goodnessOfFit } from '../../../random/test/goodness-of-fit';

export { FALSE_ALARMS, goodnessOfFit };

/** Draws for each check. */
export const DRAWS = 20_000;

/** How many checks by draws a file of laws makes at most: goodness of fit, mean, entropy, and some tens of path derivatives, a case. */
export const CHECKS = 4000;

/** How many standard errors an average may be off: P(|Z| > z) <= exp(-z^2 / 2) = FALSE_ALARMS / CHECKS. */
export const STANDARD_ERRORS = Math.sqrt(2 * Math.log(CHECKS / FALSE_ALARMS));

/** Mean of numbers and the standard error of it. */
export function average(values: ArrayLike<number>): { mean: number; error: number } {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i] / n;
  let square = 0;
  for (let i = 0; i < n; i++) square += (values[i] - mean) ** 2;
  return { mean, error: Math.sqrt(square / n / (n - 1)) };
}
