import { key, uniformStream } from '@baytes/kernels';
import { describe, expect, it } from 'vitest';
import { GaussianMixture, KMeans, type KMeansOptions } from '../src/index';

const truth = GaussianMixture.fromParameters({
  covariance: 'spherical',
  weights: [0.4, 0.3, 0.3],
  means: [
    [0, 0],
    [10, 0],
    [0, 10],
  ],
  covariances: [1, 1, 1],
});
const { rows, labels } = truth.sample(300, { seed: 1 });
const nested = Array.from({ length: 300 }, (_, i) => [...rows.data.subarray(2 * i, 2 * i + 2)]);

describe('KMeans', () => {
  it('has the bits of one thread with any number of workers', async () => {
    const uniform = uniformStream(key(5));
    const many = { data: Float64Array.from({ length: 3 * 7000 }, uniform), rows: 7000, columns: 3 };
    const options = { clusters: 6, nInit: 2, rowWeights: Float64Array.from({ length: 7000 }, uniform) };
    const alone = await KMeans.fit(many, options);
    for (const workers of [1, 2, 3]) expect((await KMeans.fit(many, { ...options, workers })).toJSON()).toEqual(alone.toJSON());
    await expect(KMeans.fit(many, { clusters: 2, workers: -1 })).rejects.toThrow(
      'workers: expected an integer of at least 0; got -1',
    );
  });

  it('finds clusters that lie apart, and is a fixed point of its own step', async () => {
    const model = await KMeans.fit(rows, { clusters: 3, tolerance: 0 });
    expect(model.converged).toBe(true);
    const found = model.predict(rows);
    const names = new Map<number, number>();
    found.forEach((k, i) => {
      if (!names.has(k)) names.set(k, labels[i]);
      expect(names.get(k)).toBe(labels[i]);
    });
    for (let k = 0; k < 3; k++) {
      const own = nested.filter((_, i) => found[i] === k);
      for (let j = 0; j < 2; j++) {
        expect(own.reduce((sum, row) => sum + row[j], 0) / own.length).toBeCloseTo(model.centres[2 * k + j], 9);
      }
    }
    const inertia = nested.reduce((sum, [x, y], i) => {
      const k = found[i];
      return sum + (x - model.centres[2 * k]) ** 2 + (y - model.centres[2 * k + 1]) ** 2;
    }, 0);
    expect(model.inertia).toBeCloseTo(inertia, 7);
  });

  it('never raises the inertia, and keeps the best run', async () => {
    const options: KMeansOptions = { clusters: 5, nInit: 4, seed: 2 };
    const ends = new Map<number, number>();
    let before = Number.POSITIVE_INFINITY;
    const model = await KMeans.fit(rows, {
      ...options,
      onProgress: ({ metrics }) => {
        if (ends.has(metrics.run)) expect(metrics.inertia).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = metrics.inertia;
        ends.set(metrics.run, metrics.inertia);
      },
    });
    expect(ends.size).toBe(4);
    expect(model.inertia).toBeLessThanOrEqual(Math.min(...ends.values()));
    expect((await KMeans.fit(rows, options)).toJSON()).toEqual(model.toJSON());
  });

  it('counts a row of weight 2 as two rows, and of weight 0 as none', async () => {
    const few = nested.slice(0, 40);
    const rowWeights = few.map((_, i) => i % 3);
    const repeated = few.flatMap((row, i) => Array.from({ length: i % 3 }, () => row));
    // From one cluster there is one optimum, whatever the start.
    const [a, b] = [await KMeans.fit(few, { clusters: 1, rowWeights }), await KMeans.fit(repeated, { clusters: 1 })];
    expect(a.inertia).toBeCloseTo(b.inertia, 8);
    a.centres.forEach((c, i) => {
      expect(c).toBeCloseTo(b.centres[i], 9);
    });
  });

  it('takes distances in scaled coordinates where told', async () => {
    const stretched = nested.map(([x, y]) => [x * 1e-6, y]);
    const model = await KMeans.fit(stretched, { clusters: 3, scaling: 'standard' });
    const plain = await KMeans.fit(rows, { clusters: 3, scaling: 'standard' });
    expect([...model.predict(stretched)]).toEqual([...plain.predict(rows)]);
  });

  it.each([
    [
      'fewer rows than clusters',
      [
        [0, 0],
        [1, 1],
      ],
      4,
    ],
    ['equal rows', Array.from({ length: 10 }, () => [3, 3]), 2],
    ['one row', [[5, 6]], 1],
    ['tiny numbers', nested.map((row) => row.map((x) => x * 1e-30)), 3],
    ['huge numbers', nested.map((row) => row.map((x) => x * 1e30)), 3],
  ])('clusters %s without NaN', async (_, given, clusters) => {
    const model = await KMeans.fit(given, { clusters });
    expect([...model.centres, model.inertia].every(Number.isFinite)).toBe(true);
    expect(model.predict(given).every((k) => k >= 0 && k < clusters)).toBe(true);
  });

  it('saves every bit', async () => {
    const model = await KMeans.fit(rows, { clusters: 3 });
    expect(KMeans.fromJSON(JSON.parse(JSON.stringify(model)))).toEqual(model);
    expect(() => KMeans.fromJSON({})).toThrow('json: this is not a k-means model');
  });

  it('names what is wrong, and can be aborted', async () => {
    const fit = (given: number[][], options: Partial<KMeansOptions> = {}) => KMeans.fit(given, { clusters: 2, ...options });
    await expect(fit([[1, Number.NaN]])).rejects.toThrow(
      'rows: row 0, column 1 of 1 x 2 is missing; k-means needs complete rows',
    );
    await expect(fit([[1, Number.NEGATIVE_INFINITY]])).rejects.toThrow('rows: row 0, column 1 of 1 x 2 is -Infinity');
    await expect(fit([[1e200], [-1e200]])).rejects.toThrow('rows: their squared distances add up to Infinity');
    await expect(fit(nested, { clusters: 0 })).rejects.toThrow('clusters: expected an integer of at least 1; got 0');
    await expect(fit(nested, { tolerance: -1 })).rejects.toThrow('tolerance: expected a number of at least 0; got -1');
    await expect(fit(nested, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });
});
