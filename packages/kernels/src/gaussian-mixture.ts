import { engine, Frame } from './engine';

/** How the inverse Cholesky factors of the components are given: D(D+1)/2, D or 1 numbers a component. */
export type FactorShape = 'full' | 'diagonal' | 'spherical';
/** Which second moments are collected. */
export type Scatter = 'none' | 'diagonal' | 'full';

export interface MixtureDensity {
  readonly shape: FactorShape;
  readonly components: number;
  readonly dimensions: number;
  /** K x D. */
  readonly means: Float64Array;
  /** W_k with precision_k = W_k' W_k; lower triangular, packed by rows. */
  readonly whitening: Float64Array;
  /** log weight + log det W - D/2 log 2 pi. */
  readonly logConstants: Float64Array;
}

/** Additive statistics, centred at the means of the density that made them. */
export interface MixtureMoments {
  logLikelihood: number;
  /** K: sum of responsibilities. */
  counts: Float64Array;
  /** K x D: sum of r (x - mean). */
  first: Float64Array;
  /** K x (0 | D | D(D+1)/2): sum of r (x - mean)(x - mean)'. */
  second: Float64Array;
}

const SHAPES: Record<FactorShape, number> = { full: 0, diagonal: 1, spherical: 2 };
const SCATTERS: Record<Scatter, number> = { none: 0, diagonal: 1, full: 2 };
/** Rows a call copies into the kernel's memory: the unit of work, and so of determinism, whoever does it. */
export const CHUNK_ROWS = 1024;

const scatterSize = (scatter: Scatter, D: number) => (scatter === 'full' ? (D * (D + 1)) / 2 : scatter === 'diagonal' ? D : 0);

function call(
  frame: Frame,
  density: MixtureDensity,
  rows: Float64Array,
  weights: Float64Array | undefined,
  scatter: Scatter | undefined,
  perRow: boolean,
  responsibilities: boolean,
) {
  const { components: K, dimensions: D } = density;
  const n = rows.length / D;
  const wasm = engine();
  const size = scatterSize(scatter ?? 'none', D);
  const means = frame.place(density.means);
  const whitening = frame.place(density.whitening);
  const constants = frame.place(density.logConstants);
  const counts = scatter === undefined ? 0 : frame.zeros(K);
  const first = scatter === undefined ? 0 : frame.zeros(K * D);
  const second = scatter === undefined ? 0 : frame.zeros(K * size);
  const scratch = frame.reserve(wasm.mixtureScratch(D, K));
  const logs = perRow ? frame.reserve(n) : 0;
  const share = responsibilities ? frame.reserve(n * K) : 0;
  const X = frame.place(rows);
  const W = weights ? frame.place(weights) : 0;
  const logLikelihood = wasm.mixtureStatistics(
    X,
    W,
    n,
    D,
    K,
    SHAPES[density.shape],
    means,
    whitening,
    constants,
    SCATTERS[scatter ?? 'none'],
    counts,
    first,
    second,
    logs,
    share,
    scratch,
  );
  return { logLikelihood, counts, first, second, logs, share, size };
}

/**
 * Rows of one segment of n rows. Segments are the unit in which work is split over workers and statistics are added up, so that
 * results depend on n alone, not on who computed what: at most 64 of them, each a multiple of CHUNK_ROWS.
 */
export function segmentRows(n: number): number {
  return Math.max(1, Math.ceil(n / (64 * CHUNK_ROWS))) * CHUNK_ROWS;
}

/** The statistics of one segment, computed in one kernel call. */
export function segmentMoments(
  density: MixtureDensity,
  rows: Float64Array,
  scatter: Scatter,
  weights?: Float64Array,
): MixtureMoments {
  const { components: K, dimensions: D } = density;
  const frame = new Frame();
  const at = call(frame, density, rows, weights, scatter, false, false);
  return {
    logLikelihood: at.logLikelihood,
    counts: frame.read(at.counts, K),
    first: frame.read(at.first, K * D),
    second: frame.read(at.second, K * at.size),
  };
}

/**
 * The fused E step over `rows` (n x D by rows): log-likelihood and centred statistics, without ever holding n x K numbers.
 * `weights` are n row weights.
 */
export function mixtureMoments(
  density: MixtureDensity,
  rows: Float64Array,
  scatter: Scatter,
  weights?: Float64Array,
): MixtureMoments {
  const D = density.dimensions;
  const n = rows.length / D;
  const size = segmentRows(n);
  let sum: MixtureMoments | undefined;
  for (let start = 0; start < n; start += size) {
    const part = segmentMoments(
      density,
      rows.subarray(start * D, (start + size) * D),
      scatter,
      weights?.subarray(start, start + size),
    );
    sum = sum ? addMoments(sum, part) : part;
  }
  if (!sum) throw new RangeError('rows: the E step needs at least one row');
  return sum;
}

/** a += b, in place: moments about the same centres. */
export function addMoments(a: MixtureMoments, b: MixtureMoments): MixtureMoments {
  a.logLikelihood += b.logLikelihood;
  for (const name of ['counts', 'first', 'second'] as const) {
    const into = a[name];
    const from = b[name];
    for (let i = 0; i < into.length; i++) into[i] += from[i];
  }
  return a;
}

/** log p(x) of each row, and on request the n x K responsibilities. */
export function mixtureScores(
  density: MixtureDensity,
  rows: Float64Array,
  responsibilities = false,
): { logDensity: Float64Array; responsibilities: Float64Array } {
  const { components: K, dimensions: D } = density;
  const n = rows.length / D;
  const logDensity = new Float64Array(n);
  const shares = new Float64Array(responsibilities ? n * K : 0);
  for (let start = 0; start < n; start += CHUNK_ROWS) {
    const end = Math.min(n, start + CHUNK_ROWS);
    const frame = new Frame();
    const at = call(frame, density, rows.subarray(start * D, end * D), undefined, undefined, true, responsibilities);
    logDensity.set(frame.view(at.logs, end - start), start);
    if (responsibilities) shares.set(frame.view(at.share, (end - start) * K), start * K);
  }
  return { logDensity, responsibilities: shares };
}
