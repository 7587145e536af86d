import { dirichletColumns, foldIn, type Key, rowStride, type SparseCounts, sharedArray, uniformStream } from '@baytes/kernels';
import type { Settled } from './network-options';

/** A layer of a network: Phi by rows of `rowStride(width)` floats. */
export interface TopicLayer {
  readonly width: number;
  /** A row for each word, or topic of the layer below; each column sums to 1. */
  readonly topics: Float32Array;
}

/** What training documents have in a layer: rows of the layer's stride. */
export interface LayerState extends TopicLayer {
  readonly counts: Float32Array;
  readonly theta: Float32Array;
  /** Tokens of the last sweep, in the layout of `topics`. */
  readonly tally: Uint32Array;
}

/** Everything that the next sweep needs. */
export interface NetworkState {
  readonly version: 1;
  /** Of the documents and the options. */
  readonly fingerprint: string;
  /** Sweeps done. */
  readonly sweep: number;
  /** Whether the next sweep takes theta as it stands: the first, and the first of a new layer. */
  readonly cold: boolean;
  readonly layers: readonly LayerState[];
  readonly r: Float32Array;
  readonly gamma0: number;
  readonly c0: number;
  /** documents x layers: c_2 .. c_T+1. */
  readonly rates: Float64Array;
  readonly spread: Float64Array;
  /** documents: a_j of the positive link. */
  readonly weights: Float64Array;
  /** The topic of every token, where layer 1 is collapsed. */
  readonly assignments: Uint16Array;
}

/** A state that belongs to whoever makes the sweeps: its arrays are changed in place. */
export type WorkingState = { -readonly [Name in keyof NetworkState]: NetworkState[Name] };

const floats = (length: number) => sharedArray(Float32Array, length);

/** The first state of a fit: random topics, theta 1 / K, all rates 1. */
export function firstState(
  documents: SparseCounts,
  V: number,
  plan: Settled,
  seeds: readonly (readonly number[])[],
  key: Key,
): WorkingState {
  const n = documents.starts.length - 1;
  const start = plan.layerwise ? plan.layers.slice(0, 1) : plan.layers;
  const layers: LayerState[] = [];
  for (const [t, width] of start.entries()) layers.push(newLayer(n, t === 0 ? V : start[t - 1], width, foldIn(key, t)));
  sow(layers[0], seeds);
  const top = start[start.length - 1];
  const state: WorkingState = {
    version: 1,
    fingerprint: fingerprint(documents, plan),
    sweep: 0,
    cold: true,
    layers,
    r: evenly(top),
    gamma0: 1,
    c0: 1,
    rates: sharedArray(Float64Array, n * start.length).fill(1),
    spread: sharedArray(Float64Array, n),
    weights: sharedArray(Float64Array, n).fill(1),
    assignments: new Uint16Array(0),
  };
  if (plan.collapsed) scatter(state, documents, foldIn(key, 1000));
  return state;
}

/** A layer of random topics under `n` documents: columns of Dirichlet(1) draws. */
export function newLayer(n: number, rows: number, width: number, key: Key): LayerState {
  const stride = rowStride(width);
  const layer = {
    width,
    topics: floats(rows * stride),
    tally: sharedArray(Uint32Array, rows * stride),
    counts: floats(n * stride),
    theta: floats(n * stride),
  };
  dirichletColumns(key, layer.tally, 1, width, layer.topics);
  for (let j = 0; j < n; j++) layer.theta.fill(1 / width, j * stride, j * stride + width);
  return layer;
}

/** r_k = 1 / K. */
export function evenly(width: number): Float32Array {
  const r = floats(rowStride(width));
  r.fill(1 / width, 0, width);
  return r;
}

/** Gives half of topic k's weight to the words seeds[k]. */
function sow({ width, topics }: LayerState, seeds: readonly (readonly number[])[]): void {
  const stride = rowStride(width);
  for (const [k, words] of seeds.entries()) {
    if (words.length === 0) continue;
    for (let at = k; at < topics.length; at += stride) topics[at] *= 0.5;
    for (const v of words) topics[v * stride + k] += 0.5 / words.length;
  }
}

/** Topics for all tokens, in proportion to the first topics. */
function scatter(state: WorkingState, { starts, words, counts }: SparseCounts, key: Key): void {
  const [layer] = state.layers;
  const stride = rowStride(layer.width);
  const uniform = uniformStream(key);
  const assignments: number[] = [];
  for (let j = 0; j < starts.length - 1; j++) {
    for (let i = starts[j]; i < starts[j + 1]; i++) {
      const row = words[i] * stride;
      let total = 0;
      for (let k = 0; k < layer.width; k++) total += layer.topics[row + k];
      for (let n = counts[i]; n > 0; n--) {
        let left = uniform() * total;
        let k = 0;
        while (k < layer.width - 1 && (left -= layer.topics[row + k]) >= 0) k++;
        assignments.push(k);
        layer.tally[row + k]++;
        layer.counts[j * stride + k]++;
      }
    }
  }
  state.assignments = Uint16Array.from(assignments);
}

/** A copy that later sweeps do not change. */
export function copyState(state: WorkingState): NetworkState {
  return {
    ...state,
    layers: state.layers.map(({ width, topics, counts, theta, tally }) => ({
      width,
      topics: topics.slice(),
      counts: counts.slice(),
      theta: theta.slice(),
      tally: tally.slice(),
    })),
    r: state.r.slice(),
    rates: state.rates.slice(),
    spread: state.spread.slice(),
    weights: state.weights.slice(),
    assignments: state.assignments.slice(),
  };
}

/** A state to work on, on shared memory, from a copy. */
export function workingState(state: NetworkState): WorkingState {
  const share = <A extends Float32Array | Float64Array | Uint32Array>(values: A): A => {
    const array = sharedArray(values.constructor as never, values.length) as A;
    array.set(values);
    return array;
  };
  return {
    ...state,
    layers: state.layers.map(({ width, topics, counts, theta, tally }) => ({
      width,
      topics: share(topics),
      counts: share(counts),
      theta: share(theta),
      tally: share(tally),
    })),
    r: share(state.r),
    rates: share(state.rates),
    spread: share(state.spread),
    weights: share(state.weights),
    assignments: state.assignments.slice(),
  };
}

/** A short name of documents and options, by FNV-1a over their bits. */
function fingerprint({ starts, words, counts }: SparseCounts, { sweeps: _, ...plan }: Settled): string {
  let hash = 0x811c9dc5;
  const add = (values: ArrayLike<number>) => {
    for (let i = 0; i < values.length; i++) hash = Math.imul(hash ^ Math.round(values[i] * 1024), 0x01000193);
  };
  add(starts);
  add(words);
  add(counts);
  add(Array.from(JSON.stringify(plan), (c) => c.charCodeAt(0)));
  return `${starts.length - 1}x${words.length}-${(hash >>> 0).toString(16)}`;
}
