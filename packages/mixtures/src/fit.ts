import { expectationMaximization } from '@baytes/em';
import { foldIn, type Key, key, type Matrix, normalStream, type Rows, uniformStream } from '@baytes/kernels';
import { drawTask, matchMarginal } from './big-learning-em';
import { type Checkpoint, fingerprint, type HistoryEntry, type RunState } from './checkpoint';
import { expectation, scores } from './expectation';
import { mixtureFamily } from './family';
import { INITIALIZATIONS, type Initialization, initialize } from './initialization';
import type { DeadComponent } from './maximization';
import { checkRows, checkWeights, type Observations, observations } from './observations';
import { type Covariance, checkParameters, type MixtureParameters } from './parameters';
import { type AffineScale, logScale, measureScale, type Scaling, scaleParameters, scaleRows } from './scaling';

export interface BigLearningOptions {
  /** Outer iterations, each with a task of its own; 2000. */
  iterations?: number;
  /** EM steps a task; 5. */
  innerSteps?: number;
  /** Share of joint tasks; 0.4. */
  joint?: number;
  /** Share of marginal tasks; 0.1. The rest are transformed marginals. */
  marginal?: number;
  /** Pull of the weights to uniform, alpha_pi; 1 / components. */
  weightPrior?: number;
  /** Floor of the covariances' eigenvalues in scaled coordinates; 0.01. */
  eigenvalueFloor?: number;
  /** Least share that moments are divided by; 1e-5. */
  shareFloor?: number;
  /** Iterations between two evaluations of the training likelihood; 20. */
  evaluateEvery?: number;
  /** Plain EM steps at the end, without the prior; 20. */
  polish?: number;
  /** Polish the best evaluated state rather than the last; true. */
  keepBest?: boolean;
}

export interface FitOptions {
  /** Number of components, K. */
  components: number;
  covariance?: Covariance;
  method?: 'em' | 'biglearn-em';
  /** A way to start, or parameters in the data's own units (a fitted model, say). */
  init?: Initialization | MixtureParameters;
  /** Independent runs; the one with the best training likelihood is kept. */
  nInit?: number;
  maxIterations?: number;
  tolerance?: number;
  scaling?: Scaling;
  /** Added to every variance in scaled units; 1e-6. */
  covarianceFloor?: number;
  deadComponent?: DeadComponent;
  /** n weights; 2 is the same as the row twice. */
  rowWeights?: ArrayLike<number> | undefined;
  bigLearning?: BigLearningOptions;
  seed?: number;
  signal?: AbortSignal | undefined;
  /** The `state` of an earlier snapshot of the same fit: continues bit-equal. */
  resume?: Checkpoint | undefined;
}

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

/** Options with every default filled in. */
interface Plan {
  components: number;
  covariance: Covariance;
  method: 'em' | 'biglearn-em';
  init: Initialization | MixtureParameters;
  nInit: number;
  maxIterations: number;
  tolerance: number;
  scaling: Scaling;
  covarianceFloor: number;
  deadComponent: DeadComponent;
  seed: number;
  bigLearning: Required<BigLearningOptions>;
}

function plan(options: FitOptions): Plan {
  const { components, covariance = 'full', method = 'em' } = options;
  const bigLearning = method === 'biglearn-em';
  const settled: Plan = {
    components,
    covariance,
    method,
    init: options.init ?? (bigLearning ? 'standard-normal' : 'k-means'),
    nInit: options.nInit ?? 1,
    maxIterations: options.maxIterations ?? 100,
    tolerance: options.tolerance ?? 1e-3,
    scaling: options.scaling ?? (covariance === 'spherical' ? 'common' : bigLearning ? 'min-max' : 'standard'),
    covarianceFloor: options.covarianceFloor ?? 1e-6,
    deadComponent: options.deadComponent ?? (bigLearning ? 'faithful' : 'keep'),
    seed: options.seed ?? 0,
    bigLearning: {
      iterations: 2000, innerSteps: 5, joint: 0.4, marginal: 0.1, weightPrior: 1 / components, eigenvalueFloor: 0.01,
      shareFloor: 1e-5, evaluateEvery: 20, polish: 20, keepBest: true, ...options.bigLearning,
    },
  };
  const count = (name: string, value: number, least: number) => {
    if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name}: expected an integer of at least ${least}; got ${value}`);
  };
  const number = (name: string, value: number, most = Number.POSITIVE_INFINITY) => {
    if (!(value >= 0 && value <= most)) throw new RangeError(`${name}: expected a number from 0 to ${most}; got ${value}`);
  };
  const oneOf = (name: string, value: unknown, allowed: readonly string[]) => {
    if (!allowed.includes(value as string)) throw new RangeError(`${name}: expected ${allowed.join(', ')}; got ${value}`);
  };
  count('components', components, 1);
  count('nInit', settled.nInit, 1);
  count('maxIterations', settled.maxIterations, 1);
  number('tolerance', settled.tolerance);
  number('covarianceFloor', settled.covarianceFloor);
  oneOf('covariance', covariance, ['full', 'tied', 'diagonal', 'spherical']);
  oneOf('method', method, ['em', 'biglearn-em']);
  oneOf('scaling', settled.scaling, ['standard', 'min-max', 'common', 'none']);
  oneOf('deadComponent', settled.deadComponent, ['keep', 'reseed', 'faithful']);
  if (typeof settled.init === 'string') oneOf('init', settled.init, INITIALIZATIONS);
  const big = settled.bigLearning;
  for (const name of ['iterations', 'innerSteps', 'evaluateEvery'] as const) count(`bigLearning.${name}`, big[name], 1);
  count('bigLearning.polish', big.polish, 0);
  for (const name of ['weightPrior', 'eigenvalueFloor', 'shareFloor'] as const) number(`bigLearning.${name}`, big[name]);
  number('bigLearning.joint', big.joint, 1);
  number('bigLearning.joint + bigLearning.marginal', big.joint + big.marginal, 1);
  if (bigLearning && covariance !== 'full') {
    throw new RangeError(`covariance: Big Learning EM is defined for full covariances; got ${covariance}. Fit with method 'em', or covariance 'full'`);
  }
  if (covariance === 'spherical' && !['common', 'none'].includes(settled.scaling)) {
    throw new RangeError(`scaling: a spherical covariance stays spherical only under 'common' or 'none'; got ${settled.scaling}`);
  }
  return settled;
}

/** What the phases of a fit share. */
interface Job {
  readonly plan: Plan;
  readonly rows: Matrix;
  readonly data: Observations;
  readonly weights: Float64Array | undefined;
  readonly scale: AffineScale;
  /** Scaled minus raw mean log-likelihood. */
  readonly offset: number;
  readonly total: number;
  readonly signal: AbortSignal | undefined;
}

/** Where the fit stands; replaced, never changed. */
type Progress = Checkpoint;

function snapshot(job: Job, state: Progress, logLikelihood: number): FitSnapshot {
  const best = Math.max(state.best?.logLikelihood ?? Number.NEGATIVE_INFINITY, state.bestOfRun?.logLikelihood ?? Number.NEGATIVE_INFINITY);
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

const evaluated = (job: Job, state: Progress, logLikelihood: number): HistoryEntry[] => [
  ...state.history,
  { run: state.run, step: state.phaseStep, logLikelihood: logLikelihood - job.offset },
];

async function meanLogLikelihood(job: Job, parameters: MixtureParameters): Promise<number> {
  const { logDensity } = scores(parameters, job.data, { responsibilities: false });
  let sum = 0;
  for (let i = 0; i < logDensity.length; i++) sum += logDensity[i] * (job.weights ? job.weights[i] : 1);
  return sum / job.data.weight;
}

/** Moves dead components to the rows that the mixture explains worst, with the covariance of the whole. */
function reseeder(job: Job) {
  return (parameters: MixtureParameters, dead: readonly number[]): MixtureParameters => {
    const { components: K, dimensions: D, covariance } = parameters;
    const { logDensity } = scores(parameters, job.data, { responsibilities: false });
    const order = Array.from(logDensity.keys())
      .filter((i) => (job.weights?.[i] ?? 1) > 0)
      .sort((a, b) => logDensity[a] - logDensity[b]);
    const means = parameters.means.slice();
    const weights = parameters.weights.slice();
    const covariances = parameters.covariances.slice();
    const size = covariances.length / K;
    const alive = Array.from({ length: K }, (_, k) => k).filter((k) => !dead.includes(k));
    dead.forEach((k, place) => {
      const row = order[Math.min(place, order.length - 1)];
      for (let j = 0; j < D; j++) {
        const x = job.rows.data[row * D + j];
        if (!Number.isNaN(x)) means[k * D + j] = x;
      }
      weights[k] = 1 / K;
      if (covariance === 'tied' || alive.length === 0) return;
      for (let m = 0; m < size; m++) {
        covariances[k * size + m] = alive.reduce((sum, a) => sum + parameters.covariances[a * size + m], 0) / alive.length;
      }
    });
    const sum = weights.reduce((a, b) => a + b, 0);
    return { ...parameters, weights: weights.map((w) => w / sum), means, covariances };
  };
}

async function* emPhase(job: Job, from: Progress): AsyncGenerator<FitSnapshot, Progress> {
  const { maxIterations, tolerance, covarianceFloor, deadComponent, bigLearning } = job.plan;
  const family = mixtureFamily({ covarianceFloor, deadComponent, shareFloor: deadComponent === 'faithful' ? bigLearning.shareFloor : 1e-12, reseed: reseeder(job) });
  let state = from;
  const resume = from.phaseStep > 0 ? { step: from.phaseStep, logLikelihood: from.current.logLikelihood } : undefined;
  if (!from.current.converged) {
    for await (const { step, metrics, state: parameters } of expectationMaximization(family, from.current.parameters, [job.data], {
      maxIterations, tolerance, signal: job.signal, resume,
    })) {
      const { logLikelihood, converged } = metrics;
      state = { ...state, phaseStep: step, step: state.step + 1, current: { parameters, logLikelihood, converged } };
      state = { ...state, history: evaluated(job, state, logLikelihood) };
      yield snapshot(job, state, logLikelihood);
    }
  }
  const logLikelihood = await meanLogLikelihood(job, state.current.parameters);
  return { ...state, bestOfRun: { ...state.current, logLikelihood } };
}

async function* bigLearningPhase(job: Job, from: Progress, runKey: Key): AsyncGenerator<FitSnapshot, Progress> {
  const { iterations, evaluateEvery, joint, marginal, polish, keepBest, ...matching } = job.plan.bigLearning;
  const { rows, weights, data } = job;
  let state = from;
  while (state.phase === 'big-learning' && state.phaseStep < iterations) {
    job.signal?.throwIfAborted();
    const iteration = state.phaseStep + 1;
    // A key for every iteration: a resumed fit needs no generator's state.
    const taskKey = foldIn(runKey, iteration);
    const task = drawTask(rows.columns, uniformStream(foldIn(taskKey, 0)), normalStream(foldIn(taskKey, 1)), { joint, marginal });
    const parameters = matchMarginal(state.current.parameters, rows.data, task, matching, weights);
    const evaluate = iteration % evaluateEvery === 0 || iteration === iterations;
    const logLikelihood = evaluate ? await meanLogLikelihood(job, parameters) : Number.NaN;
    const current: RunState = { parameters, logLikelihood, converged: false };
    state = { ...state, phaseStep: iteration, step: state.step + 1, current };
    if (evaluate) {
      if (!(logLikelihood <= (state.bestOfRun?.logLikelihood ?? Number.NEGATIVE_INFINITY))) state = { ...state, bestOfRun: current };
      state = { ...state, history: evaluated(job, state, logLikelihood) };
    }
    yield snapshot(job, state, logLikelihood);
    // Let timers, signals and progress bars have their turn.
    if (evaluate) await new Promise((resume) => setTimeout(resume));
  }
  if (state.phase === 'big-learning') {
    const start = keepBest && state.bestOfRun ? state.bestOfRun : state.current;
    state = { ...state, phase: 'polish', phaseStep: 0, current: start };
  }
  const all = { subset: Array.from({ length: rows.columns }, (_, j) => j) };
  while (state.phaseStep < polish) {
    job.signal?.throwIfAborted();
    const parameters = matchMarginal(state.current.parameters, rows.data, all, { ...matching, innerSteps: 1, weightPrior: 0 }, weights);
    const logLikelihood = await meanLogLikelihood(job, parameters);
    const change = logLikelihood - state.current.logLikelihood;
    const current: RunState = { parameters, logLikelihood, converged: Math.abs(change) < job.plan.tolerance };
    state = { ...state, phaseStep: state.phaseStep + 1, step: state.step + 1, current };
    if (!(logLikelihood <= (state.bestOfRun?.logLikelihood ?? Number.NEGATIVE_INFINITY))) state = { ...state, bestOfRun: current };
    state = { ...state, history: [...state.history, { run: state.run, step: iterations + state.phaseStep, logLikelihood: logLikelihood - job.offset }] };
    yield snapshot(job, state, logLikelihood);
  }
  void data;
  return keepBest ? state : { ...state, bestOfRun: state.current };
}

/** Fits a mixture as a stream of snapshots; returns the best run. */
export async function* fitting(rowsGiven: Rows, options: FitOptions): AsyncGenerator<FitSnapshot, Checkpoint> {
  const settled = plan(options);
  const raw = checkRows(rowsGiven);
  const weights = checkWeights(options.rowWeights, raw.rows);
  const { components: K, covariance, init, nInit, bigLearning, method, maxIterations } = settled;
  const missing = raw.data.some(Number.isNaN);
  if (method === 'biglearn-em' && missing) {
    throw new RangeError("rows: Big Learning EM needs complete rows (NaN found); fit with method 'em', which handles missing values exactly");
  }
  const scale = measureScale(raw, settled.scaling, weights);
  const rows = scaleRows(raw, scale);
  const given = typeof init === 'string' ? undefined : scaleParameters(init, scale);
  if (given) {
    checkParameters(given);
    if (given.components !== K || given.dimensions !== raw.columns || given.covariance !== covariance) {
      throw new RangeError(
        `init: expected ${K} ${covariance} components in ${raw.columns} dimensions; got ${given.components} ${given.covariance} in ${given.dimensions}`,
      );
    }
  }
  const job: Job = {
    plan: settled,
    rows,
    data: observations(rows, weights),
    weights,
    scale,
    offset: logScale(scale),
    total: nInit * (method === 'em' ? maxIterations : bigLearning.iterations + bigLearning.polish),
    signal: options.signal,
  };
  const print = fingerprint(raw, weights, given ? { ...settled, init: [...given.weights, ...given.means, ...given.covariances] } : settled);
  if (options.resume && options.resume.fingerprint !== print) {
    throw new RangeError('resume: this checkpoint is of other data or other options; give the same, or start anew');
  }
  let state: Progress | undefined = options.resume;
  for (let run = state?.run ?? 0; run < nInit; run++) {
    options.signal?.throwIfAborted();
    const runKey = foldIn(key(settled.seed), run);
    if (!state || state.run !== run) {
      const parameters = given ?? initialize(init as Initialization, covariance, K, rows, weights, settled.covarianceFloor, runKey);
      const current: RunState = { parameters, logLikelihood: Number.NEGATIVE_INFINITY, converged: false };
      state = {
        version: 1, fingerprint: print, ...scale, run, phase: method === 'em' ? 'em' : 'big-learning', phaseStep: 0, step: state?.step ?? 0,
        current, bestOfRun: undefined, best: state?.best, history: state?.history ?? [],
      };
    }
    const done: Progress = yield* method === 'em' ? emPhase(job, state) : bigLearningPhase(job, state, runKey);
    const result = done.bestOfRun ?? done.current;
    const better = !(result.logLikelihood <= (done.best?.logLikelihood ?? Number.NEGATIVE_INFINITY));
    state = { ...done, best: better ? result : done.best };
    if (!better) continue;
  }
  return state!;
}
