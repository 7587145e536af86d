/** Whether a mean log-likelihood moved by less than `tolerance`. A start (`before` infinite) never looks converged. */
export function hasConverged(before: number, after: number, tolerance: number): boolean {
  return Math.abs(after - before) < tolerance;
}

/**
 * The better of two results by their log-likelihood; the first where they are equal, so that ties go to the earlier run. A
 * result whose likelihood is NaN never wins against one that has a number.
 *
 * @example
 * keepBest(undefined, { logLikelihood: -2 }); // { logLikelihood: -2 }
 * keepBest({ logLikelihood: -1 }, { logLikelihood: -2 }); // { logLikelihood: -1 }
 */
export function keepBest<Result extends { readonly logLikelihood: number }>(
  best: Result | undefined,
  candidate: Result,
): Result {
  if (best === undefined || Number.isNaN(best.logLikelihood)) return candidate;
  return candidate.logLikelihood > best.logLikelihood ? candidate : best;
}

/** Throws where a likelihood is no longer a number: an engine must stop there instead of passing NaN on. */
export function checkLikelihood(logLikelihood: number, step: number): number {
  if (Number.isFinite(logLikelihood)) return logLikelihood;
  throw new RangeError(
    `the log-likelihood in iteration ${step} is ${logLikelihood}: under these parameters the data are impossible, or the statistics hold a value that is not finite`,
  );
}

/** Throws unless `value` is an integer of at least `least`. */
export function checkCount(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name}: expected an integer of at least ${least}; got ${value}`);
}

/** Throws unless `tolerance` is a number of at least 0. */
export function checkTolerance(tolerance: number): void {
  if (!(tolerance >= 0)) throw new RangeError(`tolerance: expected a number of at least 0; got ${tolerance}`);
}
