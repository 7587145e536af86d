/**
 * A model that EM can fit: an E step that reduces data to additive statistics, and an M step that turns statistics into
 * parameters. `expect` may be asynchronous, for statistics that workers or other machines compute.
 */
export interface Family<Parameters, Batch, Statistics> {
  expect(parameters: Parameters, batch: Batch): Statistics | Promise<Statistics>;
  /** A sum of statistics. Those of `b` are about newer parameters where the two differ. May reuse the memory of `a`. */
  merge(a: Statistics, b: Statistics): Statistics;
  /** Statistics of data that count `factor` times; needed by stepwise EM alone. */
  scale?(statistics: Statistics, factor: number): Statistics;
  maximize(statistics: Statistics): Parameters;
  /** Mean log-likelihood of a row under the parameters that made the statistics. */
  logLikelihood(statistics: Statistics): number;
}
