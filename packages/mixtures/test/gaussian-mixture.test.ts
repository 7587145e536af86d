import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Covariance, type FitOptions, GaussianMixture, type Initialization } from '../src/index';

const truth = GaussianMixture.fromParameters({
  weights: [0.3, 0.7],
  means: [
    [0, 0],
    [6, 3],
  ],
  covariances: [
    [
      [1, 0.5],
      [0.5, 1],
    ],
    [
      [2, -0.6],
      [-0.6, 1],
    ],
  ],
});
const covariances = ['full', 'tied', 'diagonal', 'spherical'] as const;
const rowsOf = (n: number, seed: number, model = truth) => {
  const { data, columns } = model.sample(n, { seed }).rows;
  return Array.from({ length: n }, (_, i) => [...data.subarray(i * columns, i * columns + columns)]);
};
const difference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

describe('fitting', () => {
  it.each(covariances)('finds %s covariances, and never lowers the likelihood', async (covariance) => {
    const { rows } = truth.sample(4000, { seed: 1 });
    const model = await GaussianMixture.fit(rows, { components: 2, covariance, tolerance: 1e-9, maxIterations: 300 });
    expect(model.converged).toBe(true);
    expect([...model.weights].sort()[0]).toBeCloseTo(0.3, 1);
    const path = model.history.map((entry) => entry.logLikelihood);
    for (let i = 1; i < path.length; i++) expect(path[i]).toBeGreaterThan(path[i - 1] - 1e-9);
    if (covariance === 'full') expect(Math.abs(model.score(rows) - truth.score(rows))).toBeLessThan(5e-3);
    // The history says after how many iterations: from the start to the model that is returned.
    expect(model.history.map(({ step }) => step)).toEqual(path.map((_, i) => i));
    expect(model.history.at(-1)!.logLikelihood).toBeCloseTo(model.score(rows), 9);
  });

  it.each([...covariances.map((covariance) => [covariance, 'em'] as const), ['full', 'biglearn-em'] as const])(
    'counts a row of weight 3 as three rows, one of weight 0 as none: %s, %s',
    async (covariance, method) => {
      const rows = rowsOf(120, 2);
      rows[7] = [1e200, -1e200]; // weighs nothing, so it does not matter where it lies
      const rowWeights = rows.map((_, i) => (i === 7 ? 0 : (i % 3) + 1));
      const repeated = rows.flatMap((row, i) => Array.from({ length: rowWeights[i] }, () => row));
      const init = GaussianMixture.fromParameters({
        covariance,
        weights: [0.5, 0.5],
        means: [
          [1, 0],
          [5, 4],
        ],
        covariances: { full: [1, 0, 0, 1, 1, 0, 0, 1], tied: [1, 0, 0, 1], diagonal: [1, 1, 1, 1], spherical: [1, 1] }[
          covariance
        ],
      });
      const options: FitOptions = { components: 2, covariance, method, init, maxIterations: 15, tolerance: 0 };
      options.bigLearning = { iterations: 30, polish: 3, evaluateEvery: 5 };
      const weighted = await GaussianMixture.fit(rows, { ...options, rowWeights });
      const plain = await GaussianMixture.fit(repeated, options);
      for (const name of ['weights', 'means', 'covariances'] as const) {
        expect(difference(weighted[name], plain[name])).toBeLessThan(1e-9);
      }
      for (const criterion of ['bic', 'aic', 'icl'] as const) {
        expect(weighted[criterion](rows, rowWeights)).toBeCloseTo(plain[criterion](repeated), 6);
      }
    },
  );

  it.each(['k-means', 'k-means++', 'random-rows'] as Initialization[])("starts by %s on the data's own scale", async (init) => {
    const near = rowsOf(300, 3);
    const far = near.map(([x, y]) => [1e6 + 1e-3 * x, -1e9 + 1e5 * y]);
    const fits = [near, far].map((rows) => GaussianMixture.fit(rows, { components: 2, init, nInit: 3, seed: 4 }));
    const [a, b] = await Promise.all(fits);
    expect([...b.predict(far)]).toEqual([...a.predict(near)]);
    expect(b.score(far)).toBeCloseTo(a.score(near) - Math.log(1e-3 * 1e5), 6);
  });

  it('keeps the best of nInit runs, and is the same for the same seed', async () => {
    const rows = rowsOf(
      200,
      5,
      GaussianMixture.fromParameters({
        covariance: 'spherical',
        weights: [0.2, 0.2, 0.2, 0.2, 0.2],
        means: [
          [0, 0],
          [5, 0],
          [0, 5],
          [5, 5],
          [20, 20],
        ],
        covariances: [1, 1, 1, 1, 1],
      }),
    );
    const options = { components: 5, init: 'random-rows', nInit: 6, seed: 1 } as const;
    const model = await GaussianMixture.fit(rows, options);
    const ends = new Map(model.history.map(({ run, logLikelihood }) => [run, logLikelihood]));
    expect(ends.size).toBe(6);
    expect(new Set(ends.values()).size).toBeGreaterThan(1);
    expect(model.score(rows)).toBeCloseTo(Math.max(...ends.values()), 9);
    expect((await GaussianMixture.fit(rows, options)).toJSON()).toEqual(model.toJSON());
  });

  it('does not take a warm start for a converged one (scikit-learn, pull request 10870)', async () => {
    const first = await GaussianMixture.fit(rowsOf(500, 6), { components: 2, tolerance: 1e-3 });
    const moved = rowsOf(500, 7).map(([x, y]) => [x + 2, y - 1]);
    const warm = await GaussianMixture.fit(moved, { components: 2, init: first, tolerance: 1e-3, maxIterations: 200 });
    const cold = await GaussianMixture.fit(moved, { components: 2, tolerance: 1e-3, maxIterations: 200 });
    expect(warm.history.length).toBeGreaterThan(3);
    expect(Math.abs(warm.score(moved) - cold.score(moved))).toBeLessThan(2e-3);
    // Even an optimum takes a second look before it is called converged.
    const again = await GaussianMixture.fit(moved, { components: 2, init: warm, tolerance: 1e-3 });
    expect(again.converged).toBe(true);
    expect(again.history.map(({ step }) => step)).toEqual([0, 1, 2]);
  });

  it('says that it has not converged where it has not', async () => {
    expect((await GaussianMixture.fit(rowsOf(100, 8), { components: 2, maxIterations: 1 })).converged).toBe(false);
  });

  it('adds the floor to every variance', async () => {
    const rows = [
      [1, 5],
      [1, 6],
      [1, 7],
      [1, 8],
    ];
    const model = await GaussianMixture.fit(rows, { components: 1, scaling: 'none', covarianceFloor: 0.25 });
    expect(difference(model.covariances, [0.25, 0, 0, 1.5])).toBeLessThan(1e-12);
    const diagonal = await GaussianMixture.fit(rows, {
      components: 1,
      covariance: 'diagonal',
      scaling: 'none',
      covarianceFloor: 1,
    });
    expect(difference(diagonal.covariances, [1, 2.25])).toBeLessThan(1e-12);
  });
});

describe('a component that has lost its rows', () => {
  const rows = rowsOf(200, 9);
  const start = (covariance: Covariance) =>
    GaussianMixture.fromParameters({
      covariance,
      weights: [0.4, 0.4, 0.2],
      means: [
        [0, 0],
        [6, 3],
        [1000, 1000],
      ],
      covariances: {
        full: [1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1],
        tied: [1, 0, 0, 1],
        diagonal: [1, 1, 1, 1, 1, 1],
        spherical: [1, 1, 1],
      }[covariance],
    });

  it.each(covariances)("stays where it is under 'keep' (%s)", async (covariance) => {
    const init = start(covariance);
    const model = await GaussianMixture.fit(rows, { components: 3, covariance, init, scaling: 'none', deadComponent: 'keep' });
    expect([...model.means.subarray(4)]).toEqual([1000, 1000]);
    expect(model.weights[2]).toBe(0);
    if (covariance === 'diagonal') expect([...model.covariances.subarray(4)]).toEqual([1, 1]);
    // The others fit as if it were not there.
    const two = GaussianMixture.fromParameters({
      covariance,
      weights: [0.5, 0.5],
      means: init.means.subarray(0, 4),
      covariances: covariance === 'tied' ? init.covariances : init.covariances.subarray(0, (2 * init.covariances.length) / 3),
    });
    const without = await GaussianMixture.fit(rows, { components: 2, covariance, init: two, scaling: 'none' });
    expect(model.score(rows)).toBeCloseTo(without.score(rows), 9);
  });

  it.each(covariances)("moves to badly explained rows under 'reseed' (%s)", async (covariance) => {
    const init = start(covariance);
    const model = await GaussianMixture.fit(rows, {
      components: 3,
      covariance,
      init,
      scaling: 'none',
      deadComponent: 'reseed',
    });
    expect(model.weights[2]).toBeGreaterThan(1e-3);
    expect(Math.abs(model.means[4])).toBeLessThan(20);
  });

  it("goes to the origin under 'faithful', as in the code of Big Learning EM's authors", async () => {
    const options = { components: 3, scaling: 'none', deadComponent: 'faithful', maxIterations: 1 } as const;
    const model = await GaussianMixture.fit(rows, { ...options, init: start('full') });
    expect([...model.means.subarray(4)]).toEqual([0, 0]);
    expect(model.weights[2]).toBe(0);
  });
});

describe('sampling', () => {
  it('has the weights, means and covariances of the mixture', () => {
    const n = 40000;
    const { rows, labels } = truth.sample(n, { seed: 11 });
    // Ten statistics, five standard errors each: a false alarm in 2e5 seeds.
    for (const k of [0, 1]) {
      const own = Array.from(labels.keys()).filter((i) => labels[i] === k);
      const w = truth.weights[k];
      expect(Math.abs(own.length - n * w)).toBeLessThan(5 * Math.sqrt(n * w * (1 - w)));
      const S = truth.covarianceOf(k).data;
      const moment = (f: (x: number, y: number) => number) =>
        own.reduce(
          (sum, i) => sum + f(rows.data[2 * i] - truth.means[2 * k], rows.data[2 * i + 1] - truth.means[2 * k + 1]),
          0,
        ) / own.length;
      const error = 5 / Math.sqrt(own.length);
      expect(Math.abs(moment((x) => x))).toBeLessThan(error * Math.sqrt(S[0]));
      expect(Math.abs(moment((_, y) => y))).toBeLessThan(error * Math.sqrt(S[3]));
      expect(Math.abs(moment((x) => x * x) - S[0])).toBeLessThan(error * Math.SQRT2 * S[0]);
      expect(Math.abs(moment((x, y) => x * y) - S[1])).toBeLessThan(error * Math.sqrt(S[0] * S[3] + S[1] ** 2));
    }
  });

  it('has the right distribution along a line', () => {
    // Probability integral transform of one dimension, chi-squared over 20 bins: 64 is passed in one of 1e6 runs.
    const line = truth.marginal([1]);
    const { rows } = truth.sample(20000, { seed: 12 });
    const cdf = (x: number) =>
      line.weights.reduce((sum, w, k) => sum + w * normalCdf((x - line.means[k]) / Math.sqrt(line.covariances[k])), 0);
    const bins = new Float64Array(20);
    for (let i = 0; i < 20000; i++) bins[Math.min(19, Math.floor(20 * cdf(rows.data[2 * i + 1])))]++;
    expect(bins.reduce((sum, b) => sum + (b - 1000) ** 2 / 1000, 0)).toBeLessThan(64);
  });

  it('never draws a component of weight zero, and wants a number of draws', () => {
    const model = GaussianMixture.fromParameters({
      covariance: 'spherical',
      weights: [0, 1, 0],
      means: [[0], [5], [9]],
      covariances: [1, 1, 1],
    });
    expect(model.sample(200).labels.every((k) => k === 1)).toBe(true);
    expect(model.sample(0).rows.rows).toBe(0);
    expect(() => model.sample(1.5)).toThrow('n: expected a number of draws; got 1.5');
  });
});

/** By Simpson's rule: slow, simple, and good to 1e-9. */
function normalCdf(z: number): number {
  const at = Math.max(-8, Math.min(8, z));
  const steps = 200;
  const h = at / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) sum += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * Math.exp(-((i * h) ** 2) / 2);
  return 0.5 + ((h / 3) * sum) / Math.sqrt(2 * Math.PI);
}

describe('marginals, conditionals, transforms', () => {
  const arbitrary = fc.record({
    covariance: fc.constantFrom(...covariances),
    seed: fc.nat(1e6),
  });
  const random = (covariance: Covariance, seed: number) => {
    // Parameters out of a sampler: any will do.
    const z = GaussianMixture.fromParameters({
      covariance: 'spherical',
      weights: [1],
      means: [[0, 0, 0, 0]],
      covariances: [1],
    });
    const { data } = z.sample(12, { seed }).rows;
    const wishart = (from: number) =>
      Array.from({ length: 9 }, (_, at) => {
        const [i, j] = [Math.floor(at / 3), at % 3];
        let sum = i === j ? 0.3 : 0;
        for (let m = 0; m < 3; m++) sum += data[from + 3 * i + m] * data[from + 3 * j + m];
        return sum;
      });
    const variances = Array.from(data.subarray(0, 6), (v) => 0.2 + v * v);
    return GaussianMixture.fromParameters({
      covariance,
      weights: [0.35, 0.65],
      means: data.subarray(30, 36),
      covariances: {
        full: [...wishart(0), ...wishart(9)],
        tied: wishart(0),
        diagonal: variances,
        spherical: variances.slice(0, 2),
      }[covariance],
    });
  };

  it('multiply back: p(x) = p(x_T) p(x_rest | x_T)', () => {
    fc.assert(
      fc.property(
        arbitrary,
        fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
        ({ covariance, seed }, [a, b]) => {
          const model = random(covariance, seed);
          const c = 0.7;
          const joint = model.scoreSamples([[a, b, c]])[0];
          const parts =
            model.marginal([2, 0]).scoreSamples([[c, a]])[0] + model.conditional([2, 0], [c, a]).scoreSamples([[b]])[0];
          expect(Math.abs(joint - parts)).toBeLessThan(1e-8 * Math.max(1, Math.abs(joint)));
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });

  it('score rows with missing values by their marginal', () => {
    const model = random('full', 3);
    const [log] = model.scoreSamples([[Number.NaN, 0.5, -1]]);
    expect(log).toBeCloseTo(model.marginal([1, 2]).scoreSamples([[0.5, -1]])[0], 12);
    expect(model.scoreSamples([[Number.NaN, Number.NaN, Number.NaN]])[0]).toBe(0);
    expect([...model.predictProba([[Number.NaN, Number.NaN, Number.NaN]]).data]).toEqual([...model.weights]);
  });

  it('change density by the determinant, and come back', () => {
    fc.assert(
      fc.property(arbitrary, ({ covariance, seed }) => {
        const model = random(covariance, seed);
        const A = [
          [2, 1, 0],
          [0, 1, -1],
          [1, 0, 3],
        ]; // determinant 5
        const b = [1, -2, 0.5];
        const x = [0.3, -0.4, 1];
        const y = A.map((row, i) => b[i] + row.reduce((sum, value, j) => sum + value * x[j], 0));
        const moved = model.transform(A, b);
        expect(moved.scoreSamples([y])[0]).toBeCloseTo(model.scoreSamples([x])[0] - Math.log(5), 8);
        const inverse = [
          [3, -3, -1],
          [-1, 6, 2],
          [-1, 1, 2],
        ].map((row) => row.map((value) => value / 5));
        const back = moved.transform(
          inverse,
          inverse.map((row) => -row.reduce((sum, value, j) => sum + value * b[j], 0)),
        );
        expect(difference(back.means, model.means)).toBeLessThan(1e-9);
        for (const k of [0, 1]) expect(difference(back.covarianceOf(k).data, model.covarianceOf(k).data)).toBeLessThan(1e-8);
      }),
      { numRuns: 30, seed: 6 },
    );
  });

  it('by rows of the identity is a marginal', () => {
    const model = random('full', 9);
    expect(
      model.transform([
        [0, 0, 1],
        [1, 0, 0],
      ]).covariances,
    ).toEqual(model.marginal([2, 0]).covariances);
  });

  it('name what is wrong', () => {
    const model = random('full', 1);
    expect(() => model.marginal([])).toThrow('dimensions: expected at least one dimension');
    expect(() => model.marginal([3])).toThrow('dimensions: expected integers from 0 to 2; number 0 is 3');
    expect(() => model.marginal([1, 1])).toThrow('dimensions: dimension 1 is given twice');
    expect(() => model.conditional([0], [1, 2])).toThrow('values: expected 1, one a dimension; got 2');
    expect(() => model.conditional([0], [Number.NaN])).toThrow('values: number 0 of 1 is NaN');
    expect(() => model.conditional([0, 1, 2], [1, 2, 3])).toThrow('dimensions: all 3 are given');
    expect(() => model.transform([[1, 0]])).toThrow('A: expected at least one row of 3 columns; got 1 x 2');
    expect(() => model.transform([[1, 0, 0]], [1, 2])).toThrow('b: expected 1 numbers');
    expect(() =>
      model.transform([
        [1, 0, 0],
        [2, 0, 0],
      ]),
    ).toThrow('not positive definite');
  });
});

describe('saving', () => {
  it('brings back every bit', async () => {
    const model = await GaussianMixture.fit(rowsOf(80, 13), { components: 2, covariance: 'tied' });
    const back = GaussianMixture.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(back).toEqual(model);
    expect(back.history).toEqual(model.history);
  });

  it('names a foreign or broken file', () => {
    expect(() => GaussianMixture.fromJSON({})).toThrow('json: this is not a Gaussian mixture, version 1');
    expect(() => GaussianMixture.fromJSON(null)).toThrow('json: this is not a Gaussian mixture');
    const json = JSON.parse(JSON.stringify(truth));
    expect(() => GaussianMixture.fromJSON({ ...json, means: undefined })).toThrow('json: means must be an array of numbers');
    expect(() => GaussianMixture.fromJSON({ ...json, means: [1, 2, 3] })).toThrow('means: 2 components in 2 dimensions');
    expect(() => GaussianMixture.fromJSON({ ...json, weights: [0.5, 0.6] })).toThrow(
      'weights: must add up to 1; they add up to 1.1',
    );
  });
});
