import { foldIn, type Key, key, rowStride, type TopicsPool, topicsPool } from '@baytes/kernels';
import { GammaBeliefNetwork } from './belief-network';
import { CompletionRun, type CompletionScore } from './completion';
import { checkCounts, type Corpus } from './corpus';
import { expectedTopics, thisThread } from './gibbs';
import type { LdaFitting, LdaOptions } from './lda-options';
import { improveAlpha, ldaState, ldaSweep } from './lda-gibbs';
import { expectDocuments, expectedLogTopics, firstTopics, improveTopics } from './lda-variational';
import { minibatches } from './minibatches';
import type { TopicLayer } from './network-state';

/** What a fit says after each sweep, or mini-batch. */
export interface LdaSnapshot {
  readonly step: number;
  readonly total: number;
  readonly metrics: { readonly completion: CompletionScore | undefined };
  /** The model as of now. */
  readonly model: GammaBeliefNetwork;
}

/** What both methods have after a step. */
interface LdaStep {
  readonly step: number;
  readonly total: number;
  readonly alpha: Float32Array;
  topics(): TopicLayer;
}

/** Sweeps from one improvement of alpha to the next, and the first. */
const ALPHA_EVERY = 10;
const ALPHA_FROM = 20;

const PRIORS = { a0: 1, b0: 1, e0: 1, f0: 1 };

/**
 * Latent Dirichlet allocation (Blei, Ng and Jordan, JMLR 2003), by collapsed Gibbs sampling or online variational Bayes.
 *
 * Its model is a network of one layer with r = alpha: given a document's length, gamma proportions of one rate over their sum are Dirichlet.
 * Proportions of new documents, and perplexities, are by Gibbs sweeps with either method.
 *
 * @throws RangeError for documents or options that cannot be fitted, naming the first bad value; the signal's reason when aborted.
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
  const { method = 'gibbs', seed = 0, workers = 1, completion, signal } = options;
  if (method !== 'gibbs' && method !== 'variational')
    throw new RangeError(`method: expected 'gibbs' or 'variational'; got ${method}`);
  check(corpus, options);
  const root = key(seed);
  const run = completion && new CompletionRun(completion, 1);
  const pool = workers > 1 ? await topicsPool(workers) : undefined;
  const modelOf = ({ alpha, step, topics }: LdaStep) =>
    new GammaBeliefNetwork({
      vocabulary: corpus.vocabulary,
      layers: [topics()],
      r: alpha.slice(),
      rates: [1],
      priors: PRIORS,
      steps: step,
    });
  let last: LdaStep | undefined;
  try {
    for await (const now of method === 'gibbs' ? gibbs(corpus, options, root) : variational(corpus, options, root)) {
      signal?.throwIfAborted();
      last = now;
      if (run && isSample(now, completion)) await sample(run, now, foldIn(foldIn(root, now.step), 2), pool);
      yield {
        step: now.step,
        total: now.total,
        metrics: { completion: run?.score() },
        get model() {
          return modelOf(now);
        },
      };
    }
    if (!last) throw new RangeError('sweeps: expected at least 1');
    return modelOf(last);
  } finally {
    await pool?.terminate();
  }
}

function isSample(
  { step, total }: LdaStep,
  { from = Math.floor(total / 2), every = 1 }: { from?: number; every?: number } = {},
) {
  return step > from && (step - from - 1) % every === 0;
}

async function sample(run: CompletionRun, { alpha, topics }: LdaStep, at: Key, pool: TopicsPool | undefined): Promise<void> {
  const layer = topics();
  await run.step({ layers: [layer], r: alpha, predictWith: layer.topics }, at, pool ?? thisThread, true);
}

async function* gibbs(corpus: Corpus, options: LdaOptions, root: Key): AsyncGenerator<LdaStep> {
  const { topics: K, eta = 0.05, sweeps = 500, optimizeAlpha = false } = options;
  const state = ldaState(corpus, K, eta, alphaOf(options), seedsOf(corpus, options), foldIn(root, 0));
  const lengths = corpus.lengths;
  while (state.sweep < sweeps) {
    const at = state.sweep;
    const improves = optimizeAlpha && at >= ALPHA_FROM && at % ALPHA_EVERY === 0;
    const sizes = ldaSweep(state, corpus, eta, foldIn(root, at + 1), improves);
    if (sizes) for (let i = 0; i < 5; i++) improveAlpha(state.r, K, sizes, lengths);
    const topics = () => ({ width: K, topics: expectedTopics(state.layers[0].tally, eta, K) });
    yield { step: state.sweep, total: sweeps, alpha: state.r, topics };
  }
}

async function* variational(corpus: Corpus, options: LdaOptions, root: Key): AsyncGenerator<LdaStep> {
  const { topics: K, eta = 0.05, sweeps = 10, batch = 256, offset = 10, decay = 0.7 } = options;
  if (options.optimizeAlpha) throw new RangeError("optimizeAlpha: only method 'gibbs' fits alpha");
  if (options.seedWords?.length) throw new RangeError("seedWords: only method 'gibbs' begins with them");
  if (!(offset >= 0 && decay >= 0)) throw new RangeError(`offset, decay: expected at least 0; got ${offset} and ${decay}`);
  const V = corpus.vocabulary.length;
  const alpha = alphaOf(options);
  const total = sweeps * Math.floor(corpus.size / Math.min(batch, corpus.size));
  let state = firstTopics(K, V, foldIn(root, 0));
  let step = 0;
  for await (const { corpus: documents, scale } of minibatches(corpus, corpus.size, batch, foldIn(root, 1))) {
    const { expected } = expectDocuments(documents, expectedLogTopics(state), alpha);
    step++;
    state = improveTopics(state, expected, { eta, scale, rho: (offset + step) ** -decay });
    const { lambda } = state;
    const topics = () => ({ width: K, topics: normalised(lambda, K, V) });
    yield { step, total, alpha: padded(alpha), topics };
    if (step >= total) return;
  }
}

/** Expectations of topics, by rows of floats. */
function normalised(lambda: Float64Array, K: number, V: number): Float32Array {
  const stride = rowStride(K);
  const sums = new Float64Array(K);
  for (let i = 0; i < lambda.length; i++) sums[i % K] += lambda[i];
  const topics = new Float32Array(V * stride);
  for (let v = 0; v < V; v++) for (let k = 0; k < K; k++) topics[v * stride + k] = lambda[v * K + k] / sums[k];
  return topics;
}

function padded(alpha: Float64Array): Float32Array {
  const r = new Float32Array(rowStride(alpha.length));
  r.set(alpha);
  return r;
}

function alphaOf({ topics, alpha = 0.1 }: LdaOptions): Float64Array {
  return Float64Array.from({ length: topics }, (_, k) => (typeof alpha === 'object' ? alpha[k] : alpha));
}

function check(corpus: Corpus, options: LdaOptions): void {
  const { topics, eta = 0.05, sweeps = 1 } = options;
  if (!Number.isSafeInteger(topics) || topics < 1)
    throw new RangeError(`topics: expected an integer of at least 1; got ${topics}`);
  if (!Number.isSafeInteger(sweeps) || sweeps < 1)
    throw new RangeError(`sweeps: expected an integer of at least 1; got ${sweeps}`);
  if (!(eta > 0)) throw new RangeError(`eta: expected a positive number; got ${eta}`);
  for (const [k, value] of alphaOf(options).entries())
    if (!(value > 0)) throw new RangeError(`alpha: expected positive numbers, one or ${topics}; got ${value} for topic ${k}`);
  checkCounts(corpus, 'count');
  if (corpus.words.length === 0) throw new RangeError('corpus: every document is empty, or there is none');
}

function seedsOf({ vocabulary }: Corpus, { seedWords = [] }: LdaOptions): number[][] {
  const place = new Map(vocabulary.map((word, v) => [word, v]));
  return seedWords.map((words) =>
    words.map((word) => {
      const v = place.get(word);
      if (v === undefined) throw new RangeError(`seedWords: ${JSON.stringify(word)} is not in the vocabulary`);
      return v;
    }),
  );
}
