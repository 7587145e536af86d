import { foldIn, type Key, key, rowStride, type SparseCounts, sharedArray, topicsPool } from '@baytes/kernels';
import { type CompletionScore, CompletionRun } from './completion';
import { checkCounts, type Corpus } from './corpus';
import { unpackFloats, packFloats } from './floats';
import { expectedTopics, gibbsSweep, type Hands, thisThread } from './gibbs';
import { type FittingOptions, type NetworkOptions, type Settled, settle } from './network-options';
import { copyState, firstState, type NetworkState, type TopicLayer, workingState, type WorkingState } from './network-state';
import { type Proportions, proportionsOf, type TransformOptions } from './proportions';
import { addLayer, pruneTop } from './widths';

/** What a fit says after each sweep. */
export interface NetworkSnapshot {
  /** Sweeps done. */
  readonly step: number;
  /** Sweeps in all. */
  readonly total: number;
  readonly metrics: {
    /** Topics of each layer. */
    readonly widths: readonly number[];
    /** Topics of each layer that have any count. */
    readonly active: readonly number[];
    /** Of the documents given as `completion`, once there is a sample. */
    readonly completion: CompletionScore | undefined;
  };
  /** A state to resume from, copied when it is read: read it before the next snapshot is asked for. */
  readonly state: NetworkState;
  /** The model as of now. */
  readonly model: GammaBeliefNetwork;
}

export interface GammaBeliefNetworkJSON {
  type: 'gamma-belief-network';
  version: 1;
  vocabulary: readonly string[];
  layers: { width: number; topics: string }[];
  r: string;
  rate: number[];
  priors: { a0: number; b0: number; e0: number; f0: number };
  steps: number;
}

interface Content {
  readonly vocabulary: readonly string[];
  readonly layers: readonly TopicLayer[];
  readonly r: Float32Array;
  readonly rates: readonly number[];
  readonly priors: { readonly a0: number; readonly b0: number; readonly e0: number; readonly f0: number };
  readonly steps: number;
}

/**
 * A Poisson gamma belief network (Zhou, Cong and Chen, "Augmentable gamma belief networks", JMLR 2016), also known as deep latent Dirichlet
 * allocation; with one layer it is Poisson factor analysis. A fitted model never changes.
 *
 * @example
 * const model = await GammaBeliefNetwork.fit(corpus, { layers: [32, 16] });
 * model.topWords(0); // the ten likeliest words of the first topic
 */
export class GammaBeliefNetwork {
  readonly vocabulary: readonly string[];
  /** From the words up: Phi by rows of `rowStride(width)` floats, expectations given the last sweep's counts. */
  readonly layers: readonly TopicLayer[];
  /** Shapes of the top layer's theta. */
  readonly r: Float32Array;
  /** Medians of c_2 .. c_T+1 over the training documents. */
  readonly rates: readonly number[];
  readonly priors: { readonly a0: number; readonly b0: number; readonly e0: number; readonly f0: number };
  /** Sweeps, or mini-batches, that it was trained for. */
  readonly steps: number;

  constructor(content: Content) {
    this.vocabulary = content.vocabulary;
    this.layers = content.layers;
    this.r = content.r;
    this.rates = content.rates;
    this.priors = content.priors;
    this.steps = content.steps;
    Object.freeze(this);
  }

  /**
   * Fits a network by Gibbs sampling.
   *
   * @throws RangeError for documents or options that cannot be fitted, naming the first bad value; the signal's reason when aborted.
   */
  static async fit(
    corpus: Corpus,
    options: NetworkOptions & FittingOptions & { onProgress?: (snapshot: NetworkSnapshot) => void },
  ): Promise<GammaBeliefNetwork> {
    const steps = GammaBeliefNetwork.fitting(corpus, options);
    for (;;) {
      const { done, value } = await steps.next();
      if (done) return value;
      options.onProgress?.(value);
    }
  }

  /** The same as a stream of snapshots, each with a state to resume from; returns the model. */
  static async *fitting(
    corpus: Corpus,
    options: NetworkOptions & FittingOptions,
  ): AsyncGenerator<NetworkSnapshot, GammaBeliefNetwork> {
    const plan = settle(options);
    checkCorpus(corpus, plan);
    const root = key(plan.seed);
    const fresh = firstState(corpus, corpus.vocabulary.length, plan, seedsOf(corpus, plan), foldIn(root, 0));
    if (options.resume && options.resume.fingerprint !== fresh.fingerprint)
      throw new RangeError('resume: this state is of other documents or other options; give the same, or start anew');
    const state = options.resume ? workingState(options.resume) : fresh;
    const { workers = 1, completion, signal } = options;
    const pool = workers > 1 ? await topicsPool(workers) : undefined;
    const hands: Hands = pool ?? thisThread;
    const total = totalSweeps(plan);
    const run = completion && new CompletionRun(completion, plan.layers.length);
    const from = completion?.from ?? Math.floor(total / 2);
    try {
      for (; state.sweep < total; ) {
        signal?.throwIfAborted();
        const at = state.sweep;
        const sweepKey = foldIn(root, at + 1);
        if (!beginPhase(state, plan, foldIn(sweepKey, 1))) break;
        await gibbsSweep(state, corpus, plan, foldIn(sweepKey, 0), hands);
        endPhase(state, plan);
        if (run && state.layers.length === plan.layers.length) {
          const keep = at >= from && (at - from) % (completion?.every ?? 1) === 0;
          if (keep || at >= from - 20)
            await run.step({ ...state, ...withExpected(state, plan), priors: plan }, foldIn(sweepKey, 2), hands, keep);
        }
        yield {
          step: state.sweep,
          total,
          metrics: {
            widths: state.layers.map(({ width }) => width),
            active: state.layers.map(activeTopics),
            completion: run?.score(),
          },
          get state() {
            return copyState(state);
          },
          get model() {
            return modelOf(state, corpus.vocabulary, plan);
          },
        };
      }
      return modelOf(state, corpus.vocabulary, plan);
    } finally {
      await pool?.terminate();
    }
  }

  /** The model that `toJSON` wrote; numbers survive to the last bit. */
  static fromJSON(json: unknown): GammaBeliefNetwork {
    const found = json as GammaBeliefNetworkJSON;
    if (found?.type !== 'gamma-belief-network' || found.version !== 1)
      throw new TypeError('json: this is not a gamma belief network, version 1');
    let rows = found.vocabulary.length;
    const layers = found.layers.map(({ width, topics }, t) => {
      const floats = unpackFloats(`layers[${t}].topics`, topics, rows * rowStride(width));
      rows = width;
      return { width, topics: floats };
    });
    return new GammaBeliefNetwork({ ...found, layers, r: unpackFloats('r', found.r, rowStride(rows)), rates: found.rate });
  }

  toJSON(): GammaBeliefNetworkJSON {
    return {
      type: 'gamma-belief-network',
      version: 1,
      vocabulary: this.vocabulary,
      layers: this.layers.map(({ width, topics }) => ({ width, topics: packFloats(topics) })),
      r: packFloats(this.r),
      rate: [...this.rates],
      priors: this.priors,
      steps: this.steps,
    };
  }

  /** Number of layers. */
  get depth(): number {
    return this.layers.length;
  }

  /**
   * Topics of layer t (0 is the first) as distributions over words: the columns of Phi_1 Phi_2 ... Phi_t, one array each.
   */
  topicWords(t = 0): Float64Array[] {
    this.checkLayer(t);
    const { width } = this.layers[t];
    return Array.from({ length: width }, (_, k) => {
      let weights = Float64Array.from({ length: width }, (_, i) => (i === k ? 1 : 0));
      for (let below = t; below >= 0; below--) {
        const layer = this.layers[below];
        const stride = rowStride(layer.width);
        const next = new Float64Array(layer.topics.length / stride);
        for (let v = 0; v < next.length; v++)
          for (let i = 0; i < layer.width; i++) if (weights[i] > 0) next[v] += layer.topics[v * stride + i] * weights[i];
        weights = next;
      }
      return weights;
    });
  }

  /** The `n` likeliest words of topic k of layer t, with their probabilities. */
  topWords(k: number, t = 0, n = 10): { word: string; probability: number }[] {
    this.checkLayer(t);
    const { width } = this.layers[t];
    if (!(Number.isInteger(k) && k >= 0 && k < width))
      throw new RangeError(`k: layer ${t} has topics 0 to ${width - 1}; got ${k}`);
    const probabilities = this.topicWords(t)[k];
    return Array.from(probabilities.keys())
      .sort((a, b) => probabilities[b] - probabilities[a] || a - b)
      .slice(0, n)
      .map((v) => ({ word: this.vocabulary[v], probability: probabilities[v] }));
  }

  /**
   * Every document's proportions of the topics of a layer: means of theta over its sum, over Gibbs sweeps under fixed topics.
   *
   * @throws RangeError where the corpus has another vocabulary.
   */
  async transform(corpus: Corpus, options: TransformOptions = {}): Promise<Proportions> {
    if (corpus.vocabulary.length !== this.vocabulary.length)
      throw new RangeError(
        `corpus: ${corpus.vocabulary.length} words, and the model knows ${this.vocabulary.length}; make it over the model's vocabulary`,
      );
    this.checkLayer(options.layer ?? 0);
    return proportionsOf(this, corpus, options);
  }

  /**
   * Document completion under these topics alone: the perplexity of held-out tokens, theta averaged over `samples` sweeps.
   */
  async perplexity(
    observed: SparseCounts,
    held: SparseCounts,
    {
      burn = 50,
      samples = 50,
      seed = 0,
      workers = 1,
    }: { burn?: number; samples?: number; seed?: number; workers?: number } = {},
  ): Promise<CompletionScore> {
    const run = new CompletionRun({ observed, held }, this.depth);
    const pool = workers > 1 ? await topicsPool(workers) : undefined;
    try {
      for (let i = 0; i < burn + samples; i++) await run.step(this, foldIn(key(seed), i), pool ?? thisThread, i >= burn);
    } finally {
      await pool?.terminate();
    }
    const score = run.score();
    return { ...score, protocol: `${score.protocol}, topics fixed` };
  }

  private checkLayer(t: number): void {
    if (!(Number.isInteger(t) && t >= 0 && t < this.depth))
      throw new RangeError(`layer: the model has layers 0 to ${this.depth - 1}; got ${t}`);
  }
}

function checkCorpus(corpus: Corpus, plan: Settled): void {
  if (corpus.size === 0) throw new RangeError('corpus: expected at least one document; got none');
  if (corpus.words.length === 0) throw new RangeError('corpus: every document is empty');
  checkCounts(corpus, plan.link);
}

function seedsOf({ vocabulary }: Corpus, { seedWords }: Settled): number[][] {
  const place = new Map(vocabulary.map((word, v) => [word, v]));
  return seedWords.map((words, k) =>
    words.map((word) => {
      const v = place.get(word);
      if (v === undefined) throw new RangeError(`seedWords: ${JSON.stringify(word)} of topic ${k} is not in the vocabulary`);
      return v;
    }),
  );
}

function totalSweeps({ layerwise, layers, sweeps }: Settled): number {
  return layerwise ? layers.length * (layerwise.burn + layerwise.collect) : sweeps;
}

/** Adds a layer where one is due; false where no more can be. */
function beginPhase(state: WorkingState, plan: Settled, at: Key): boolean {
  if (!plan.layerwise) return true;
  const each = plan.layerwise.burn + plan.layerwise.collect;
  const due = Math.floor(state.sweep / each) + 1;
  if (state.layers.length >= due) return true;
  return addLayer(state, plan.layers[due - 1], at);
}

function endPhase(state: WorkingState, { layerwise }: Settled): void {
  if (layerwise && state.sweep % (layerwise.burn + layerwise.collect) === layerwise.burn) pruneTop(state);
}

function activeTopics({ tally, width }: { tally: Uint32Array; width: number }): number {
  const stride = rowStride(width);
  const seen = new Uint8Array(stride);
  for (let i = 0; i < tally.length; i++) if (tally[i] > 0) seen[i % stride] = 1;
  return seen.reduce((sum, each) => sum + each, 0);
}

const withExpected = (state: WorkingState, plan: Settled) => ({
  predictWith: expectedTopics(state.layers[0].tally, plan.eta[0], state.layers[0].width),
});

function modelOf(state: WorkingState, vocabulary: readonly string[], { eta, a0, b0, e0, f0 }: Settled): GammaBeliefNetwork {
  const T = state.layers.length;
  const r = sharedArray(Float32Array, state.r.length);
  r.set(state.r);
  return new GammaBeliefNetwork({
    vocabulary,
    layers: state.layers.map(({ width, tally }, t) => ({ width, topics: expectedTopics(tally, eta[t], width) })),
    r,
    rates: Array.from({ length: T }, (_, t) => median(state.rates.filter((_, i) => i % T === t))),
    priors: { a0, b0, e0, f0 },
    steps: state.sweep,
  });
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
