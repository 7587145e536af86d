import { foldIn, type Key, rowStride, type SparseCounts, sharedArray, uniformStream } from '@baytes/kernels';
import type { Hands } from './gibbs';
import type { TopicLayer } from './network-state';

/** Documents of which one part is shown to a model, and the other predicted: row j of both is the same document. */
export interface Completion {
  readonly observed: SparseCounts;
  readonly held: SparseCounts;
  /** The first training step whose topics are used; default: half way. */
  readonly from?: number;
  /** Training steps from one sample to the next; default 1. */
  readonly every?: number;
  /** Sweeps of the documents' own variables for each sample; default 1. */
  readonly sweeps?: number;
  /**
   * What each sample predicts with: the expectations of topics and theta given the counts (default; needs fewer samples), or their draws
   * (the papers' protocol).
   */
  readonly rates?: 'expected' | 'drawn';
}

/** A perplexity, and how it was come by. */
export interface CompletionScore {
  readonly perplexity: number;
  /** Posterior samples whose rates were averaged. */
  readonly samples: number;
  /** Of the last sample alone. */
  readonly lastSample: number;
  readonly protocol: string;
}

/** The parts of a network that its documents share. */
export interface SharedVariables {
  readonly layers: readonly TopicLayer[];
  readonly r: Float32Array;
  /** Phi of the first layer to predict with. */
  readonly predictWith?: Float32Array;
  /** Priors of the documents' rates; left out where rates are fixed. */
  readonly priors?: { readonly a0: number; readonly b0: number; readonly e0: number; readonly f0: number } | undefined;
}

/**
 * Per-word perplexity of held-out tokens of documents of which the others are known ("document completion"):
 * exp(-sum y log(average rate / average total rate) / sum y), rates averaged over posterior samples before they are normalised
 * (Zhou et al., "Beta-negative binomial process and Poisson factor analysis", AISTATS 2012).
 */
export class CompletionRun {
  private readonly rates: Float64Array;
  private readonly totals: Float64Array;
  private readonly documentRates: Float64Array;
  private readonly spread: Float64Array;
  private counts: Float32Array[] = [];
  private theta: Float32Array[] = [];
  private widths = '';
  private samples = 0;
  private last = Number.NaN;
  private readonly documents: number;

  constructor(
    private readonly completion: Completion,
    depth: number,
  ) {
    const { observed, held } = completion;
    this.documents = observed.starts.length - 1;
    if (held.starts.length !== observed.starts.length)
      throw new RangeError(`completion: ${this.documents} observed documents and ${held.starts.length - 1} held-out ones`);
    this.rates = sharedArray(Float64Array, held.words.length);
    this.totals = sharedArray(Float64Array, this.documents);
    this.documentRates = sharedArray(Float64Array, this.documents * depth).fill(1);
    this.spread = sharedArray(Float64Array, this.documents);
  }

  /** Sweeps of the documents' own variables under these topics, of which the last is a sample if `keep`. */
  async step(
    shared: SharedVariables,
    key: Key,
    hands: Hands,
    keep: boolean,
    sweeps = this.completion.sweeps ?? 1,
  ): Promise<void> {
    const { observed, held, rates = 'expected' } = this.completion;
    const cold = this.prepare(shared.layers);
    const [before, beforeTotals] = [this.rates.slice(), this.totals.slice()];
    await hands.networkSweeps({
      key,
      documents: observed,
      layers: shared.layers.map((layer, t) => ({ ...layer, counts: this.counts[t], theta: this.theta[t] })),
      r: shared.r,
      rates: this.documentRates,
      spread: this.spread,
      priors: shared.priors ?? { a0: 1, b0: 1, e0: 1, f0: 1 },
      sweeps: cold ? Math.max(2, sweeps) : sweeps,
      ...(shared.priors && { scalesFrom: cold ? 1 : 0 }),
      cold,
      expected: rates === 'expected',
      ...(keep && {
        keepFrom: (cold ? Math.max(2, sweeps) : sweeps) - 1,
        held: {
          starts: held.starts,
          words: held.words,
          rates: this.rates,
          totals: this.totals,
          topics: (rates === 'expected' && shared.predictWith) || shared.layers[0].topics,
        },
      }),
    });
    if (!keep) return;
    this.samples++;
    this.last = this.measure(
      (i) => this.rates[i] - before[i],
      (j) => this.totals[j] - beforeTotals[j],
    );
  }

  score(): CompletionScore {
    const { rates = 'expected', sweeps = 1 } = this.completion;
    return {
      perplexity:
        this.samples === 0
          ? Number.NaN
          : this.measure(
              (i) => this.rates[i],
              (j) => this.totals[j],
            ),
      samples: this.samples,
      lastSample: this.last,
      protocol: `document completion, ${this.samples} averaged ${rates} samples, ${sweeps} ${sweeps === 1 ? 'sweep' : 'sweeps'} each`,
    };
  }

  /** Arrays for these layers; where their widths have changed, new ones, which start cold. */
  private prepare(layers: readonly TopicLayer[]): boolean {
    const widths = layers.map(({ width }) => width).join();
    if (widths === this.widths) return false;
    this.widths = widths;
    this.counts = layers.map(({ width }) => sharedArray(Float32Array, this.documents * rowStride(width)));
    this.theta = layers.map(({ width }) => {
      const stride = rowStride(width);
      const theta = sharedArray(Float32Array, this.documents * stride);
      for (let j = 0; j < this.documents; j++) theta.fill(1 / width, j * stride, j * stride + width);
      return theta;
    });
    return true;
  }

  private measure(rate: (i: number) => number, total: (j: number) => number): number {
    const { starts, counts } = this.completion.held;
    let logs = 0;
    let tokens = 0;
    for (let j = 0; j < this.documents; j++) {
      for (let i = starts[j]; i < starts[j + 1]; i++) {
        logs += counts[i] * Math.log(rate(i) / total(j));
        tokens += counts[i];
      }
    }
    return Math.exp(-logs / tokens);
  }
}

/** A random part of every document's tokens against the rest. */
export function splitTokens(
  documents: SparseCounts,
  heldShare: number,
  key: Key,
): { observed: SparseCounts; held: SparseCounts } {
  const uniform = uniformStream(foldIn(key, 0));
  const parts = [0, 1].map(() => ({ starts: [0], words: [] as number[], counts: [] as number[] }));
  for (let j = 0; j < documents.starts.length - 1; j++) {
    for (let i = documents.starts[j]; i < documents.starts[j + 1]; i++) {
      let held = 0;
      for (let n = documents.counts[i]; n > 0; n--) if (uniform() < heldShare) held++;
      for (const [part, count] of [documents.counts[i] - held, held].entries()) {
        if (count === 0) continue;
        parts[part].words.push(documents.words[i]);
        parts[part].counts.push(count);
      }
    }
    for (const part of parts) part.starts.push(part.words.length);
  }
  const [observed, held] = parts.map(({ starts, words, counts }) => {
    const place = <A extends Uint32Array | Float32Array>(Type: unknown, values: number[]) => {
      const array = sharedArray(Type as never, values.length) as A;
      array.set(values);
      return array;
    };
    return {
      starts: place<Uint32Array>(Uint32Array, starts),
      words: place<Uint32Array>(Uint32Array, words),
      counts: place<Float32Array>(Float32Array, counts),
    };
  });
  return { observed, held };
}
