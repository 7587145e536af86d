import { describe, expect, it } from 'vitest';
import { GaussianMixture } from '../src/index';

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

describe('GaussianMixture', () => {
  it.each(['full', 'tied', 'diagonal', 'spherical'] as const)('fits %s covariances', async (covariance) => {
    const { rows } = truth.sample(4000, { seed: 1 });
    const model = await GaussianMixture.fit(rows, { components: 2, covariance, tolerance: 1e-9, maxIterations: 300 });
    expect(model.converged).toBe(true);
    expect([...model.weights].sort()[0]).toBeCloseTo(0.3, 1);
    const path = model.history.map((entry) => entry.logLikelihood);
    for (let i = 1; i < path.length; i++) expect(path[i]).toBeGreaterThan(path[i - 1] - 1e-9);
    if (covariance === 'full') expect(Math.abs(model.score(rows) - truth.score(rows))).toBeLessThan(5e-3);
  });
});
