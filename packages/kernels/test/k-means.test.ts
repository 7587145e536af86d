// The nearest centre, against a plain loop: sizes that leave blocks, chunks and pairs of centres unfinished.
import { describe, expect, it } from 'vitest';
import { key, nearestCentres, uniformStream } from '../src/index';

function plain(rows: Float64Array, D: number, centres: Float64Array, weights?: Float64Array) {
  const K = centres.length / D;
  const n = rows.length / D;
  const counts = new Float64Array(K);
  const sums = new Float64Array(K * D);
  const labels = new Int32Array(n);
  const distances = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < K; k++) {
      let distance = 0;
      for (let j = 0; j < D; j++) distance += (rows[i * D + j] - centres[k * D + j]) ** 2;
      if (distance < distances[i]) [distances[i], labels[i]] = [distance, k];
    }
    const w = weights?.[i] ?? 1;
    counts[labels[i]] += w;
    for (let j = 0; j < D; j++) sums[labels[i] * D + j] += w * (rows[i * D + j] - centres[labels[i] * D + j]);
  }
  return { counts, sums, labels, distances };
}

describe('nearestCentres', () => {
  it.each([
    [1, 1, 1],
    [7, 3, 2],
    [64, 4, 5],
    [65, 5, 4],
    [4097, 2, 7],
    [9000, 3, 26],
  ])('of %i rows in %i dimensions to %i centres is that of a plain loop', (n, D, K) => {
    const uniform = uniformStream(key(n));
    // Values on a grid: sums are exact and many distances are ties, which the first centre wins.
    const draw = (length: number) => Float64Array.from({ length }, () => Math.floor(uniform() * 6) / 4);
    const rows = draw(n * D);
    const centres = draw(K * D);
    const weights = draw(n);
    for (const given of [undefined, weights]) {
      const { inertia, ...found } = nearestCentres(rows, D, centres, given);
      const expected = plain(rows, D, centres, given);
      expect(found).toEqual(expected);
      expect(inertia).toBe(expected.distances.reduce((sum, d, i) => sum + d * (given?.[i] ?? 1), 0));
    }
  });

  it('keeps the digits of clusters that lie close together far from the origin', () => {
    const rows = Float64Array.of(1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3);
    expect([...nearestCentres(rows, 1, Float64Array.of(1e9 + 0.5, 1e9 + 2.5)).labels]).toEqual([0, 0, 1, 1]);
  });
});
