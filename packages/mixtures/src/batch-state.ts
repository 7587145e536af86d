import { type StepwiseState, stepwiseStart } from '@baytes/em';
import { type HistoryEntry, type ParametersJSON, packParameters, unpackParameters } from './checkpoint';
import type { MixtureStatistics } from './family';
import type { MixtureParameters } from './parameters';
import type { AffineScale } from './scaling';

/** All that a fit of batches needs to go on; parameters and statistics are in scaled coordinates. */
export interface BatchState extends StepwiseState<MixtureParameters, MixtureStatistics>, AffineScale {
  readonly version: 1;
  /** Running mean log-density of a row, in the data's own units, at the end of every pass. */
  readonly history: readonly HistoryEntry[];
}

export function batchStart({ shift, scale }: AffineScale, parameters: MixtureParameters): BatchState {
  return { version: 1, shift, scale, history: [], ...stepwiseStart<MixtureParameters, MixtureStatistics>(parameters) };
}

export interface BatchStateJSON {
  version: 1;
  shift: number[];
  scale: number[];
  parameters: ParametersJSON;
  statistics: {
    parameters: ParametersJSON;
    weight: number;
    logLikelihood: number;
    counts: number[];
    first: number[];
    second: number[];
  } | null;
  step: number;
  pass: number;
  batch: number;
  /** null stands for minus infinity. */
  before: number | null;
  converged: boolean;
  history: readonly HistoryEntry[];
}

/** The state of a fit of batches as plain JSON; numbers survive to the last bit. */
export function batchStateToJSON({ statistics, ...state }: BatchState): BatchStateJSON {
  return {
    version: 1,
    shift: [...state.shift],
    scale: [...state.scale],
    parameters: packParameters(state.parameters),
    statistics: statistics
      ? {
          parameters: packParameters(statistics.parameters),
          weight: statistics.weight,
          logLikelihood: statistics.moments.logLikelihood,
          counts: [...statistics.moments.counts],
          first: [...statistics.moments.first],
          second: [...statistics.moments.second],
        }
      : null,
    step: state.step,
    pass: state.pass,
    batch: state.batch,
    before: Number.isFinite(state.before) ? state.before : null,
    converged: state.converged,
    history: state.history,
  };
}

/** The state that `batchStateToJSON` wrote. */
export function batchStateFromJSON(json: unknown): BatchState {
  const found = json as BatchStateJSON;
  if (found?.version !== 1 || !Array.isArray(found.shift) || !Array.isArray(found.scale) || !found.parameters) {
    throw new TypeError('state: this is not the state of a Gaussian mixture fitted to batches, version 1');
  }
  const s = found.statistics;
  return {
    version: 1,
    shift: Float64Array.from(found.shift),
    scale: Float64Array.from(found.scale),
    parameters: unpackParameters(found.parameters),
    statistics: s
      ? {
          parameters: unpackParameters(s.parameters),
          weight: s.weight,
          moments: {
            logLikelihood: s.logLikelihood,
            counts: Float64Array.from(s.counts),
            first: Float64Array.from(s.first),
            second: Float64Array.from(s.second),
          },
        }
      : undefined,
    step: found.step,
    pass: found.pass,
    batch: found.batch,
    before: found.before ?? Number.NEGATIVE_INFINITY,
    converged: found.converged,
    history: found.history,
  };
}
