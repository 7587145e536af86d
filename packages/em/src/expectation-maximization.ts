/**
 * A model that EM can fit: an E step that reduces data to additive statistics, and an M step that turns them into parameters
 * (Dempster, Laird and Rubin 1977). `expect` may be asynchronous, for statistics that come from workers.
 */
export interface Family<Parameters, Batch, Statistics> {
  expect(parameters: Parameters, batch: Batch): Statistics | Promise<Statistics>;
  /** A sum of statistics; may reuse `a`. */
  merge(a: Statistics, b: Statistics): Statistics;
  maximize(statistics: Statistics): Parameters;
  /** Mean log-likelihood of a row under the parameters that made the statistics. */
  logLikelihood(statistics: Statistics): number;
}

export interface Options {
  /** Greatest number of E steps; default 100. */
  maxIterations?: number;
  /** Stop when the mean log-likelihood changes by less; default 1e-3. 0 runs to `maxIterations`. */
  tolerance?: number;
  signal?: AbortSignal | undefined;
}

export interface Snapshot<State> {
  /** Iterations done. */
  step: number;
  metrics: { logLikelihood: number; change: number; converged: boolean };
  state: State;
}

/**
 * Batch EM as a stream of snapshots. Snapshot t holds the parameters after t M steps, and the log-likelihood of the
 * parameters that entered iteration t.
 */
export async function* expectationMaximization<Parameters, Batch, Statistics>(
  family: Family<Parameters, Batch, Statistics>, initial: Parameters, batches: readonly Batch[], options: Options = {},
): AsyncGenerator<Snapshot<Parameters>> {
  const { maxIterations = 100, tolerance = 1e-3, signal } = options;
  let state = initial;
  let before = Number.NEGATIVE_INFINITY;
  for (let step = 1; step <= maxIterations; step++) {
    signal?.throwIfAborted();
    let statistics: Statistics | undefined;
    for (const batch of batches) {
      const part = await family.expect(state, batch);
      statistics = statistics === undefined ? part : family.merge(statistics, part);
    }
    if (statistics === undefined) throw new RangeError('batches: EM needs at least one batch of data');
    const logLikelihood = family.logLikelihood(statistics);
    const change = logLikelihood - before;
    const converged = Math.abs(change) < tolerance;
    state = family.maximize(statistics);
    yield { step, metrics: { logLikelihood, change, converged }, state };
    if (converged) return;
    before = logLikelihood;
  }
}
