// Networks of the tests: documents, topics and state, by hand or drawn.
import {
  key,
  type Link,
  networkSweeps,
  rowStride,
  type SparseCounts,
  type Sweeps,
  sharedArray,
  uniformStream,
} from '../../src';

/** Documents from rows of [word, count] pairs. */
export function documentsOf(rows: [number, number][][]): SparseCounts {
  const pairs = rows.flat();
  const starts = sharedArray(Uint32Array, rows.length + 1);
  rows.forEach((row, j) => {
    starts[j + 1] = starts[j] + row.length;
  });
  const words = sharedArray(Uint32Array, pairs.length);
  words.set(pairs.map(([word]) => word));
  const counts = sharedArray(Float32Array, pairs.length);
  counts.set(pairs.map(([, count]) => count));
  return { starts, words, counts };
}

/** `documents` of about `length` tokens over `vocabulary` words, from no model in particular. */
export function drawnDocuments(documents: number, length: number, vocabulary: number, seed = 1): SparseCounts {
  const uniform = uniformStream(key(seed));
  return documentsOf(
    Array.from({ length: documents }, () => {
      const counts = new Map<number, number>();
      const centre = uniform() * vocabulary;
      for (let i = Math.floor(2 * length * uniform()); i > 0; i--) {
        const word = Math.floor(centre + 0.2 * vocabulary * uniform()) % vocabulary;
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      return [...counts].sort(([a], [b]) => a - b);
    }),
  );
}

/** Topics of `rows` rows from a function, columns normalised. */
export function topicsOf(rows: number, width: number, weight: (v: number, k: number) => number): Float32Array {
  const stride = rowStride(width);
  const topics = sharedArray(Float32Array, rows * stride);
  for (let k = 0; k < width; k++) {
    let sum = 0;
    for (let v = 0; v < rows; v++) sum += weight(v, k);
    for (let v = 0; v < rows; v++) topics[v * stride + k] = weight(v, k) / sum;
  }
  return topics;
}

/** All that sweeps need, at rest: no counts, theta 1 / K, rates 1, r 1 / K_T, every tally at 0. */
export function network(documents: SparseCounts, topics: Float32Array[], widths: number[], link: Link = 'count') {
  const n = documents.starts.length - 1;
  const layers = widths.map((width, t) => {
    const stride = rowStride(width);
    const theta = sharedArray(Float32Array, n * stride);
    for (let j = 0; j < n; j++) theta.fill(1 / width, j * stride, j * stride + width);
    return {
      width,
      topics: topics[t],
      counts: sharedArray(Float32Array, n * stride),
      theta,
      tally: sharedArray(Uint32Array, topics[t].length),
    };
  });
  const last = widths[widths.length - 1];
  const r = sharedArray(Float32Array, rowStride(last));
  r.fill(1 / last, 0, last);
  return {
    key: key(0),
    documents,
    layers,
    r,
    restaurants: { sizes: sharedArray(Uint32Array, 256 * r.length), late: sharedArray(Uint32Array, r.length) },
    rates: sharedArray(Float64Array, n * widths.length).fill(1),
    spread: sharedArray(Float64Array, n),
    weights: sharedArray(Float64Array, n).fill(1),
    link,
    priors: { a0: 0.5, b0: 0.5, e0: 1, f0: 1 },
    sweeps: 1,
  } satisfies Sweeps;
}

export { networkSweeps };
