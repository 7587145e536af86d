/**
 * A model that EM can fit: an E step that reduces data to additive statistics, and an M step that turns statistics into
 * parameters (Dempster, Laird and Rubin 1977, section 2, for exponential families). `expect` may be asynchronous, for
 * statistics that workers or other machines compute.
 *
 * Parameters must not be changed once they have been handed over: snapshots keep them.
 */
export interface Family<Parameters, Batch, Statistics> {
  /** Expected sufficient statistics of the complete data of one batch, summed over its rows. */
  expect(parameters: Parameters, batch: Batch): Statistics | Promise<Statistics>;
  /** A sum of statistics. Those of `b` are about newer parameters where the two differ. May reuse the memory of `a`, not of `b`. */
  merge(a: Statistics, b: Statistics): Statistics;
  /** Statistics of data that count `factor` times, in memory of their own; needed by stepwise EM alone. */
  scale?(statistics: Statistics, factor: number): Statistics;
  /** The parameters that fit the statistics best. */
  maximize(statistics: Statistics): Parameters;
  /** Mean log-likelihood of a row under the parameters that made the statistics, in nats. */
  logLikelihood(statistics: Statistics): number;
}
