import { keepBest } from '@baytes/em';
import { foldIn, kernelPool, key, mixtureMoments, type Rows } from '@baytes/kernels';
import { bigLearningRun } from './big-learning-run';
import { type Checkpoint, fingerprint } from './checkpoint';
import { emRun } from './em-run';
import { type Initialization, initialize } from './initialization';
import type { FitSnapshot, Job } from './job';
import { checkRows, checkWeights, observations, positiveRows } from './observations';
import { type FitOptions, plan } from './options';
import { givenStart, logScale, measureScale, scaleRows } from './scaling';

/** Fits a mixture as a stream of snapshots; returns the best run. */
export async function* fitting(rowsGiven: Rows, options: FitOptions): AsyncGenerator<FitSnapshot, Checkpoint> {
  const settled = plan(options);
  const checked = checkRows(rowsGiven);
  const { rows: raw, weights } = positiveRows(checked, checkWeights(options.rowWeights, checked.rows));
  const { components: K, covariance, init, nInit, bigLearning, method, maxIterations } = settled;
  const missing = raw.data.some(Number.isNaN);
  if (method === 'biglearn-em' && missing) {
    throw new RangeError(
      "rows: Big Learning EM needs complete rows (NaN found); fit with method 'em', which handles missing values exactly",
    );
  }
  const scale = measureScale(raw, settled.scaling, weights);
  const rows = scaleRows(raw, scale);
  const given =
    typeof init === 'string' ? undefined : givenStart(init, scale, { components: K, covariance, dimensions: raw.columns });
  const print = fingerprint(
    raw,
    weights,
    given ? { ...settled, init: [...given.weights, ...given.means, ...given.covariances] } : settled,
  );
  if (options.resume && options.resume.fingerprint !== print) {
    throw new RangeError('resume: this checkpoint is of other data or other options; give the same, or start anew');
  }
  const { workers = 0 } = options;
  if (!Number.isSafeInteger(workers) || workers < 0)
    throw new RangeError(`workers: expected an integer of at least 0; got ${workers}`);
  const pool = workers > 0 ? await kernelPool(workers) : undefined;
  const job: Job = {
    plan: settled,
    rows,
    data: observations(rows, weights),
    weights,
    source: pool?.mixtureMoments ?? mixtureMoments,
    offset: logScale(scale),
    total: nInit * (method === 'em' ? maxIterations : bigLearning.iterations + bigLearning.polish),
    signal: options.signal,
  };
  // Under a run's key, 0 is the start's and i the i-th iteration's.
  const runKey = (run: number) => foldIn(key(settled.seed), run);
  const start = (run: number, before: Checkpoint | undefined): Checkpoint => {
    const parameters =
      given ??
      initialize(init as Initialization, covariance, K, rows, weights, settled.covarianceFloor, foldIn(runKey(run), 0));
    return {
      version: 1,
      fingerprint: print,
      ...scale,
      run,
      phase: method === 'em' ? 'em' : 'big-learning',
      phaseStep: 0,
      step: before?.step ?? 0,
      current: { parameters, logLikelihood: Number.NEGATIVE_INFINITY, converged: false },
      bestOfRun: undefined,
      best: before?.best,
      history: before?.history ?? [],
    };
  };
  try {
    let state = options.resume ?? start(0, undefined);
    for (let run = state.run; run < nInit; run++) {
      options.signal?.throwIfAborted();
      if (state.run !== run) state = start(run, state);
      state = yield* method === 'em' ? emRun(job, state) : bigLearningRun(job, state, runKey(run));
      const result = state.bestOfRun ?? state.current;
      state = { ...state, best: keepBest(state.best, result) };
    }
    return state;
  } finally {
    // Also when the consumer stops early: no thread outlives its fit.
    await pool?.terminate();
  }
}
