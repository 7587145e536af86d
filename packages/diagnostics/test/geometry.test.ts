import { describe, expect, it } from 'vitest';
import { calinskiHarabasz, daviesBouldin, silhouette, silhouetteSamples } from '../src/index';
import golden from './golden/golden.json' with { type: 'json' };

describe('scores without a truth', () => {
  it.each(golden.geometry)('equal those of scikit-learn: silhouette $silhouette', ({ rows, labels, ...expected }) => {
    for (const [i, value] of silhouetteSamples(rows, labels).entries()) expect(value).toBeCloseTo(expected.silhouettes[i], 12);
    expect(silhouette(rows, labels)).toBeCloseTo(expected.silhouette, 12);
    expect(calinskiHarabasz(rows, labels) / expected.calinskiHarabasz).toBeCloseTo(1, 12);
    expect(daviesBouldin(rows, labels)).toBeCloseTo(expected.daviesBouldin, 12);
  });

  it('score a sample: near the whole, the same for a seed, and all rows equal the whole', () => {
    const { rows, labels } = golden.geometry[0];
    const whole = silhouette(rows, labels);
    const half = silhouette(rows, labels, { sampleSize: 40, seed: 3 });
    expect(half).not.toBe(whole);
    expect(Math.abs(half - whole)).toBeLessThan(0.15);
    expect(silhouette(rows, labels, { sampleSize: 40, seed: 3 })).toBe(half);
    expect(silhouette(rows, labels, { sampleSize: 40, seed: 4 })).not.toBe(half);
    expect(silhouette(rows, labels, { sampleSize: rows.length })).toBeCloseTo(whole, 12);
  });

  it('say how far they are', () => {
    const done: number[] = [];
    silhouette([[0], [1], [9]], [0, 0, 1], { onProgress: (rows, all) => done.push(rows / all) });
    expect(done).toEqual([1 / 3, 2 / 3, 1]);
  });

  it('have a value where the rows of a cluster are one point', () => {
    const rows = [[0], [0], [1], [1]];
    expect(silhouette(rows, [0, 0, 1, 1])).toBe(1);
    expect(calinskiHarabasz(rows, [0, 0, 1, 1])).toBe(Infinity);
    expect(daviesBouldin(rows, [0, 0, 1, 1])).toBe(0);
    expect(daviesBouldin(rows, [0, 1, 0, 1])).toBe(Infinity);
    expect(silhouette([[2], [2], [2]], [0, 0, 1])).toBe(0);
    expect(calinskiHarabasz([[2], [2], [2]], [0, 0, 1])).toBe(1);
    expect(daviesBouldin([[2], [2], [2]], [0, 0, 1])).toBe(0);
  });

  it('name what is wrong', () => {
    for (const score of [silhouette, silhouetteSamples, calinskiHarabasz, daviesBouldin]) {
      expect(() => score([[0], [1], [2]], [0, 0])).toThrow('labels: expected 3, one for every row; it has 2');
      expect(() => score([[0], [1], [2]], [0, 0, 0])).toThrow('clusters; there are 1');
      expect(() => score([[0], [1], [2]], [0, 1, 2])).toThrow('labels: expected from 2 to rows - 1 = 2 clusters; there are 3');
      expect(() =>
        score(
          [
            [0, 1],
            [1, Number.NaN],
            [2, 2],
          ],
          [0, 0, 1],
        ),
      ).toThrow('row 1, column 1 is NaN');
    }
    expect(() => silhouette([[0], [1], [2]], [0, 0, 1], { sampleSize: 4 })).toThrow(/sampleSize: .*it is 4/);
  });
});
