import { type Batches, noBatch, openBatches } from './batches';
import { checkCount, checkLikelihood, checkTolerance, hasConverged } from './convergence';
import type { Family } from './family';

export interface Options {
  /** Greatest number of iterations; default 100. */
  maxIterations?: number;
  /** Stop when the mean log-likelihood changes by less; default 1e-3. 0 runs to `maxIterations`. */
  tolerance?: number;
  /** Ends the stream with the signal's reason, before the next iteration or batch. */
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
    /** Its difference from the iteration before; infinite in the first. */
    change: number;
    converged: boolean;
  };
  /** The parameters after it. */
  state: State;
}

/**
 * Statistics of several batches under the same parameters.
 *
 * @param pass what a function of `batches` is told.
 * @throws RangeError where there is no batch.
 */
export async function expectAll<Parameters, Batch, Statistics>(
  family: Family<Parameters, Batch, Statistics>,
  parameters: Parameters,
  batches: Batches<Batch>,
  { pass = 0, signal }: { pass?: number; signal?: AbortSignal | undefined } = {},
): Promise<Statistics> {
  let sum: Statistics | undefined;
  for await (const batch of openBatches(batches, pass)) {
    signal?.throwIfAborted();
    const part = await family.expect(parameters, batch);
    sum = sum === undefined ? part : family.merge(sum, part);
  }
  if (sum === undefined) throw noBatch(pass);
  return sum;
}

/**
 * Batch EM as a stream of snapshots (Dempster, Laird and Rubin 1977). `batches` are read once an iteration, so data larger than
 * memory can come from a file. Ends at convergence or after `maxIterations`.
 *
 * @throws RangeError for bad options, no data, or a likelihood that is not finite.
 *
 * @example
 * let fitted = start;
 * for await (const { state } of expectationMaximization(family, start, batches, { tolerance: 1e-6 })) fitted = state;
 */
export async function* expectationMaximization<Parameters, Batch, Statistics>(
  family: Family<Parameters, Batch, Statistics>,
  initial: Parameters,
  batches: Batches<Batch>,
  options: Options = {},
): AsyncGenerator<Snapshot<Parameters>, void> {
  const { maxIterations = 100, tolerance = 1e-3, signal, resume } = options;
  checkCount('maxIterations', maxIterations, 0);
  checkTolerance(tolerance);
  let state = initial;
  // A start says nothing about the likelihood before it, so the first iteration can never look converged.
  let before = resume?.logLikelihood ?? Number.NEGATIVE_INFINITY;
  for (let step = (resume?.step ?? 0) + 1; step <= maxIterations; step++) {
    signal?.throwIfAborted();
    const statistics = await expectAll(family, state, batches, { pass: step - 1, signal });
    const logLikelihood = checkLikelihood(family.logLikelihood(statistics), step);
    const change = logLikelihood - before;
    const converged = hasConverged(before, logLikelihood, tolerance);
    state = family.maximize(statistics);
    yield { step, metrics: { logLikelihood, change, converged }, state };
    if (converged) return;
    before = logLikelihood;
  }
}
