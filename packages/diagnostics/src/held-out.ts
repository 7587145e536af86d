import type { Rows } from '@baytes/kernels';

/** Anything that gives rows a log-density each: a `GaussianMixture`, or a model of your own. */
export interface ScoresRows {
  scoreSamples(rows: Rows): ArrayLike<number>;
}

/** How well a model foretells rows that it was not fitted to. */
export interface HeldOut {
  /** Mean log-density of a row, in nats. */
  readonly mean: number;
  /** Standard error of the mean over rows; Infinity where it is unknown: one row, or one of density 0. */
  readonly standardError: number;
  /** How many rows were scored, those of weight 0 left out. */
  readonly rows: number;
  /** The row with the least log-density, the first place to look where the mean surprises. */
  readonly worst: { readonly row: number; readonly logDensity: number };
}

/**
 * Held-out log-likelihood of `rows` under a fitted model, per row, with its standard error.
 *
 * @param model has `scoreSamples(rows)`, a log-density for every row.
 * @param rows n x D; what the model takes.
 * @param rowWeights n weights from 0 on; an integer weight equals a row given that often.
 * @throws RangeError where there is no row, a weight is wrong, or the model scores a row NaN or +Infinity.
 * @example
 * const { mean, standardError } = heldOutLogLikelihood(model, testRows);
 */
export function heldOutLogLikelihood(model: ScoresRows, rows: Rows, rowWeights?: ArrayLike<number>): HeldOut {
  const scores = model.scoreSamples(rows);
  if (rowWeights && rowWeights.length !== scores.length) {
    throw new RangeError(`rowWeights: expected ${scores.length}, one for every row; it has ${rowWeights.length}`);
  }
  let scored = 0;
  let total = 0;
  let mean = 0;
  let squares = 0;
  let worst = -1;
  for (let i = 0; i < scores.length; i++) {
    const weight = rowWeights ? rowWeights[i] : 1;
    const score = scores[i];
    if (!(weight >= 0 && weight < Infinity))
      throw new RangeError(`rowWeights: expected numbers from 0 on; weight ${i} is ${weight}`);
    if (weight === 0) continue;
    if (!(score < Infinity)) throw new RangeError(`model: scoreSamples gives row ${i} the log-density ${score}`);
    if (worst < 0 || score < scores[worst]) worst = i;
    scored++;
    total += weight;
    // West (1979): the mean and the sum of squares about it, in one pass without cancellation.
    const step = score - mean;
    mean += (step * weight) / total;
    squares += weight * step * (score - mean);
  }
  if (worst < 0) throw new RangeError(`rows: expected at least one row${scores.length > 0 ? ' of a weight above 0' : ''}`);
  const least = { row: worst, logDensity: scores[worst] };
  if (least.logDensity === -Infinity) return { mean: -Infinity, standardError: Infinity, rows: scored, worst: least };
  const standardError = total > 1 ? Math.sqrt(squares / (total - 1) / total) : Infinity;
  return { mean, standardError, rows: scored, worst: least };
}
