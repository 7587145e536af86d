import type { Family } from './family';

export interface Options {
  /** Greatest number of iterations; default 100. */
  maxIterations?: number;
  /** Stop when the mean log-likelihood changes by less; default 1e-3. 0 runs to `maxIterations`. */
  tolerance?: number;
  signal?: AbortSignal | undefined;
  /** Iterations already done, and the log-likelihood that the last of them found: continues as if never stopped. */
  resume?: { step: number; logLikelihood: number } | undefined;
}

export interface Snapshot<State> {
  /** Iterations done. */
  step: number;
  metrics: {
    /** Mean log-likelihood of the parameters that entered this iteration. */
    logLikelihood: number;
    change: number;
    converged: boolean;
  };
  /** The parameters after it. */
  state: State;
}

/** Statistics of several batches under the same parameters. */
export async function expectAll<Parameters, Batch, Statistics>(
  family: Family<Parameters, Batch, Statistics>,
  parameters: Parameters,
  batches: Iterable<Batch> | AsyncIterable<Batch>,
): Promise<Statistics> {
  let sum: Statistics | undefined;
  for await (const batch of batches) {
    const part = await family.expect(parameters, batch);
    sum = sum === undefined ? part : family.merge(sum, part);
  }
  if (sum === undefined) throw new RangeError('batches: EM needs at least one batch of data');
  return sum;
}

/**
 * Batch EM as a stream of snapshots (Dempster, Laird and Rubin 1977). `batches` is read once an iteration: an array, or any
 * iterable that can be read again, so that data larger than memory can come from a file.
 */
export async function* expectationMaximization<Parameters, Batch, Statistics>(
  family: Family<Parameters, Batch, Statistics>,
  initial: Parameters,
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  options: Options = {},
): AsyncGenerator<Snapshot<Parameters>, void> {
  const { maxIterations = 100, tolerance = 1e-3, signal, resume } = options;
  let state = initial;
  // A start says nothing about the likelihood before it, so the first iteration can never look converged.
  let before = resume?.logLikelihood ?? Number.NEGATIVE_INFINITY;
  for (let step = (resume?.step ?? 0) + 1; step <= maxIterations; step++) {
    signal?.throwIfAborted();
    const statistics = await expectAll(family, state, batches);
    const logLikelihood = family.logLikelihood(statistics);
    const change = logLikelihood - before;
    const converged = Math.abs(change) < tolerance;
    state = family.maximize(statistics);
    yield { step, metrics: { logLikelihood, change, converged }, state };
    if (converged) return;
    before = logLikelihood;
  }
}
