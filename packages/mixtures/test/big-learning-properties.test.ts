// Properties of the matching steps (reference: arXiv 2312.11926 and its code), and of how tasks are drawn.
import { foldIn, haarOrthogonal, key, mixtureScores, normalStream, symmetricEigen, uniformStream } from '@baytes/kernels';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { density, drawTask, GaussianMixture, type MatchingOptions, matchMarginal, type MixtureParameters } from '../src/index';

const D = 3;
const K = 4;
const seeds = fc.nat(1e6);
function draw(seed: number) {
  const normal = normalStream(key(seed));
  const rows = Float64Array.from({ length: 150 * D }, (_, at) => normal() + (at % 7));
  const covariances = new Float64Array(K * D * D);
  for (let k = 0; k < K; k++) {
    const A = Float64Array.from({ length: D * D }, normal);
    for (let i = 0; i < D; i++) {
      for (let j = 0; j < D; j++) {
        let sum = i === j ? 1 : 0;
        for (let m = 0; m < D; m++) sum += A[i * D + m] * A[j * D + m];
        covariances[k * D * D + i * D + j] = sum;
      }
    }
  }
  const parameters: MixtureParameters = {
    covariance: 'full',
    components: K,
    dimensions: D,
    weights: Float64Array.of(0.1, 0.2, 0.3, 0.4),
    means: Float64Array.from({ length: K * D }, () => 3 + 2 * normal()),
    covariances,
  };
  return { rows, parameters, normal };
}
const all = [0, 1, 2];
const plain: MatchingOptions = { innerSteps: 1, weightPrior: 0, eigenvalueFloor: 0, shareFloor: 0 };
const mean = (p: MixtureParameters, rows: Float64Array) =>
  mixtureScores(density(p), rows).logDensity.reduce((a, b) => a + b, 0) / (rows.length / D);
const worst = (a: Float64Array, b: Float64Array) => a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

describe('a joint task', () => {
  it('is plain EM, in whatever orthogonal coordinates', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { rows, parameters, normal } = draw(seed);
        const here = await matchMarginal(parameters, rows, { subset: all }, plain);
        const there = await matchMarginal(parameters, rows, { subset: all, rotation: haarOrthogonal(D, normal) }, plain);
        for (const name of ['weights', 'means', 'covariances'] as const)
          expect(worst(here[name], there[name])).toBeLessThan(1e-9);
        const init = GaussianMixture.fromParameters(parameters);
        const options = { components: K, init, scaling: 'none', covarianceFloor: 0, tolerance: 0, maxIterations: 1 } as const;
        const em = await GaussianMixture.fit({ data: rows, rows: rows.length / D, columns: D }, options);
        for (const name of ['weights', 'means', 'covariances'] as const)
          expect(worst(here[name], em[name])).toBeLessThan(1e-10);
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it('never lowers the likelihood without the prior', async () => {
    const { rows, parameters } = draw(4);
    let state = parameters;
    for (let step = 0; step < 30; step++) {
      const next = await matchMarginal(state, rows, { subset: all }, plain);
      expect(mean(next, rows)).toBeGreaterThanOrEqual(mean(state, rows) - 1e-9);
      state = next;
    }
  });
});

describe('a marginal task', () => {
  it('leaves every other mean and covariance as it is, to the bit, where nothing is clipped', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.subarray(all, { minLength: 1, maxLength: 2 }), async (seed, subset) => {
        const { rows, parameters } = draw(seed);
        const next = await matchMarginal(parameters, rows, { subset }, { innerSteps: 2, eigenvalueFloor: -1e9 });
        for (let k = 0; k < K; k++) {
          for (let i = 0; i < D; i++) {
            const moved = subset.includes(i);
            expect(next.means[k * D + i] === parameters.means[k * D + i]).toBe(!moved);
            for (let j = 0; j < D; j++) {
              const at = (k * D + i) * D + j;
              expect(next.covariances[at] === parameters.covariances[at]).toBe(!(moved && subset.includes(j)));
            }
          }
        }
      }),
      { numRuns: 30, seed: 2 },
    );
  });

  it("never lowers the marginal's likelihood without prior and clipping", async () => {
    const { rows, parameters } = draw(5);
    const column = Float64Array.from({ length: rows.length / D }, (_, i) => rows[i * D + 1]);
    const marginal = (p: MixtureParameters) => mixtureScores(density(p, [1]), column).logDensity.reduce((a, b) => a + b, 0);
    let state = parameters;
    for (let step = 0; step < 10; step++) {
      const next = await matchMarginal(state, rows, { subset: [1] }, { ...plain, eigenvalueFloor: -1e9 });
      expect(marginal(next)).toBeGreaterThanOrEqual(marginal(state) - 1e-7);
      state = next;
    }
  });
});

describe('any task', () => {
  it('keeps eigenvalues over the floor, matrices symmetric, weights over the prior, and numbers finite', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.constantFrom(1e-2, 0.5), fc.constantFrom(0, 0.05, 0.5), async (seed, floor, prior) => {
        const { rows, parameters } = draw(seed);
        const task = drawTask(D, uniformStream(key(seed)), normalStream(foldIn(key(seed), 1)), { joint: 0.2, marginal: 0.3 });
        const next = await matchMarginal(parameters, rows, task, { weightPrior: prior, eigenvalueFloor: floor });
        for (const w of next.weights) expect(w).toBeGreaterThanOrEqual((prior / (1 + K * prior)) * (1 - 1e-12));
        expect(Math.abs(next.weights.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-12);
        expect([...next.means, ...next.covariances].every(Number.isFinite)).toBe(true);
        for (let k = 0; k < K; k++) {
          const S = next.covariances.subarray(k * D * D, (k + 1) * D * D);
          for (const value of symmetricEigen(S, D).values) expect(value).toBeGreaterThanOrEqual(floor * (1 - 1e-6));
          for (let i = 0; i < D; i++)
            for (let j = 0; j < i; j++) expect(Math.abs(S[i * D + j] - S[j * D + i])).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('treats a component without rows as it is told', async () => {
    const { rows, parameters } = draw(6);
    const means = parameters.means.slice();
    means.set([1e3, 1e3, 1e3], 0);
    const lost = { ...parameters, means };
    const step = (deadComponent: 'faithful' | 'keep') =>
      matchMarginal(lost, rows, { subset: all }, { innerSteps: 1, weightPrior: 0.25, deadComponent });
    const faithful = await step('faithful');
    expect([...faithful.means.subarray(0, 3)]).toEqual([0, 0, 0]);
    const kept = await step('keep');
    expect([...kept.means.subarray(0, 3)]).toEqual([1e3, 1e3, 1e3]);
    expect([...kept.covariances.subarray(0, 9)]).toEqual([...parameters.covariances.subarray(0, 9)]);
    expect(kept.weights[0]).toBeCloseTo(0.125, 12); // (0 + 1/4) / (1 + 4/4)
    expect(kept.means.subarray(3)).toEqual(faithful.means.subarray(3));
  });
});

describe('a run', () => {
  const { data } = GaussianMixture.fromParameters({
    covariance: 'spherical',
    weights: [0.5, 0.3, 0.2],
    means: [
      [0, 0],
      [3, 0],
      [0, 4],
    ],
    covariances: [1, 0.2, 0.5],
  }).sample(200, { seed: 5 }).rows;
  const rows = { data, rows: 200, columns: 2 };
  const fit = (keepBest: boolean, polish: number) =>
    GaussianMixture.fit(rows, {
      components: 3,
      method: 'biglearn-em',
      seed: 3,
      bigLearning: { iterations: 40, evaluateEvery: 5, eigenvalueFloor: 1e-12, keepBest, polish },
    });

  it('keeps the best evaluated state by training likelihood, or the last', async () => {
    for (const keepBest of [true, false]) {
      const model = await fit(keepBest, 0);
      const path = model.history.map((entry) => entry.logLikelihood);
      expect(model.history.map((entry) => entry.step)).toEqual([5, 10, 15, 20, 25, 30, 35, 40]);
      expect(path.at(-1)).toBeLessThan(Math.max(...path)); // or else this test could not tell the two apart
      expect(model.score(rows)).toBeCloseTo(keepBest ? Math.max(...path) : path.at(-1)!, 9);
    }
  });

  it('polishes that state by plain EM', async () => {
    for (const keepBest of [true, false]) {
      const before = (await fit(keepBest, 0)).score(rows);
      const polished = (await fit(keepBest, 4)).history.slice(8);
      expect(polished.map((entry) => entry.step)).toEqual([41, 42, 43, 44]);
      const path = [before, ...polished.map((entry) => entry.logLikelihood)];
      for (let i = 1; i < path.length; i++) expect(path[i]).toBeGreaterThanOrEqual(path[i - 1] - 1e-9);
      const start = (await fit(keepBest, 1)).history[8].logLikelihood;
      const { weights, means, covariances } = await fit(keepBest, 0);
      const init = GaussianMixture.fromParameters({ weights, means, covariances });
      const em = await GaussianMixture.fit(rows, {
        components: 3,
        init,
        scaling: 'min-max',
        covarianceFloor: 0,
        maxIterations: 1,
      });
      expect(start).toBeCloseTo(em.score(rows), 6);
    }
  });
});

describe('drawing tasks', () => {
  const n = 20000;
  const tasks = (dimensions: number, options?: Parameters<typeof drawTask>[3]) => {
    const uniform = uniformStream(key(3));
    const normal = normalStream(key(4));
    return Array.from({ length: n }, () => drawTask(dimensions, uniform, normal, options));
  };
  /** Five standard errors of a share: a false alarm in 2e6. */
  const expectShare = (count: number, of: number, share: number) =>
    expect(Math.abs(count - of * share)).toBeLessThanOrEqual(5 * Math.sqrt(of * share * (1 - share)));

  it('takes joint, marginal and transformed marginal tasks at 0.4, 0.1 and 0.5', () => {
    const drawn = tasks(6);
    const joint = drawn.filter((t) => t.subset.length === 6);
    const turned = drawn.filter((t) => t.rotation);
    expectShare(joint.length, n, 0.4);
    expectShare(turned.length, n, 0.5);
    expect(joint.every((t) => !t.rotation)).toBe(true);
  });

  it('takes subsets of floor(D Beta(5, 1)) dimensions, never none and never all', () => {
    const drawn = tasks(6, { joint: 0, marginal: 1 });
    for (let size = 1; size < 6; size++) {
      const p = ((size + 1) / 6) ** 5 - (size / 6) ** 5 + (size === 1 ? (1 / 6) ** 5 : 0);
      expectShare(drawn.filter((t) => t.subset.length === size).length, n, p);
    }
    expect(drawn.every((t) => t.subset.length >= 1 && t.subset.length < 6 && new Set(t.subset).size === t.subset.length)).toBe(
      true,
    );
    for (let j = 0; j < 6; j++) expectShare(drawn.filter((t) => t.subset[0] === j).length, n, 1 / 6);
  });

  it('takes one dimension of two, as for the 25 Gaussians', () => {
    expect(tasks(2, { joint: 0 }).every((t) => t.subset.length === 1)).toBe(true);
    expect(tasks(1, { joint: 0 }).every((t) => t.subset.join() === '0')).toBe(true);
  });

  it('takes the sizes, exponents and transforms that it is told', () => {
    expect(tasks(5, { joint: 0, subsetSize: 3 }).every((t) => t.subset.length === 3)).toBe(true);
    expect(tasks(2, { joint: 0, subsetSize: 9 }).every((t) => t.subset.length === 2)).toBe(true);
    const small = tasks(10, { joint: 0, marginal: 1, subsetBeta: 1 }).filter((t) => t.subset.length <= 4).length;
    expectShare(small, n, 0.5);
    const det = (A: Float64Array) => A[0] * A[3] - A[1] * A[2];
    const proper = (transforms: 'orthogonal' | 'rotation') =>
      tasks(2, { joint: 0, marginal: 0, transforms }).filter((t) => det(t.rotation!) > 0).length;
    expect(proper('rotation')).toBe(n);
    expectShare(proper('orthogonal'), n, 0.5);
  });
});
