// Data as they come: a finite model or an error that says what to do, never NaN.
import { describe, expect, it } from 'vitest';
import { type FitOptions, GaussianMixture } from '../src/index';

const covariances = ['full', 'tied', 'diagonal', 'spherical'] as const;
const blob = (n: number) => {
  const { data } = GaussianMixture.fromParameters({
    covariance: 'spherical',
    weights: [0.5, 0.5],
    means: [
      [0, 0],
      [8, 4],
    ],
    covariances: [1, 1],
  }).sample(n, { seed: 3 }).rows;
  return Array.from({ length: n }, (_, i) => [data[2 * i], data[2 * i + 1]]);
};
function expectFinite(model: GaussianMixture, rows: number[][]) {
  const numbers = [
    ...model.weights,
    ...model.means,
    ...model.covariances,
    ...model.scoreSamples(rows),
    ...model.predictProba(rows).data,
  ];
  expect(numbers.every(Number.isFinite)).toBe(true);
  for (const criterion of ['bic', 'aic', 'icl'] as const) expect(Number.isFinite(model[criterion](rows))).toBe(true);
}

const awkward: [string, number[][], number][] = [
  ['a constant column', blob(60).map(([x]) => [x, 7]), 2],
  ['constant columns alone', Array.from({ length: 20 }, () => [3, -1e9]), 2],
  ['duplicated rows', [...Array.from({ length: 50 }, () => [1, 2]), ...Array.from({ length: 50 }, () => [3, 5])], 2],
  ['more components than different rows', [...Array.from({ length: 9 }, () => [1, 2]), [3, 5]], 4],
  [
    'fewer rows than components',
    [
      [0, 0],
      [5, 1],
      [2, 9],
    ],
    5,
  ],
  ['one row', [[4, 2]], 1],
  ['one row for three components', [[4, 2]], 3],
  ['a row without values', [...blob(40), [Number.NaN, Number.NaN]], 2],
  ['collinear columns', blob(60).map(([x]) => [x, 2 * x + 1]), 2],
  ['one far outlier', [...blob(60), [1e8, -1e8]], 3],
];
describe.each(covariances)('%s covariances', (covariance) => {
  it.each(awkward)('fit %s', async (_, rows, components) => {
    for (const init of ['k-means', 'random-rows', 'standard-normal'] as const) {
      const model = await GaussianMixture.fit(rows, { components, covariance, init, maxIterations: 30, tolerance: 1e-6 });
      expectFinite(model, rows);
    }
  });

  it.each([1e-30, 1e-12, 1e12, 1e30])('fit data of the scale %s as they fit it at 1', async (scale) => {
    const near = blob(100);
    const far = near.map((row) => row.map((x) => x * scale));
    const options: FitOptions = { components: 2, covariance, tolerance: 1e-6 };
    const [a, b] = [await GaussianMixture.fit(near, options), await GaussianMixture.fit(far, options)];
    expectFinite(b, far);
    expect([...b.predict(far)]).toEqual([...a.predict(near)]);
    expect(b.score(far)).toBeCloseTo(a.score(near) - 2 * Math.log(scale), 6);
    a.means.forEach((m, i) => {
      expect(Math.abs(b.means[i] / scale - m)).toBeLessThan(1e-6);
    });
  });
});

describe('Big Learning EM', () => {
  it.each(awkward.filter(([, rows]) => !rows.flat().some(Number.isNaN)))('fits %s', async (_, rows, components) => {
    for (const deadComponent of ['faithful', 'keep', 'reseed'] as const) {
      const bigLearning = { iterations: 20, polish: 3 };
      const model = await GaussianMixture.fit(rows, { components, method: 'biglearn-em', deadComponent, bigLearning });
      expectFinite(model, rows);
    }
  });

  it.each([1e-30, 1e30])('fits data of the scale %s', async (scale) => {
    const rows = blob(80).map((row) => row.map((x) => x * scale));
    expectFinite(
      await GaussianMixture.fit(rows, { components: 2, method: 'biglearn-em', bigLearning: { iterations: 20 } }),
      rows,
    );
  });
});

describe('errors', () => {
  const rows = blob(20);
  const cases: [string, unknown, Partial<FitOptions>, string][] = [
    [
      'an infinite value',
      [
        [1, 2],
        [3, Number.POSITIVE_INFINITY],
      ],
      {},
      'rows: row 1, column 1 of 2 x 2 is Infinity',
    ],
    ['a column without values', rows.map(([x]) => [x, Number.NaN]), {}, 'rows: column 1 of 20 x 2 has no observed value'],
    ['no rows', [], {}, 'rows: expected at least one row and one column; got 0 x 0'],
    ['ragged rows', [[1, 2], [3]], {}, 'rows: row 1 has 1 numbers where row 0 has 2'],
    [
      'a range that overflows',
      [
        [-1.5e308, 0],
        [1.5e308, 1],
      ],
      {},
      'rows: column 0 of 2 x 2 reaches from',
    ],
    ['no components', rows, { components: 0 }, 'components: expected an integer of at least 1; got 0'],
    ['too few weights', rows, { rowWeights: [1] }, 'rowWeights: expected one for each of the 20 rows; got 1'],
    ['a negative weight', rows, { rowWeights: rows.map((_, i) => (i === 4 ? -1 : 1)) }, 'rowWeights: weight 4 of 20 is -1'],
    ['weights of zero', rows, { rowWeights: rows.map(() => 0) }, 'rowWeights: all weights are zero'],
    [
      'an unknown covariance',
      rows,
      { covariance: 'round' as never },
      'covariance: expected full, tied, diagonal, spherical; got round',
    ],
    ['an unknown method', rows, { method: 'magic' as never }, 'method: expected em, biglearn-em; got magic'],
    ['an unknown start', rows, { init: 'luck' as never }, 'init: expected k-means'],
    ['a negative tolerance', rows, { tolerance: -1 }, 'tolerance: expected a number from 0'],
    ['a seed that is no integer', rows, { seed: 0.5 }, 'seed: expected an integer of at most 53 bits; got 0.5'],
    ['negative workers', rows, { workers: -1 }, 'workers: expected an integer of at least 0; got -1'],
    ['task shares over 1', rows, { bigLearning: { joint: 0.7, marginal: 0.5 } }, 'bigLearning.joint + bigLearning.marginal'],
    [
      'subsets of no dimension',
      rows,
      { bigLearning: { subsetSize: 0 } },
      'bigLearning.subsetSize: expected an integer of at least 1',
    ],
    ['an impossible Beta', rows, { bigLearning: { subsetBeta: 0 } }, 'bigLearning.subsetBeta: expected a number over 0; got 0'],
    [
      'transforms unknown',
      rows,
      { bigLearning: { transforms: 'shear' as never } },
      'bigLearning.transforms: expected orthogonal, rotation',
    ],
    [
      'holes in Big Learning EM',
      [
        [1, Number.NaN],
        [2, 3],
      ],
      { method: 'biglearn-em' },
      'rows: Big Learning EM needs complete rows',
    ],
    [
      'a covariance that is not closed under rotation',
      rows,
      { method: 'biglearn-em', covariance: 'diagonal' },
      'covariance: Big Learning EM is defined for full covariances; got diagonal',
    ],
    [
      'a scaling that breaks spheres',
      rows,
      { covariance: 'spherical', scaling: 'standard' },
      "scaling: a spherical covariance stays spherical only under 'common' or 'none'",
    ],
  ];
  it.each(cases)('name %s', async (_, given, options, message) => {
    await expect(GaussianMixture.fit(given as number[][], { components: 2, ...options })).rejects.toThrow(message);
  });

  it('name a start that does not fit', async () => {
    const init = await GaussianMixture.fit(rows, { components: 2 });
    await expect(GaussianMixture.fit(rows, { components: 3, init })).rejects.toThrow(
      'init: expected 3 full components in 2 dimensions',
    );
    await expect(GaussianMixture.fit(rows, { components: 2, init, nInit: 2 })).rejects.toThrow(
      'nInit: 2 runs from given parameters',
    );
    const bad = { ...init.toJSON(), weights: Float64Array.of(0.5, 0.6), means: init.means, covariances: init.covariances };
    await expect(GaussianMixture.fit(rows, { components: 2, init: bad })).rejects.toThrow('weights: must add up to 1');
  });

  it('name data that are too far from the start for doubles', async () => {
    const init = GaussianMixture.fromParameters({ covariance: 'spherical', weights: [1], means: [[0]], covariances: [1] });
    const options = { components: 1, covariance: 'spherical', init, scaling: 'none' } as const;
    await expect(GaussianMixture.fit([[1e200], [2e200]], options)).rejects.toThrow('the log-likelihood became -Infinity');
  });

  it('name rows of other dimensions at prediction', async () => {
    const model = await GaussianMixture.fit(rows, { components: 2 });
    expect(() => model.predict([[1, 2, 3]])).toThrow('rows: the model has 2 dimensions; got 1 x 3');
    expect(() => model.score(rows, [1])).toThrow('rowWeights: expected one for each of the 20 rows; got 1');
  });
});

describe('a row beyond all distances', () => {
  it.each(covariances)('still belongs to a component: the widest in its direction (%s)', (covariance) => {
    const model = GaussianMixture.fromParameters({
      covariance,
      weights: [0.5, 0.5],
      means: [
        [0, 0],
        [1, 1],
      ],
      covariances: { full: [1, 0, 0, 1, 4, 0, 0, 4], tied: [1, 0, 0, 1], diagonal: [1, 1, 4, 4], spherical: [1, 4] }[
        covariance
      ],
    });
    expect([...model.predictProba([[1e200, 1e200]]).data]).toEqual(covariance === 'tied' ? [1, 0] : [0, 1]);
    expect(model.scoreSamples([[1e200, 1e200]])[0]).toBe(Number.NEGATIVE_INFINITY);
  });
});
