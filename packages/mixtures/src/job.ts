import type { Matrix } from '@baytes/kernels';
import type { Checkpoint, HistoryEntry } from './checkpoint';
import { type MomentsSource, scores } from './expectation';
import type { Observations } from './observations';
import type { Plan } from './options';
import type { MixtureParameters } from './parameters';

export interface FitSnapshot {
  /** Iterations done, over all runs. */
  step: number;
  /** Iterations at the most. */
  total: number;
  metrics: {
    phase: 'em' | 'big-learning' | 'polish';
    run: number;
    /** Mean log-density of a training row, in the data's own units; NaN where this iteration did not evaluate it. */
    logLikelihood: number;
    /** The best so far, over all runs. */
    best: number;
    converged: boolean;
  };
  state: Checkpoint;
}

/** What the phases of a fit share. */
export interface Job {
  readonly plan: Plan;
  readonly rows: Matrix;
  readonly data: Observations;
  readonly weights: Float64Array | undefined;
  /** Scaled minus raw mean log-likelihood. */
  readonly offset: number;
  /** Who computes the statistics of the E step: this thread, or a pool. */
  readonly source: MomentsSource;
  readonly total: number;
  readonly signal: AbortSignal | undefined;
}

export function snapshot(job: Job, state: Checkpoint, logLikelihood: number): FitSnapshot {
  const seen = [state.best?.logLikelihood, state.bestOfRun?.logLikelihood, logLikelihood].filter(
    (value) => value !== undefined && !Number.isNaN(value),
  );
  const best = Math.max(...(seen as number[]));
  return {
    step: state.step,
    total: job.total,
    metrics: {
      phase: state.phase,
      run: state.run,
      logLikelihood: logLikelihood - job.offset,
      best: best - job.offset,
      converged: state.current.converged,
    },
    state,
  };
}

/** The history with one entry more: of the parameters after `step` iterations of the run. */
export const evaluated = (job: Job, state: Checkpoint, step: number, logLikelihood: number): HistoryEntry[] => [
  ...state.history,
  { run: state.run, step, logLikelihood: logLikelihood - job.offset },
];

export function meanLogLikelihood(job: Job, parameters: MixtureParameters): number {
  const { logDensity } = scores(parameters, job.data, { responsibilities: false });
  let sum = 0;
  for (let i = 0; i < logDensity.length; i++) sum += logDensity[i] * (job.weights ? job.weights[i] : 1);
  return sum / job.data.weight;
}
