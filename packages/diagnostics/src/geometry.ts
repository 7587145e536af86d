// Scores of a clustering from its rows alone, without a truth.
import { key, matrix, type Matrix, type Rows, uniformStream } from '@baytes/kernels';
import { encodeLabels, type LabelCodes, type Labels } from './labels';

interface Clustered extends LabelCodes {
  readonly points: Matrix;
}

function clustered(rows: Rows, labels: Labels): Clustered {
  const points = matrix(rows);
  if (points.rows !== labels.length) {
    throw new RangeError(`labels: expected ${points.rows}, one for every row; it has ${labels.length}`);
  }
  const wrong = points.data.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const at = `row ${Math.floor(wrong / points.columns)}, column ${wrong % points.columns}`;
    throw new RangeError(`rows: expected finite numbers; ${at} is ${points.data[wrong]}`);
  }
  const encoded = encodeLabels(labels, 'labels');
  const clusters = encoded.names.length;
  if (clusters < 2 || clusters > points.rows - 1) {
    throw new RangeError(`labels: expected from 2 to rows - 1 = ${points.rows - 1} clusters; there are ${clusters}`);
  }
  return { ...encoded, points };
}

/** Euclidean distance of row i of `a` from row j of `b`. */
function distance(a: Matrix, i: number, b: Matrix, j: number): number {
  const { columns } = a;
  let sum = 0;
  for (let d = 0, from = i * columns, to = j * columns; d < columns; d++) {
    const step = a.data[from + d] - b.data[to + d];
    sum += step * step;
  }
  return Math.sqrt(sum);
}

function centroids({ points, codes, counts }: Clustered): Matrix {
  const { columns } = points;
  const data = new Float64Array(counts.length * columns);
  points.data.forEach((value, at) => {
    data[codes[Math.floor(at / columns)] * columns + (at % columns)] += value;
  });
  return { data: data.map((sum, at) => sum / counts[Math.floor(at / columns)]), rows: counts.length, columns };
}

/** Options of `silhouette`. */
export interface SilhouetteOptions {
  /** Score this many rows, drawn without replacement, among themselves. All by default. */
  readonly sampleSize?: number;
  /** Seed of the draw; 0 by default. */
  readonly seed?: number;
  /** Called after each row with the number done and of all. The time grows with the square of the number of rows. */
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * Silhouette of every row: (b - a) / max(a, b), where a is its mean Euclidean distance from the other rows of its cluster, and b
 * that from the rows of the nearest other cluster. From -1 to 1; 0 for a row alone in its cluster, and where a = b = 0.
 *
 * Rousseeuw (1987), J. Computational and Applied Mathematics 20, eq. 2. Time in the order of n^2 D.
 *
 * @param rows n x D, finite.
 * @param labels n labels of clusters, numbers or strings; from 2 to n - 1 different ones.
 * @throws RangeError for anything else.
 * @example
 * silhouetteSamples([[0], [1], [9], [10]], [0, 0, 1, 1]); // about 0.89, 0.88, 0.88, 0.89
 */
export function silhouetteSamples(
  rows: Rows,
  labels: Labels,
  options: Pick<SilhouetteOptions, 'onProgress'> = {},
): Float64Array {
  const { points, codes, counts } = clustered(rows, labels);
  const sums = new Float64Array(counts.length);
  return Float64Array.from(codes, (own, i) => {
    sums.fill(0);
    for (let j = 0; j < points.rows; j++) sums[codes[j]] += distance(points, i, points, j);
    options.onProgress?.(i + 1, points.rows);
    if (counts[own] === 1) return 0;
    const inside = sums[own] / (counts[own] - 1);
    const outside = sums.reduce((least, sum, k) => (k === own ? least : Math.min(least, sum / counts[k])), Infinity);
    const larger = Math.max(inside, outside);
    return larger === 0 ? 0 : (outside - inside) / larger;
  });
}

/**
 * Mean silhouette of the rows: near 1 for compact clusters that lie apart, below 0 for rows in wrong ones. See `silhouetteSamples`.
 *
 * @param rows n x D, finite.
 * @param labels n labels of clusters, numbers or strings; from 2 to n - 1 different ones.
 * @throws RangeError for anything else, or where a sample has too few clusters.
 * @example
 * silhouette([[0], [1], [9], [10]], [0, 0, 1, 1]); // about 0.89
 */
export function silhouette(rows: Rows, labels: Labels, options: SilhouetteOptions = {}): number {
  let points = matrix(rows);
  const { sampleSize, seed = 0 } = options;
  if (sampleSize !== undefined) {
    if (!(Number.isInteger(sampleSize) && sampleSize >= 3 && sampleSize <= points.rows)) {
      throw new RangeError(`sampleSize: expected an integer from 3 to the ${points.rows} rows; it is ${sampleSize}`);
    }
    if (labels.length !== points.rows) {
      throw new RangeError(`labels: expected ${points.rows}, one for every row; it has ${labels.length}`);
    }
    const { data, columns } = points;
    const drawn = draw(points.rows, sampleSize, seed);
    labels = drawn.map((i) => labels[i]);
    points = matrix(drawn.map((i) => data.subarray(i * columns, (i + 1) * columns)));
  }
  const samples = silhouetteSamples(points, labels, options);
  return samples.reduce((sum, value) => sum + value, 0) / samples.length;
}

/** `count` of the numbers below n, each set as likely: the first steps of a Fisher-Yates shuffle. */
function draw(n: number, count: number, seed: number): number[] {
  const uniform = uniformStream(key(seed));
  const numbers = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(uniform() * (n - i));
    [numbers[i], numbers[other]] = [numbers[other], numbers[i]];
  }
  return [...numbers.subarray(0, count)];
}

/**
 * Calinski-Harabasz index, or variance ratio: dispersion between the clusters over that within, each per degree of freedom. Higher
 * is better; Infinity where every cluster is a point (scikit-learn: 1), 1 where all rows are one point.
 *
 * Calinski and Harabasz (1974), Communications in Statistics 3, eq. 3.
 *
 * @param rows n x D, finite.
 * @param labels n labels of clusters, numbers or strings; from 2 to n - 1 different ones.
 * @throws RangeError for anything else.
 * @example
 * calinskiHarabasz([[0], [1], [9], [10]], [0, 0, 1, 1]); // 162
 */
export function calinskiHarabasz(rows: Rows, labels: Labels): number {
  const data = clustered(rows, labels);
  const { points, codes, counts } = data;
  const centres = centroids(data);
  const all = centroids({ ...data, codes: new Int32Array(points.rows), counts: Int32Array.of(points.rows) });
  let between = 0;
  counts.forEach((count, k) => {
    between += count * distance(centres, k, all, 0) ** 2;
  });
  let within = 0;
  codes.forEach((code, i) => {
    within += distance(points, i, centres, code) ** 2;
  });
  if (within === 0) return between === 0 ? 1 : Infinity;
  return between / (counts.length - 1) / (within / (points.rows - counts.length));
}

/**
 * Davies-Bouldin index: how alike each cluster and its most similar one are, on average; the ratio of their mean distances from
 * their centroids to the distance of the centroids. Lower is better; 0 is the least.
 *
 * Davies and Bouldin (1979), IEEE Trans. PAMI 1, definition 5, with p = q = 1 for the spread within and 2 between.
 *
 * @param rows n x D, finite.
 * @param labels n labels of clusters, numbers or strings; from 2 to n - 1 different ones.
 * @returns a number from 0 on; Infinity where two clusters with any spread share their centroid (scikit-learn skips such a pair).
 * @throws RangeError for anything else.
 * @example
 * daviesBouldin([[0], [1], [9], [10]], [0, 0, 1, 1]); // 1 / 9
 */
export function daviesBouldin(rows: Rows, labels: Labels): number {
  const data = clustered(rows, labels);
  const { points, codes, counts } = data;
  const centres = centroids(data);
  const spread = new Float64Array(counts.length);
  codes.forEach((code, i) => {
    spread[code] += distance(points, i, centres, code) / counts[code];
  });
  const mostAlike = spread.map((own, k) =>
    spread.reduce((most, other, j) => {
      if (j === k || own + other === 0) return most;
      return Math.max(most, (own + other) / distance(centres, k, centres, j));
    }, 0),
  );
  return mostAlike.reduce((sum, value) => sum + value, 0) / counts.length;
}
