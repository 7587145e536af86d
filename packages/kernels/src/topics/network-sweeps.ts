import { type Key, split } from '../threefry';
import { TopicsFrame, topicsModule } from './engine';
import { documentRange, rowStride, type SparseCounts } from './sparse-counts';

/** One layer of a Poisson gamma belief network, and what each document has there. Rows have `rowStride(width)` floats. */
export interface NetworkLayer {
  /** Number of topics. */
  readonly width: number;
  /** Phi: a row for each word, or topic of the layer below; columns sum to 1, those past the width are 0. */
  readonly topics: Float32Array;
  /** documents x stride: counts by topic, from the last sweep to the next. */
  readonly counts: Float32Array;
  /** documents x stride. */
  readonly theta: Float32Array;
  /** In the layout of `topics`: kept sweeps add how many tokens went from where to where. */
  readonly tally?: Uint32Array;
  /** In the layout of `topics`: kept sweeps add expected counts, over Phi (Rao-Blackwell). */
  readonly expectation?: Float32Array;
  /** documents x stride: kept sweeps add theta over its sum. */
  readonly proportions?: Float32Array;
}

/** How observations come from Poisson counts: as they are, whether they are not 0, or as gamma sums of that many terms. */
export type Link = 'count' | 'binary' | 'positive';

/** Words of each document whose rates are wanted. */
export interface HeldOut {
  readonly starts: Uint32Array;
  readonly words: Uint32Array;
  /** Kept sweeps add sum_k topics[word][k] theta_k for each word ... */
  readonly rates: Float64Array;
  /** ... and sum_k theta_k for each document. */
  readonly totals: Float64Array;
  readonly topics: Float32Array;
}

/** State of the sampler that integrates theta_1 and Phi_1 out; theta_1 stays as it was, and cannot be predicted with. */
export interface Collapsed {
  readonly eta: number;
  /** The topic of every token, in the documents' order. */
  readonly assignments: Uint16Array;
  /** vocabulary x stride: tokens by word and topic. */
  readonly tokens: Float32Array;
  /** stride: tokens by topic. */
  readonly sizes: Float32Array;
}

/** Restaurants of the top layer, by topic and size. */
export interface Restaurants {
  /** stride x 256: how many had 1, 2, ..., 255, and at least 256 customers. */
  readonly sizes: Uint32Array;
  /** stride: tables opened by customers from the 256th on. */
  readonly late: Uint32Array;
}

/** Everything that sweeps read and write, in place. */
export interface Sweeps {
  readonly key: Key;
  readonly documents: SparseCounts;
  /** What the random numbers of each document go by; its place by default. */
  readonly numbers?: Uint32Array;
  /** From the words up. */
  readonly layers: readonly NetworkLayer[];
  /** stride of the top layer: shapes of theta_T, 0 past the width. */
  readonly r: Float32Array;
  /** What tables CRT(m_T, r) depend on; kept sweeps add to it. See `restaurantTables`. */
  readonly restaurants?: Restaurants;
  /** stride of the top layer: kept sweeps add the expected tables of CRT(m_T, r). */
  readonly expectedTables?: Float64Array;
  /** documents x layers: c_2 .. c_T+1. */
  readonly rates: Float64Array;
  /** documents: receives -log(1 - p_T+1). */
  readonly spread: Float64Array;
  /** documents: a_j of the positive link. */
  readonly weights?: Float64Array;
  readonly link?: Link;
  readonly collapsed?: Collapsed;
  /** Beta(a0, b0) of p_2, Gamma(e0, f0) of the rates above it. */
  readonly priors: { readonly a0: number; readonly b0: number; readonly e0: number; readonly f0: number };
  readonly sweeps: number;
  /** The first sweep that is counted. */
  readonly keepFrom?: number;
  /** The first sweep that samples rates; never if left out. */
  readonly scalesFrom?: number;
  /** Whether the first sweep takes theta as it is given, and starts with splitting words. */
  readonly cold?: boolean;
  /** Whether predictions and proportions take the expectation of theta_1 given its counts instead of its draw. */
  readonly expected?: boolean;
  readonly held?: HeldOut;
}

/** Documents that a call copies through the kernels' memory. */
const CHUNK = 256;

/**
 * Gibbs sweeps of documents under fixed topics: see assembly/topics/belief-network.ts. Document j's results depend on the key, on its
 * own number and state, and on the topics alone, in whatever order or part of a corpus it is done; the collapsed sampler is the exception,
 * whose tokens see each other.
 *
 * @param from the first document to do; the end is `to`.
 */
export function networkSweeps(job: Sweeps, from = 0, to = job.documents.starts.length - 1): void {
  const { documents, layers, held, collapsed, link = 'count', cold = false, expected = false, sweeps } = job;
  if (collapsed && (held || layers[0].proportions))
    throw new RangeError('collapsed: theta_1 is integrated out; predictions and proportions need sweeps that draw it');
  const T = layers.length;
  const strides = layers.map(({ width }) => rowStride(width));
  const widest = Math.max(...strides);
  const wasm = topicsModule.exports();
  const frame = new TopicsFrame();
  const optional = (values: Float32Array | Float64Array | Uint32Array | undefined) => (values ? frame.put(values) : 0);
  const most = Math.min(CHUNK, to - from);
  const placed = layers.map((layer, t) => ({
    topics: collapsed && t === 0 ? 0 : frame.put(layer.topics),
    tally: t === 0 && collapsed ? frame.put(collapsed.tokens) : optional(layer.tally),
    expectation: optional(layer.expectation),
    counts: frame.reserveBytes(4 * most * strides[t]),
    theta: frame.reserveBytes(4 * most * strides[t]),
    proportions: layer.proportions ? frame.reserveBytes(4 * most * strides[t]) : 0,
    near: t === 0 && layer.tally && !collapsed ? frame.put(new Uint16Array(layer.topics.length)) : 0,
  }));
  const table = frame.put(
    Uint32Array.from(
      placed.flatMap(({ topics, tally, expectation, counts, theta, proportions, near }, t) => [
        ...[layers[t].width, strides[t], topics, tally, expectation, counts, theta, proportions, near, 0],
      ]),
    ),
  );
  const r = frame.put(job.r);
  const sizesOfRestaurants = optional(job.restaurants?.sizes);
  const late = optional(job.restaurants?.late);
  const expectedTables = optional(job.expectedTables);
  const { a0, b0, e0, f0 } = job.priors;
  const vocabulary = layers[0].topics.length / strides[0];
  const settings = frame.put(Float64Array.of(a0, b0, e0, f0, collapsed?.eta ?? 0, (collapsed?.eta ?? 0) * vocabulary));
  const sizes = collapsed ? frame.put(collapsed.sizes) : 0;
  const heldTopics = optional(held && (held.topics === layers[0].topics && placed[0].topics ? undefined : held.topics));
  const scratch = frame.reserveBytes(wasm.networkScratch(widest, T));
  const flags =
    (cold ? 1 : 0) |
    (job.scalesFrom === undefined ? 0 : 2) |
    (link === 'binary' ? 4 : 0) |
    (link === 'positive' ? 8 : 0) |
    (expected ? 16 : 0) |
    (collapsed ? 32 : 0);
  const [words, vectors] = split(job.key, 2);

  let tokens = collapsed ? tokensBefore(documents, from) : 0;
  for (let start = from; start < to; start += most) {
    const end = Math.min(to, start + most);
    const chunk = new Chunk(frame, start, end);
    const rows = documentRange(documents, start, end);
    const [starts, ids, counts] = [frame.put(rows.starts), frame.put(rows.words), frame.put(rows.counts)];
    const numbers = frame.put(
      job.numbers?.subarray(start, end) ?? Uint32Array.from({ length: end - start }, (_, i) => start + i),
    );
    for (const [t, layer] of layers.entries()) {
      chunk.both(placed[t].counts, layer.counts, strides[t]);
      chunk.both(placed[t].theta, layer.theta, strides[t]);
      if (layer.proportions) chunk.both(placed[t].proportions, layer.proportions, strides[t]);
    }
    const rates = chunk.both(undefined, job.rates, T);
    const spread = chunk.both(undefined, job.spread, 1);
    const weights = job.weights ? chunk.both(undefined, job.weights, 1) : 0;
    let assignments = 0;
    if (collapsed) {
      const after = tokens + rows.counts.reduce((sum, count) => sum + count, 0);
      assignments = chunk.range(collapsed.assignments, tokens, after);
      tokens = after;
    }
    let heldArguments = [0, 0, 0, 0];
    if (held) {
      const [first, last] = [held.starts[start], held.starts[end]];
      heldArguments = [
        frame.put(held.starts.slice(start, end + 1).map((at) => at - first)),
        frame.put(held.words.subarray(first, last)),
        chunk.range(held.rates, first, last),
        chunk.both(undefined, held.totals, 1),
      ];
    }
    wasm.networkSweeps(
      ...[...words, ...vectors, table, T, widest, vocabulary, r, sizesOfRestaurants, late, expectedTables, settings],
      ...[starts, ids, counts, numbers, end - start, rates, spread, weights, assignments, sizes],
      ...[sweeps, job.keepFrom ?? 0, job.scalesFrom ?? 0, flags, ...heldArguments, heldTopics || placed[0].topics, scratch],
    );
    chunk.fetch();
  }
  for (const [t, { tally, expectation }] of layers.entries()) {
    if (tally && !(collapsed && t === 0)) frame.get(placed[t].tally, tally);
    if (expectation) frame.get(placed[t].expectation, expectation);
  }
  if (collapsed) {
    frame.get(placed[0].tally, collapsed.tokens);
    frame.get(sizes, collapsed.sizes);
  }
  if (job.restaurants) {
    frame.get(sizesOfRestaurants, job.restaurants.sizes);
    frame.get(late, job.restaurants.late);
  }
  if (job.expectedTables) frame.get(expectedTables, job.expectedTables);
}

/** Memory of some documents: released when the chunk has been fetched. */
class Chunk {
  private readonly outputs: { address: number; into: Float32Array | Float64Array | Uint16Array }[] = [];
  private readonly mark: number;

  constructor(
    private readonly frame: TopicsFrame,
    private readonly start: number,
    private readonly end: number,
  ) {
    this.mark = frame.mark();
  }

  /** The documents' rows of an array of `each` numbers a document, at `address` or at a new one; fetched in the end. */
  both(address: number | undefined, values: Float32Array | Float64Array, each: number): number {
    const into = values.subarray(this.start * each, this.end * each);
    if (address === undefined) return this.keep(this.frame.put(into), into);
    this.frame.set(address, into);
    return this.keep(address, into);
  }

  range(values: Float64Array | Uint16Array, from: number, to: number): number {
    const into = values.subarray(from, to);
    return this.keep(this.frame.put(into), into);
  }

  fetch(): void {
    for (const { address, into } of this.outputs) this.frame.get(address, into);
    this.frame.release(this.mark);
  }

  private keep(address: number, into: Float32Array | Float64Array | Uint16Array): number {
    this.outputs.push({ address, into });
    return address;
  }
}

function tokensBefore({ starts, counts }: SparseCounts, document: number): number {
  let tokens = 0;
  for (let i = 0; i < starts[document]; i++) tokens += counts[i];
  return tokens;
}
