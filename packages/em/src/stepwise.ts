import { type Batches, noBatch, openBatches } from './batches';
import { checkCount, checkLikelihood, checkTolerance, hasConverged } from './convergence';
import type { Family } from './family';

/** How much a new batch counts: gamma_t = (t + offset)^-exponent for batch t = 2, 3, ...; the first batch counts in full. */
export interface StepSizes {
  /** kappa, over 0.5 and at most 1: larger forgets the start more slowly; default 0.7. */
  exponent?: number;
  /** t0, at least 0: larger makes the first steps smaller; default 2. */
  offset?: number;
}

export interface UpdateOptions {
  stepSizes?: StepSizes;
  /** Batches whose statistics are gathered before the first M step, for batches too small to fit anything; default 0. */
  warmUp?: number;
}

export interface StepwiseOptions extends UpdateOptions {
  /** Passes over the data at the most; default 10. */
  maxPasses?: number;
  /** Stop when the running mean log-likelihood changes by less over a pass; default 1e-3. 0 runs to `maxPasses`. */
  tolerance?: number;
  signal?: AbortSignal | undefined;
  /** The state of an earlier snapshot: continues bit-equal, with the same batches in the same order. */
  resume?: StepwiseState<unknown, unknown> | undefined;
}

/** All that stepwise EM needs to go on. */
export interface StepwiseState<Parameters, Statistics> {
  readonly parameters: Parameters;
  /** The running statistics; none before the first batch. */
  readonly statistics: Statistics | undefined;
  /** Batches seen, over all passes. */
  readonly step: number;
  /** Passes that are complete. */
  readonly pass: number;
  /** Batches of the present pass that are done. */
  readonly batch: number;
  /** Running log-likelihood at the end of the pass before; minus infinity in the first. */
  readonly before: number;
  /** Whether the tolerance was met: nothing is left to do. */
  readonly converged: boolean;
}

export interface StepwiseSnapshot<Parameters, Statistics> {
  /** Batches seen, over all passes. */
  step: number;
  metrics: {
    /** Mean log-likelihood of this batch under the parameters that it met: it had not been used for them in the first pass. */
    logLikelihood: number;
    /** The same, averaged over the batches so far with the weights of the running statistics. */
    running: number;
    stepSize: number;
    converged: boolean;
  };
  state: StepwiseState<Parameters, Statistics>;
}

/** gamma_t of batch `step` = 1, 2, ... */
export function stepSize(step: number, { exponent = 0.7, offset = 2 }: StepSizes = {}): number {
  if (!(exponent > 0.5 && exponent <= 1)) {
    throw new RangeError(`stepSizes.exponent: stepwise EM converges for exponents over 0.5 and at most 1; got ${exponent}`);
  }
  if (!(offset >= 0 && offset < Number.POSITIVE_INFINITY))
    throw new RangeError(`stepSizes.offset: expected a number of at least 0; got ${offset}`);
  return step === 1 ? 1 : (step + offset) ** -exponent;
}

/** Where stepwise EM starts. */
export function stepwiseStart<Parameters, Statistics>(parameters: Parameters): StepwiseState<Parameters, Statistics> {
  return { parameters, statistics: undefined, step: 0, pass: 0, batch: 0, before: Number.NEGATIVE_INFINITY, converged: false };
}

/**
 * One step of stepwise EM: s <- (1 - gamma) s + gamma s(batch), then an M step (Cappe and Moulines 2009, equations 11 and 12;
 * Liang and Klein 2009 for batches). A batch counts by its rows. The family must have `scale`.
 */
export async function stepwiseUpdate<Parameters, Batch, Statistics>(
  family: Family<Parameters, Batch, Statistics>,
  state: StepwiseState<Parameters, Statistics>,
  batch: Batch,
  { stepSizes, warmUp = 0 }: UpdateOptions = {},
): Promise<StepwiseSnapshot<Parameters, Statistics>> {
  const { scale } = family;
  if (scale === undefined) throw new TypeError('family: stepwise EM needs a family that has `scale`');
  checkCount('warmUp', warmUp, 0);
  const step = state.step + 1;
  const gamma = stepSize(step, stepSizes);
  const part = await family.expect(state.parameters, batch);
  const logLikelihood = checkLikelihood(family.logLikelihood(part), step);
  const statistics =
    state.statistics === undefined
      ? part
      : family.merge(scale.call(family, state.statistics, 1 - gamma), scale.call(family, part, gamma));
  const running = family.logLikelihood(statistics);
  const parameters = step > warmUp ? family.maximize(statistics) : state.parameters;
  return {
    step,
    metrics: { logLikelihood, running, stepSize: gamma, converged: false },
    state: { ...state, parameters, statistics, step, batch: state.batch + 1 },
  };
}

/**
 * Mini-batch (stepwise) EM as a stream of snapshots, one a batch: parameters move after every batch, so that large data need
 * few passes and a stream of data needs one. Ends at convergence, judged at the ends of passes, or after `maxPasses`. Shuffled
 * batches serve it best.
 *
 * @throws RangeError for bad options, no data, or a likelihood that is not finite; TypeError for a family without `scale`.
 *
 * @example
 * let fitted = start;
 * for await (const { state } of stepwiseExpectationMaximization(family, start, batches)) fitted = state.parameters;
 */
export async function* stepwiseExpectationMaximization<Parameters, Batch, Statistics>(
  family: Family<Parameters, Batch, Statistics>,
  initial: Parameters,
  batches: Batches<Batch>,
  options: StepwiseOptions = {},
): AsyncGenerator<StepwiseSnapshot<Parameters, Statistics>, void> {
  const { maxPasses = 10, tolerance = 1e-3, signal, resume, ...update } = options;
  checkCount('maxPasses', maxPasses, 0);
  checkTolerance(tolerance);
  let state = (resume as StepwiseState<Parameters, Statistics> | undefined) ?? stepwiseStart(initial);
  while (state.pass < maxPasses && !state.converged) {
    let seen = 0;
    let last: StepwiseSnapshot<Parameters, Statistics> | undefined;
    for await (const batch of openBatches(batches, state.pass)) {
      if (seen++ < state.batch && last === undefined) continue; // a resumed pass: these are done
      if (last) yield last;
      signal?.throwIfAborted();
      last = await stepwiseUpdate(family, state, batch, update);
      state = last.state;
    }
    if (last === undefined) throw noBatch(state.pass);
    // Only now is it known that the last batch was the last: its snapshot closes the pass.
    const converged = hasConverged(state.before, last.metrics.running, tolerance);
    state = { ...state, pass: state.pass + 1, batch: 0, before: last.metrics.running, converged };
    yield { ...last, metrics: { ...last.metrics, converged }, state };
  }
}
