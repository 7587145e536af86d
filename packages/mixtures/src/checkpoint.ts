import type { Matrix } from '@baytes/kernels';
import { type Covariance, checkParameters, type MixtureParameters } from './parameters';

/** One evaluation of the training data: mean log-density of a row in the data's own units, after `step` iterations of a run. */
export interface HistoryEntry {
  readonly run: number;
  readonly step: number;
  readonly logLikelihood: number;
}

/** A run's result, or what it has so far. Parameters are in scaled coordinates, so that a resumed run is bit-equal. */
export interface RunState {
  readonly parameters: MixtureParameters;
  /** Mean log-density of a training row in scaled coordinates. */
  readonly logLikelihood: number;
  readonly converged: boolean;
}

/** Everything that a fit needs to go on where it was. Arrays are never changed once they are here. */
export interface Checkpoint {
  readonly version: 1;
  /** Of the data and of the options that decide the path. */
  readonly fingerprint: string;
  readonly shift: Float64Array;
  readonly scale: Float64Array;
  readonly run: number;
  readonly phase: 'em' | 'big-learning' | 'polish';
  /** Iterations of this phase that are done. */
  readonly phaseStep: number;
  /** Iterations done over all runs. */
  readonly step: number;
  readonly current: RunState;
  /** Best of the current run, where a method keeps one. */
  readonly bestOfRun: RunState | undefined;
  readonly best: RunState | undefined;
  readonly history: readonly HistoryEntry[];
}

export interface ParametersJSON {
  covariance: Covariance;
  components: number;
  dimensions: number;
  weights: number[];
  means: number[];
  covariances: number[];
}

export function packParameters(p: MixtureParameters): ParametersJSON {
  return {
    covariance: p.covariance,
    components: p.components,
    dimensions: p.dimensions,
    weights: [...p.weights],
    means: [...p.means],
    covariances: [...p.covariances],
  };
}

export function unpackParameters(json: ParametersJSON): MixtureParameters {
  for (const name of ['weights', 'means', 'covariances'] as const) {
    if (!Array.isArray(json?.[name])) throw new TypeError(`json: ${name} must be an array of numbers; got ${json?.[name]}`);
  }
  const parameters: MixtureParameters = {
    covariance: json.covariance,
    components: json.components,
    dimensions: json.dimensions,
    weights: Float64Array.from(json.weights),
    means: Float64Array.from(json.means),
    covariances: Float64Array.from(json.covariances),
  };
  checkParameters(parameters);
  return parameters;
}

const packRun = (run: RunState | undefined) =>
  run && { parameters: packParameters(run.parameters), logLikelihood: number(run.logLikelihood), converged: run.converged };
const number = (value: number) => (Number.isFinite(value) ? value : null);

/** A checkpoint as plain JSON; numbers survive to the last bit. */
export function checkpointToJSON(checkpoint: Checkpoint) {
  return {
    ...checkpoint,
    shift: [...checkpoint.shift],
    scale: [...checkpoint.scale],
    current: packRun(checkpoint.current),
    bestOfRun: packRun(checkpoint.bestOfRun) ?? null,
    best: packRun(checkpoint.best) ?? null,
    history: checkpoint.history,
  };
}

/** The checkpoint in a file that `checkpointToJSON` wrote. */
export function checkpointFromJSON(json: unknown): Checkpoint {
  const found = json as ReturnType<typeof checkpointToJSON>;
  if (found?.version !== 1 || typeof found.fingerprint !== 'string' || !found.current) {
    throw new TypeError('checkpoint: this is not a checkpoint of a Gaussian mixture, version 1');
  }
  const run = (r: ReturnType<typeof packRun> | null): RunState | undefined =>
    r
      ? {
          parameters: unpackParameters(r.parameters),
          logLikelihood: r.logLikelihood ?? Number.NEGATIVE_INFINITY,
          converged: r.converged,
        }
      : undefined;
  return {
    ...found,
    shift: Float64Array.from(found.shift),
    scale: Float64Array.from(found.scale),
    current: run(found.current)!,
    bestOfRun: run(found.bestOfRun),
    best: run(found.best),
  };
}

/** A short name of data and options, by FNV-1a over their bits. */
export function fingerprint(rows: Matrix, weights: Float64Array | undefined, options: object): string {
  let hash = 0x811c9dc5;
  const add = (words: Uint32Array) => {
    for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  };
  add(new Uint32Array(rows.data.slice().buffer));
  if (weights) add(new Uint32Array(weights.slice().buffer));
  add(Uint32Array.from(JSON.stringify(options), (c) => c.charCodeAt(0)));
  return `${rows.rows}x${rows.columns}-${(hash >>> 0).toString(16)}`;
}
