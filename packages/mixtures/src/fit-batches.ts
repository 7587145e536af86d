import { type Batches, expectationMaximization, type StepSizes, stepwiseExpectationMaximization } from '@baytes/em';
import { foldIn, key, type Rows } from '@baytes/kernels';
import { type BatchState, batchStart } from './batch-state';
import { mixtureFamily } from './family';
import { type Initialization, initialize } from './initialization';
import type { DeadComponent } from './maximization';
import { checkRows, checkWeights, type Observations, observations, positiveRows } from './observations';
import { plan } from './options';
import type { Covariance, MixtureParameters } from './parameters';
import { type AffineScale, givenStart, logScale, measureScale, type Scaling, scaleRows, unscaleParameters } from './scaling';

/** Rows of one batch, with row weights where there are any. */
export type RowBatch = Rows | { readonly rows: Rows; readonly rowWeights: ArrayLike<number> };

export interface OnlineOptions {
  /** Number of components, K. */
  components: number;
  covariance?: Covariance;
  /** A way to start on the first batch, or parameters in the data's own units. */
  init?: Initialization | MixtureParameters;
  /** Measured on the first batch. */
  scaling?: Scaling;
  covarianceFloor?: number;
  /** 'keep' (the default) or 'faithful'; 'reseed' needs all rows at hand. */
  deadComponent?: Exclude<DeadComponent, 'reseed'>;
  /** gamma_t = (t + offset)^-exponent; exponent 0.7, offset 2. */
  stepSizes?: StepSizes;
  /** Batches gathered before the first M step; 0. */
  warmUp?: number;
  seed?: number;
}

export interface BatchFitOptions extends OnlineOptions {
  /** 'stepwise-em' (the default) moves after every batch; 'em' once a pass, with the likelihood path of a fit in memory. */
  method?: 'stepwise-em' | 'em';
  /** Passes over the data at the most; 10 for stepwise EM, 100 for EM. */
  maxPasses?: number;
  /** Stop when the mean log-likelihood changes by less from one pass to the next; 1e-3. */
  tolerance?: number;
  signal?: AbortSignal | undefined;
  /** The `state` of an earlier snapshot of the same fit: continues bit-equal. */
  resume?: BatchState | undefined;
}

export interface BatchSnapshot {
  /** Batches done (stepwise EM), or passes (EM). */
  step: number;
  metrics: {
    /** Passes that are complete. */
    pass: number;
    /** Mean log-density of a row in the data's own units: of the batch before it was used, or of the pass. */
    logLikelihood: number;
    converged: boolean;
  };
  state: BatchState;
}

/** The options that the two kinds of batch fits share with a fit in memory, checked. */
export function onlinePlan(options: OnlineOptions & { tolerance?: number }) {
  const { components, covariance, init, scaling, covarianceFloor, deadComponent, seed, tolerance } = options;
  if ((deadComponent as DeadComponent | undefined) === 'reseed') {
    throw new RangeError("deadComponent: 'reseed' needs all rows at hand; choose 'keep' or 'faithful' for batches");
  }
  return plan({ components, covariance, init, scaling, covarianceFloor, deadComponent, seed, tolerance });
}

/** The family that `settled` describes. */
export const onlineFamily = ({ covarianceFloor, deadComponent, bigLearning }: ReturnType<typeof onlinePlan>) =>
  mixtureFamily({
    covarianceFloor,
    deadComponent,
    shareFloor: deadComponent === 'faithful' ? bigLearning.shareFloor : 1e-12,
  });

/** A batch as users give it, checked; rows of weight zero are as good as absent. */
function checkBatch(batch: RowBatch, dimensions?: number) {
  if (!('rowWeights' in batch)) return { rows: checkRows(batch, dimensions), weights: undefined };
  const rows = checkRows(batch.rows, dimensions);
  return positiveRows(rows, checkWeights(batch.rowWeights, rows.rows));
}

/** A batch in scaled coordinates, ready for the E step. */
export function prepareBatch(batch: RowBatch, scale: AffineScale): Observations {
  const { rows, weights } = checkBatch(batch, scale.shift.length);
  return observations(scaleRows(rows, scale), weights);
}

/** Scale and parameters at which a fit of batches starts. */
export function startOn(first: RowBatch, settled: ReturnType<typeof onlinePlan>): BatchState {
  const { rows, weights } = checkBatch(first);
  const { components: K, covariance, init, scaling, covarianceFloor, seed } = settled;
  const scale = measureScale(rows, scaling, weights);
  const parameters =
    typeof init === 'string'
      ? initialize(
          init as Initialization,
          covariance,
          K,
          scaleRows(rows, scale),
          weights,
          covarianceFloor,
          foldIn(foldIn(key(seed), 0), 0),
        )
      : givenStart(init, scale, { components: K, covariance, dimensions: rows.columns });
  return batchStart(scale, parameters);
}

/** Fits a mixture to batches as a stream of snapshots; returns parameters in the data's own units. */
export async function* batchFitting(batches: Batches<RowBatch>, options: BatchFitOptions) {
  const { method = 'stepwise-em', stepSizes, warmUp, signal, resume } = options;
  const settled = onlinePlan(options);
  if (!['stepwise-em', 'em'].includes(method)) throw new RangeError(`method: expected stepwise-em, em; got ${method}`);
  const { maxPasses = method === 'em' ? 100 : 10 } = options;
  const { tolerance } = settled;
  if (resume && (resume.parameters.components !== settled.components || resume.parameters.covariance !== settled.covariance)) {
    const { components, covariance } = resume.parameters;
    throw new RangeError(
      `resume: this state has ${components} ${covariance} components; give the options that it was made with`,
    );
  }
  const open = (pass: number) => (typeof batches === 'function' ? batches(pass) : batches);
  // The first batch decides the start; the pass then goes on from there, so that a stream that can be read once will do.
  const opened = resume ? undefined : iterate(open(0));
  const first = await opened?.next();
  if (first?.done) throw new RangeError('batches: a fit needs at least one batch of rows');
  let state = resume ?? startOn(first!.value, settled);
  const prepared = async function* (pass: number) {
    const fresh = pass === 0 && opened !== undefined;
    if (fresh) yield prepareBatch(first!.value, state);
    for await (const batch of fresh ? opened : open(pass)) yield prepareBatch(batch, state);
  };
  const offset = logScale(state);
  const snapshot = (next: BatchState, logLikelihood: number, converged: boolean): BatchSnapshot => {
    const entry = { run: 0, step: next.pass, logLikelihood: next.before - offset };
    state = next.pass > state.pass ? { ...next, history: [...next.history, entry] } : next;
    return { step: next.step, metrics: { pass: next.pass, logLikelihood: logLikelihood - offset, converged }, state };
  };
  const family = onlineFamily(settled);
  if (state.converged) return fitted(state);
  if (method === 'em') {
    const from = resume && { step: resume.step, logLikelihood: resume.before };
    const limits = { maxIterations: maxPasses, tolerance, signal, resume: from };
    for await (const { step, metrics, state: parameters } of expectationMaximization(
      family,
      state.parameters,
      prepared,
      limits,
    )) {
      const { logLikelihood, converged } = metrics;
      yield snapshot({ ...state, parameters, step, pass: step, before: logLikelihood, converged }, logLikelihood, converged);
    }
  } else {
    const limits = { maxPasses, tolerance, stepSizes, warmUp, signal, resume };
    for await (const { metrics, state: next } of stepwiseExpectationMaximization(family, state.parameters, prepared, limits)) {
      const { version, shift, scale, history } = state;
      yield snapshot({ ...next, version, shift, scale, history }, metrics.logLikelihood, metrics.converged);
    }
  }
  return fitted(state);
}

const fitted = (state: BatchState) => ({
  parameters: unscaleParameters(state.parameters, state),
  converged: state.converged,
  history: state.history,
});

async function* iterate<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item, undefined> {
  yield* items;
}
