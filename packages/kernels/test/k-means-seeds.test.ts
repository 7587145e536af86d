import { describe, expect, it } from 'vitest';
import { key, kMeansPlusPlus, nearestCentres, normalStream, uniformStream } from '../src/index';

const squared = (a: Float64Array, i: number, b: Float64Array, k: number, D: number) => {
  let sum = 0;
  for (let j = 0; j < D; j++) sum += (a[i * D + j] - b[k * D + j]) ** 2;
  return sum;
};

describe('nearestCentres at the ends of the range', () => {
  it('holds from 1e-150 to 1e150', () => {
    for (const scale of [1e-150, 1e-30, 1e30, 1e150]) {
      const { labels, distances } = nearestCentres(Float64Array.of(0, 9 * scale), 1, Float64Array.of(scale, 8 * scale));
      expect([...labels]).toEqual([0, 1]);
      expect(distances[1] / scale ** 2).toBeCloseTo(1, 12);
    }
  });

  it('gives rows with NaN the distance infinity, and the others theirs', () => {
    const { distances } = nearestCentres(Float64Array.of(0, Number.NaN, 3), 1, Float64Array.of(1));
    expect([...distances]).toEqual([1, Number.POSITIVE_INFINITY, 4]);
  });
});

/** Greedy k-means++ in plain loops, drawing from the same stream in the same order. */
function plainSeeds(rows: Float64Array, D: number, K: number, uniform: () => number, weights?: Float64Array): number[] {
  const n = rows.length / D;
  const w = (i: number) => (weights ? weights[i] : 1);
  const draw = (mass: number[]) => {
    let target = uniform() * mass.reduce((a, b) => a + b, 0);
    const at = mass.findIndex((m) => {
      target -= m;
      return target < 0;
    });
    return at >= 0 ? at : mass.reduce((last, m, i) => (m > 0 ? i : last), 0);
  };
  const all = Array.from({ length: n }, (_, i) => w(i));
  const chosen = [draw(all)];
  const nearest = (to: number[]) => all.map((_, i) => Math.min(...to.map((k) => squared(rows, i, rows, k, D))));
  while (chosen.length < K) {
    const now = nearest(chosen).map((d, i) => d * w(i));
    const candidates = Array.from({ length: 2 + Math.floor(Math.log(K)) }, () => draw(now.some((m) => m > 0) ? now : all));
    const left = candidates.map((row) => nearest([...chosen, row]).reduce((sum, d, i) => sum + d * w(i), 0));
    chosen.push(candidates[left.indexOf(Math.min(...left))]);
  }
  return chosen;
}

describe('kMeansPlusPlus', () => {
  it.each([false, true])('chooses the rows that plain loops choose (weights: %s)', (weighted) => {
    for (let seed = 0; seed < 20; seed++) {
      const [n, D, K] = [90, 1 + (seed % 4), 2 + (seed % 7)];
      const rows = Float64Array.from({ length: n * D }, normalStream(key(seed)));
      const weights = weighted ? Float64Array.from({ length: n }, (_, i) => i % 3) : undefined;
      const centres = kMeansPlusPlus(rows, D, K, uniformStream(key(seed)), weights);
      const want = plainSeeds(rows, D, K, uniformStream(key(seed)), weights);
      expect([...centres]).toEqual(want.flatMap((i) => [...rows.subarray(i * D, i * D + D)]));
    }
  });

  it('never takes a row of weight zero, nor one twice while others are left', () => {
    const rows = Float64Array.of(0, 0, 0, 5, 9, 100);
    const weights = Float64Array.of(1, 1, 1, 1, 1, 0);
    for (let seed = 0; seed < 50; seed++) {
      expect([...kMeansPlusPlus(rows, 1, 3, uniformStream(key(seed)), weights)].sort((a, b) => a - b)).toEqual([0, 5, 9]);
    }
  });

  it('repeats rows where there are fewer than centres', () => {
    const centres = kMeansPlusPlus(Float64Array.of(1, 2), 1, 5, uniformStream(key(0)));
    expect(new Set(centres)).toEqual(new Set([1, 2]));
    expect(centres.length).toBe(5);
  });

  it('says that distances overflow or are NaN', () => {
    expect(() => kMeansPlusPlus(Float64Array.of(-1e200, 1e200), 1, 2, uniformStream(key(0)))).toThrow(
      'rows: their squared distances add up to Infinity',
    );
    expect(() => kMeansPlusPlus(Float64Array.of(1, Number.NaN), 1, 2, uniformStream(key(0)))).toThrow('add up to NaN');
  });
});
