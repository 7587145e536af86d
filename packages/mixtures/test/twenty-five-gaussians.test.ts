// The simulation of the paper of Big Learning EM, small enough for every run of the tests: 25 equal Gaussians on a grid.
import { describe, expect, it } from 'vitest';
import { type FitOptions, GaussianMixture } from '../src/index';

const grid = [-4, -2, 0, 2, 4];
const truth = GaussianMixture.fromParameters({
  covariance: 'spherical',
  weights: Array.from({ length: 25 }, () => 1 / 25),
  means: grid.flatMap((x) => grid.map((y) => [x, y])),
  covariances: Array.from({ length: 25 }, () => 0.1),
});
const { rows: test } = truth.sample(5000, { seed: 99 });

/** Modes with a mean within 0.5, and the Kullback-Leibler divergence from the truth, on test data. */
function judge(model: GaussianMixture) {
  const modes = new Set<string>();
  for (let k = 0; k < 25; k++) {
    const at = [model.means[2 * k], model.means[2 * k + 1]];
    const near = at.map((x) => Math.max(-4, Math.min(4, 2 * Math.round(x / 2))));
    if (Math.hypot(at[0] - near[0], at[1] - near[1]) < 0.5) modes.add(near.join());
  }
  return { modes: modes.size, divergence: truth.score(test) - model.score(test) };
}
const settings = (seed: number): { train: ReturnType<typeof truth.sample>['rows']; options: FitOptions } => ({
  train: truth.sample(2000, { seed }).rows,
  options: { components: 25, scaling: 'none', init: 'standard-normal', seed, covarianceFloor: 1e-5 },
});
const bigLearning = { iterations: 700, weightPrior: 0.2, eigenvalueFloor: 1e-5, evaluateEvery: 100, polish: 20 };

describe('25 Gaussians on a grid', () => {
  it('EM from N(0, I) stays in local optima', { timeout: 60_000 }, async () => {
    for (const seed of [1, 2]) {
      const { train, options } = settings(seed);
      const { modes, divergence } = judge(await GaussianMixture.fit(train, { ...options, maxIterations: 200, tolerance: 0 }));
      expect(modes).toBeLessThan(25);
      expect(divergence).toBeGreaterThan(0.1);
    }
  });

  it("Big Learning EM finds all of them, and is polished to EM's optimum", { timeout: 60_000 }, async () => {
    const { train, options } = settings(1);
    const model = await GaussianMixture.fit(train, { ...options, method: 'biglearn-em', bigLearning });
    const { modes, divergence } = judge(model);
    expect(modes).toBe(25);
    const best = await GaussianMixture.fit(train, {
      components: 25,
      scaling: 'none',
      init: {
        ...truth,
        covariance: 'full',
        covariances: Float64Array.from({ length: 100 }, (_, i) => (i % 4 === 0 || i % 4 === 3 ? 0.1 : 0)),
      },
      maxIterations: 50,
      tolerance: 1e-9,
    });
    expect(Math.abs(divergence - judge(best).divergence)).toBeLessThan(2e-3);
  });

  it('does not without the prior of the weights', { timeout: 60_000 }, async () => {
    const { train, options } = settings(1);
    const without = { ...bigLearning, iterations: 300, weightPrior: 0 };
    expect(
      judge(await GaussianMixture.fit(train, { ...options, method: 'biglearn-em', bigLearning: without })).modes,
    ).toBeLessThan(25);
  });
});
