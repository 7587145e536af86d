import { foldIn, key, topicsPool } from '@baytes/kernels';
import { GammaBeliefNetwork } from './belief-network';
import { CompletionRun, type CompletionScore } from './completion';
import { checkCounts, type Corpus } from './corpus';
import { expectedTopics, thisThread } from './gibbs';
import type { LdaFitting, LdaOptions } from './lda-options';
import { improveAlpha, ldaState, ldaSweep } from './lda-gibbs';

/** What a fit says after each sweep, or mini-batch. */
export interface LdaSnapshot {
  readonly step: number;
  readonly total: number;
  readonly metrics: { readonly completion: CompletionScore | undefined };
  /** The model as of now. */
  readonly model: GammaBeliefNetwork;
}

/** Sweeps from one improvement of alpha to the next, and the first. */
const ALPHA_EVERY = 10;
const ALPHA_FROM = 20;

const PRIORS = { a0: 1, b0: 1, e0: 1, f0: 1 };

/**
 * Latent Dirichlet allocation (Blei, Ng and Jordan, JMLR 2003) by collapsed Gibbs sampling.
 *
 * Its model is a network of one layer with r = alpha: given a document's length, gamma proportions of one rate over their sum are Dirichlet.
 *
 * @example
 * const model = await fitLda(corpus, { topics: 20 });
 * model.topWords(0);
 */
export async function fitLda(
  corpus: Corpus,
  options: LdaOptions & LdaFitting & { onProgress?: (snapshot: LdaSnapshot) => void },
): Promise<GammaBeliefNetwork> {
  const steps = fittingLda(corpus, options);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    options.onProgress?.(value);
  }
}

/** The same as a stream of snapshots; returns the model. */
export async function* fittingLda(
  corpus: Corpus,
  options: LdaOptions & LdaFitting,
): AsyncGenerator<LdaSnapshot, GammaBeliefNetwork> {
  const { topics: K, eta = 0.05, sweeps = 500, seed = 0, optimizeAlpha = false, workers = 1, completion, signal } = options;
  if (!Number.isSafeInteger(K) || K < 1) throw new RangeError(`topics: expected an integer of at least 1; got ${K}`);
  const alpha = Float64Array.from({ length: K }, (_, k) =>
    typeof options.alpha === 'object' ? options.alpha[k] : (options.alpha ?? 0.1),
  );
  alpha.forEach((value, k) => {
    if (!(value > 0)) throw new RangeError(`alpha: expected positive numbers, one or ${K}; got ${value} for topic ${k}`);
  });
  checkCounts(corpus, 'count');
  if (corpus.words.length === 0) throw new RangeError('corpus: every document is empty, or there is none');
  const place = new Map(corpus.vocabulary.map((word, v) => [word, v]));
  const seeds = (options.seedWords ?? []).map((words) => words.map((word) => place.get(word) ?? missing(word)));
  const root = key(seed);
  const state = ldaState(corpus, K, eta, alpha, seeds, foldIn(root, 0));
  const lengths = corpus.lengths;
  const run = completion && new CompletionRun(completion, 1);
  const from = completion?.from ?? Math.floor(sweeps / 2);
  const pool = workers > 1 ? await topicsPool(workers) : undefined;
  const expected = () => expectedTopics(state.layers[0].tally, eta, K);
  const model = () =>
    new GammaBeliefNetwork({
      vocabulary: corpus.vocabulary,
      layers: [{ width: K, topics: expected() }],
      r: state.r.slice(),
      rates: [1],
      priors: PRIORS,
      steps: state.sweep,
    });
  try {
    while (state.sweep < sweeps) {
      signal?.throwIfAborted();
      const at = state.sweep;
      const improves = optimizeAlpha && at >= ALPHA_FROM && at % ALPHA_EVERY === 0;
      const sizes = ldaSweep(state, corpus, eta, foldIn(root, at + 1), improves);
      if (sizes) for (let i = 0; i < 5; i++) improveAlpha(state.r, K, sizes, lengths);
      if (run) {
        const keep = at >= from && (at - from) % (completion?.every ?? 1) === 0;
        if (keep) {
          const topics = expected();
          const shared = { layers: [{ width: K, topics }], r: state.r, predictWith: topics };
          await run.step(shared, foldIn(foldIn(root, at + 1), 2), pool ?? thisThread, true);
        }
      }
      yield {
        step: state.sweep,
        total: sweeps,
        metrics: { completion: run?.score() },
        get model() {
          return model();
        },
      };
    }
    return model();
  } finally {
    await pool?.terminate();
  }
}

function missing(word: string): never {
  throw new RangeError(`seedWords: ${JSON.stringify(word)} is not in the vocabulary`);
}
