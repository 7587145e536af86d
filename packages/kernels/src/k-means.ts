import { engine, Frame } from './engine';
import { CHUNK_ROWS, segmentRows } from './gaussian-mixture';

export interface KMeansMoments {
  inertia: number;
  /** K: weight of the rows nearest to each centre. */
  counts: Float64Array;
  /** K x D: weighted sum of (x - centre) over them. */
  sums: Float64Array;
  labels: Int32Array;
  /** Squared distance of each row to its centre. */
  distances: Float64Array;
}

/**
 * One Lloyd assignment of `rows` (n x D) to `centres` (K x D); of centres at the same distance the first is taken. Rows must be
 * complete: a NaN gives its row the distance infinity.
 */
export function nearestCentres(rows: Float64Array, D: number, centres: Float64Array, weights?: Float64Array): KMeansMoments {
  const n = rows.length / D;
  const labels = new Int32Array(n);
  const distances = new Float64Array(n);
  const size = segmentRows(n);
  const parts = Array.from({ length: Math.ceil(n / size) }, (_, segment) => {
    const [start, end] = [segment * size, Math.min(n, (segment + 1) * size)];
    const [ofRows, ofWeights] = [rows.subarray(start * D, end * D), weights?.subarray(start, end)];
    return segmentCentres(ofRows, D, centres, ofWeights, labels.subarray(start, end), distances.subarray(start, end));
  });
  return { ...addCentres(parts, centres.length / D, D), labels, distances };
}

/** What the rows of a segment add up to. */
export type CentreSums = Pick<KMeansMoments, 'inertia' | 'counts' | 'sums'>;

/** The sums of all segments, in their order, by which no bit depends on who has computed which. */
export function addCentres(parts: readonly CentreSums[], K: number, D: number): CentreSums {
  const total = { inertia: 0, counts: new Float64Array(K), sums: new Float64Array(K * D) };
  for (const { inertia, counts, sums } of parts) {
    total.inertia += inertia;
    for (let k = 0; k < K; k++) total.counts[k] += counts[k];
    for (let i = 0; i < K * D; i++) total.sums[i] += sums[i];
  }
  return total;
}

/** The assignment of one segment, which fills its labels and distances. */
export function segmentCentres(
  rows: Float64Array,
  D: number,
  centres: Float64Array,
  weights: Float64Array | undefined,
  labels: Int32Array,
  distances: Float64Array,
): CentreSums {
  const K = centres.length / D;
  const n = rows.length / D;
  const most = Math.min(n, CHUNK_ROWS);
  const wasm = engine();
  const frame = new Frame();
  const C = frame.place(centres);
  const counts = frame.zeros(K);
  const sums = frame.zeros(K * D);
  const scratch = frame.reserve(wasm.kMeansScratch(D));
  const chunkLabels = frame.reserveInt32(most);
  const chunkDistances = frame.reserve(most);
  const X = frame.reserve(most * D);
  const W = weights ? frame.reserve(most) : 0;
  let inertia = 0;
  for (let start = 0; start < n; start += most) {
    const end = Math.min(n, start + most);
    const size = end - start;
    frame.view(X, size * D).set(rows.subarray(start * D, end * D));
    if (weights) frame.view(W, size).set(weights.subarray(start, end));
    inertia += wasm.nearestCentres(X, W, size, D, K, C, chunkLabels, chunkDistances, counts, sums, scratch);
    labels.set(frame.viewInt32(chunkLabels, size), start);
    distances.set(frame.view(chunkDistances, size), start);
  }
  return { inertia, counts: frame.read(counts, K), sums: frame.read(sums, K * D) };
}

/**
 * k-means++ seeding (Arthur and Vassilvitskii 2007), greedy over 2 + log K candidates a step as scikit-learn does.
 * `uniform` gives numbers in [0, 1). Returns K x D centres, all of them rows of the data.
 */
export function kMeansPlusPlus(
  rows: Float64Array,
  D: number,
  K: number,
  uniform: () => number,
  weights?: Float64Array,
): Float64Array {
  const n = rows.length / D;
  const wasm = engine();
  const frame = new Frame();
  const X = frame.place(rows);
  const W = weights ? frame.place(weights) : 0;
  const trials = 2 + Math.floor(Math.log(K));
  const distances = frame.reserve(n);
  const candidate = frame.reserve(n);
  const best = frame.reserve(n);
  const current = frame.view(distances, n).fill(Infinity);
  const trial = frame.view(candidate, n);
  const kept = frame.view(best, n);
  const centres = new Float64Array(K * D);
  const draw = (mass: (row: number) => number, total: number) => {
    let target = uniform() * total;
    let last = 0;
    for (let row = 0; row < n; row++) {
      const m = mass(row);
      if (m > 0) last = row;
      target -= m;
      if (target < 0) return row;
    }
    return last;
  };
  const weight = (row: number) => (weights ? weights[row] : 1);
  let total = 0;
  for (let row = 0; row < n; row++) total += weight(row);
  let chosen = draw(weight, total);
  let potential = wasm.seedingDistances(X, W, n, D, X + chosen * D * 8, distances);
  centres.set(rows.subarray(chosen * D, chosen * D + D));
  for (let k = 1; k < K; k++) {
    if (!(potential < Infinity)) {
      throw new RangeError(
        `rows: their squared distances add up to ${potential}; k-means++ needs finite rows whose squares do not overflow`,
      );
    }
    let least = Infinity;
    for (let t = 0; t < trials; t++) {
      const row = potential > 0 ? draw((i) => weight(i) * current[i], potential) : draw(weight, total);
      trial.set(current);
      const left = wasm.seedingDistances(X, W, n, D, X + row * D * 8, candidate);
      if (left < least) {
        least = left;
        chosen = row;
        kept.set(trial);
      }
    }
    current.set(kept);
    potential = least;
    centres.set(rows.subarray(chosen * D, chosen * D + D), k * D);
  }
  return centres;
}
