// Deep latent Dirichlet allocation by stochastic gradient MCMC (Cong, Chen, Liu and Zhou, ICML 2017): of each mini-batch, Gibbs sweeps of
// its documents under the topics as they are; then a Langevin step of the topics and r.
import { foldIn, type Key, key, restaurantTables, rowStride, sharedArray, split, topicsPool } from '@baytes/kernels';
import {
  sgrld,
  type StepSizes,
  type TopicKernel,
  type TopicLangevinOptions,
  type TopicPosition,
  type TopicState,
  type TopicStatistics,
  tlasgr,
  tlfsgr,
} from '@baytes/sgmcmc';
import { GammaBeliefNetwork } from './belief-network';
import { type Completion, CompletionRun, type CompletionScore } from './completion';
import { checkCounts, Corpus } from './corpus';
import { type Hands, thisThread } from './gibbs';
import { type CorpusBatches, type Minibatch, minibatches } from './minibatches';
import { evenly, newLayer } from './network-state';

export interface DldaOptions {
  readonly layers: readonly number[];
  /** Mini-batches; default 3500, the paper's for 20 Newsgroups. */
  readonly batches?: number;
  /** Documents of a mini-batch; default 200. */
  readonly batch?: number;
  /** How many documents there are, where they come as a stream. */
  readonly documents?: number;
  /** `'tlasgr'` (default), or the baselines `'tlfsgr'` and `'sgrld'`. */
  readonly sampler?: 'tlasgr' | 'tlfsgr' | 'sgrld';
  /** Sweeps of a mini-batch before those that count, and those; default 20 and 10 times the number of layers. */
  readonly burn?: number;
  readonly collect?: number;
  /** Whether a document starts where its last sweep ended, if the corpus is in memory; default false. */
  readonly warm?: boolean;
  /** Whether expected counts take the place of sampled ones (Rao-Blackwell); default false. */
  readonly expectedCounts?: boolean;
  readonly eta?: number | readonly number[];
  readonly steps?: StepSizes;
  readonly sizeSteps?: StepSizes;
  readonly boundary?: TopicLangevinOptions['boundary'];
  readonly a0?: number;
  readonly b0?: number;
  readonly e0?: number;
  readonly f0?: number;
  readonly seed?: number;
}

export interface DldaFitting {
  readonly workers?: number;
  readonly completion?: Completion;
  readonly signal?: AbortSignal;
  /** A state to go on from, of the same documents and options. */
  readonly resume?: DldaState;
}

/** What the next mini-batch needs. Plain data, never changed. */
export interface DldaState {
  readonly version: 1;
  readonly batchesDone: number;
  readonly sampler: TopicState;
}

export interface DldaSnapshot {
  readonly step: number;
  readonly total: number;
  readonly metrics: { readonly completion: CompletionScore | undefined; readonly stepSize: number };
  readonly state: DldaState;
  readonly model: GammaBeliefNetwork;
}

const KERNELS = { tlasgr, tlfsgr, sgrld };

/**
 * Fits a deep LDA to documents in mini-batches, which may be a stream larger than memory.
 *
 * @param vocabulary of the stream; a corpus has its own.
 */
export async function fitDlda(
  source: CorpusBatches,
  options: DldaOptions & DldaFitting & { vocabulary?: readonly string[]; onProgress?: (snapshot: DldaSnapshot) => void },
): Promise<GammaBeliefNetwork> {
  const steps = fittingDlda(source, options);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    options.onProgress?.(value);
  }
}

/** The same as a stream of snapshots; returns the model. */
export async function* fittingDlda(
  source: CorpusBatches,
  options: DldaOptions & DldaFitting & { vocabulary?: readonly string[] },
): AsyncGenerator<DldaSnapshot, GammaBeliefNetwork> {
  const { layers: widths, batches = 3500, batch = 200, sampler = 'tlasgr', eta = 0.05, seed = 0, warm = false } = options;
  const T = widths.length;
  if (T === 0) throw new RangeError('layers: expected the number of topics of at least one layer; got none');
  const vocabulary = source instanceof Corpus ? source.vocabulary : options.vocabulary;
  const documents = source instanceof Corpus ? source.size : options.documents;
  if (!vocabulary) throw new RangeError('vocabulary: a stream of batches needs it');
  if (!documents) throw new RangeError('documents: a stream of batches needs the number of all documents, at least 1');
  if (warm && !(source instanceof Corpus)) throw new RangeError('warm: a stream keeps nothing of its documents; leave it out');
  const priors = { a0: options.a0 ?? 0.01, b0: options.b0 ?? 0.01, e0: options.e0 ?? 1, f0: options.f0 ?? 1 };
  const kernel: TopicKernel = KERNELS[sampler](langevinOptions(options));
  const root = key(seed);
  let state: TopicState = options.resume?.sampler ?? kernel.init(firstPosition(vocabulary.length, widths, foldIn(root, 0)));
  const { workers = 1, completion, signal } = options;
  const pool = workers > 1 ? await topicsPool(workers) : undefined;
  const hands: Hands = pool ?? thisThread;
  const run = completion && new CompletionRun(completion, T);
  const from = completion?.from ?? Math.floor(batches / 2);
  const local = new LocalSweeps(widths, priors, options, warm ? documents : 0, hands);
  const model = (steps: number) =>
    new GammaBeliefNetwork({
      vocabulary,
      layers: state.position.layers,
      r: state.position.r,
      rates: widths.map(() => 1),
      priors,
      steps,
    });
  let done = options.resume?.batchesDone ?? 0;
  try {
    if (done < batches) {
      for await (const minibatch of minibatches(source, documents, batch, foldIn(root, 1), done)) {
        signal?.throwIfAborted();
        checkCounts(minibatch.corpus, 'count');
        const [inner, outer, test] = split(foldIn(root, done + 2), 3);
        const statistics = await local.statistics(state.position, minibatch, inner);
        const stepped = kernel.step(outer, state, statistics);
        state = stepped.state;
        done++;
        if (run) {
          const keep = done > from && (done - from - 1) % (completion?.every ?? 1) === 0;
          if (keep || done > from - 20) await run.step({ ...state.position, priors }, test, hands, keep);
        }
        const now = state;
        const at = done;
        yield {
          step: done,
          total: batches,
          metrics: { completion: run?.score(), stepSize: stepped.info.stepSize },
          state: { version: 1, batchesDone: at, sampler: now },
          get model() {
            return model(at);
          },
        };
        if (done >= batches) break;
      }
    }
    return model(done);
  } finally {
    await pool?.terminate();
  }

  function langevinOptions({ steps, sizeSteps, boundary }: DldaOptions): TopicLangevinOptions {
    return { eta, ...(steps && { steps }), ...(sizeSteps && { sizeSteps }), ...(boundary && { boundary }) };
  }
}

/** Columns of Dirichlet(1) draws, and r_k = 1 / K. */
function firstPosition(V: number, widths: readonly number[], at: Key): TopicPosition {
  const layers = widths.map((width, t) => {
    const { topics } = newLayer(0, t === 0 ? V : widths[t - 1], width, foldIn(at, t));
    return { width, topics };
  });
  return { layers, r: evenly(widths[widths.length - 1]) };
}

/** Gibbs sweeps of a mini-batch's own variables, and what they say of the shared ones. */
class LocalSweeps {
  private readonly burn: number;
  private readonly collect: number;
  private readonly kept: { counts: Float32Array[]; rates: Float64Array; seen: Uint8Array } | undefined;

  constructor(
    private readonly widths: readonly number[],
    private readonly priors: { a0: number; b0: number; e0: number; f0: number },
    private readonly options: DldaOptions,
    warmDocuments: number,
    private readonly hands: Hands,
  ) {
    const T = widths.length;
    this.burn = options.burn ?? 20 * T;
    this.collect = options.collect ?? 10 * T;
    if (this.collect < 1) throw new RangeError(`collect: expected at least 1 sweep; got ${this.collect}`);
    this.kept =
      warmDocuments > 0
        ? {
            counts: widths.map((width) => new Float32Array(warmDocuments * rowStride(width))),
            rates: new Float64Array(warmDocuments * T).fill(1),
            seen: new Uint8Array(warmDocuments),
          }
        : undefined;
  }

  async statistics(position: TopicPosition, { corpus, numbers, scale }: Minibatch, at: Key): Promise<TopicStatistics> {
    const n = corpus.size;
    const T = this.widths.length;
    const { collect, kept } = this;
    const expects = this.options.expectedCounts ?? false;
    // Sweeps go on where a document was only if all of the batch have been seen.
    const warm = kept?.seen !== undefined && numbers.every((j) => kept.seen[j] === 1);
    const layers = position.layers.map(({ width, topics }, t) => {
      const stride = rowStride(width);
      const theta = sharedArray(Float32Array, n * stride);
      const counts = sharedArray(Float32Array, n * stride);
      for (let j = 0; j < n; j++) {
        theta.fill(1 / width, j * stride, j * stride + width);
        if (warm) counts.set(kept!.counts[t].subarray(numbers[j] * stride, (numbers[j] + 1) * stride), j * stride);
      }
      const expectation = expects ? sharedArray(Float32Array, topics.length) : undefined;
      const tally = expects ? undefined : sharedArray(Uint32Array, topics.length);
      return { width, topics, theta, counts, expectation, tally };
    });
    const top = position.r.length;
    const restaurants = { sizes: sharedArray(Uint32Array, 256 * top), late: sharedArray(Uint32Array, top) };
    const expectedTables = sharedArray(Float64Array, top);
    const rates = sharedArray(Float64Array, n * T).fill(1);
    if (warm) for (let j = 0; j < n; j++) rates.set(kept!.rates.subarray(numbers[j] * T, (numbers[j] + 1) * T), j * T);
    const spread = sharedArray(Float64Array, n);
    await this.hands.networkSweeps({
      key: at,
      documents: corpus,
      numbers,
      layers: layers.map(({ expectation, tally, ...layer }) => ({
        ...layer,
        ...(tally ? { tally } : { expectation: expectation! }),
      })),
      r: position.r,
      ...(expects ? { expectedTables } : { restaurants }),
      rates,
      spread,
      priors: this.priors,
      sweeps: this.burn + collect,
      keepFrom: this.burn,
      scalesFrom: warm ? 0 : Math.min(this.burn >> 1, 10),
      cold: !warm,
    });
    if (kept) {
      for (const [j, number] of numbers.entries()) {
        kept.seen[number] = 1;
        kept.rates.set(rates.subarray(j * T, (j + 1) * T), number * T);
        for (const [t, { counts, width }] of layers.entries()) {
          const stride = rowStride(width);
          kept.counts[t].set(counts.subarray(j * stride, (j + 1) * stride), number * stride);
        }
      }
    }
    const tables = expects ? expectedTables : restaurantTables(foldIn(at, 1), restaurants, position.r);
    return {
      counts: layers.map(({ topics, tally, expectation }) => {
        const counts = tally ? new Float32Array(tally) : topics.slice();
        for (let i = 0; i < counts.length; i++) counts[i] *= (expectation ? expectation[i] * scale : scale) / collect;
        return counts;
      }),
      tables: Float64Array.from(tables, (count) => (count * scale) / collect),
      spread: spread.reduce((sum, q) => sum + q, 0) * scale,
    };
  }
}
