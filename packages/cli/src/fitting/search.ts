import type { Matrix } from '@baytes/kernels';
import {
  type Checkpoint,
  checkpointFromJSON,
  checkpointToJSON,
  type FitOptions,
  type FitSnapshot,
  GaussianMixture,
} from '@baytes/mixtures';
import type { Candidate } from '../report/chapter';

/** Where a search over numbers of components stands: all that it needs to go on. */
export interface SearchState {
  /** Sizes that are done, in order. */
  readonly candidates: readonly Candidate[];
  /** The one of them with the least BIC. */
  readonly best: GaussianMixture | undefined;
  /** The fit under way. */
  readonly current: Checkpoint | undefined;
}

export interface SearchSnapshot {
  /** Size of the fit under way. */
  readonly components: number;
  readonly fit: FitSnapshot;
  readonly state: SearchState;
}

export interface SearchResult {
  readonly model: GaussianMixture;
  readonly candidates: readonly Candidate[];
}

/** Fits a mixture of each size in turn, and returns the one with the least BIC; with one size, that fit. */
export async function* search(
  rows: Matrix,
  sizes: readonly number[],
  options: Omit<FitOptions, 'components'>,
  resume: SearchState = { candidates: [], best: undefined, current: undefined },
): AsyncGenerator<SearchSnapshot, SearchResult> {
  let state = resume;
  for (const components of sizes.slice(state.candidates.length)) {
    const steps = GaussianMixture.fitting(rows, { ...options, components, resume: state.current });
    let model: GaussianMixture;
    try {
      for (;;) {
        const { done, value } = await steps.next();
        if (done) {
          model = value;
          break;
        }
        state = { ...state, current: value.state };
        yield { components, fit: value, state };
      }
    } finally {
      await steps.return(undefined as never);
    }
    const candidate: Candidate = {
      components,
      bic: model.bic(rows, options.rowWeights),
      logLikelihood: model.score(rows, options.rowWeights),
    };
    const least = Math.min(...state.candidates.map(({ bic }) => bic));
    state = {
      candidates: [...state.candidates, candidate],
      best: candidate.bic < least || !state.best ? model : state.best,
      current: undefined,
    };
  }
  return { model: state.best!, candidates: state.candidates };
}

/** The best model of a search that did not end: of the sizes that are done, or else of the fit under way. */
export function bestSoFar({ candidates, best, current }: SearchState): SearchResult | undefined {
  if (best) return { model: best, candidates };
  return current && { model: GaussianMixture.fromCheckpoint(current), candidates };
}

interface SearchJson {
  type: 'baytes-search';
  version: 1;
  candidates: readonly Candidate[];
  best: unknown;
  current: unknown;
}

/** A search's state as plain JSON; numbers survive to the last bit. */
export const searchToJson = ({ candidates, best, current }: SearchState): SearchJson => ({
  type: 'baytes-search',
  version: 1,
  candidates,
  best: best?.toJSON() ?? null,
  current: current ? checkpointToJSON(current) : null,
});

export function searchFromJson(json: unknown): SearchState {
  const found = json as SearchJson;
  if (found?.type !== 'baytes-search' || found.version !== 1 || !Array.isArray(found.candidates)) {
    throw new TypeError('this is not a checkpoint of `baytes fit`, version 1');
  }
  return {
    candidates: found.candidates,
    best: found.best ? GaussianMixture.fromJSON(found.best) : undefined,
    current: found.current ? checkpointFromJSON(found.current) : undefined,
  };
}
