// Against scikit-learn, SciPy and a row-by-row EM for missing values: test/golden/generate.py.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Covariance, GaussianMixture } from '../src/index';

interface Fitted {
  path: number[];
  weights: number[];
  means: number[];
  final_covariances: number[];
  covariances: number[];
}
interface Golden {
  rows: number[][];
  weights: number[];
  means: number[][];
  parity: Record<
    string,
    Fitted & { bic: number; aic: number; icl: number; log_density: number[]; labels: number[]; probabilities: number[] }
  >;
  holes: (number | null)[][];
  row_weights: number[];
  missing: Record<string, Fitted>;
  conditional: Record<string, { given: number[]; grid: number[]; log_density: number[]; log_given: number }>;
}
const golden: Golden = JSON.parse(readFileSync(new URL('golden/golden.json', import.meta.url), 'utf8'));

const kinds: [Covariance, string][] = [
  ['full', 'full'],
  ['tied', 'tied'],
  ['diagonal', 'diag'],
  ['spherical', 'spherical'],
];
const startOf = (covariance: Covariance, theirs: string) =>
  GaussianMixture.fromParameters({
    covariance,
    weights: golden.weights,
    means: golden.means,
    covariances: golden.parity[theirs].covariances,
  });
const close = (got: ArrayLike<number>, want: ArrayLike<number>, tolerance: number) => {
  expect(got.length).toBe(want.length);
  for (let i = 0; i < want.length; i++) {
    expect(Math.abs(got[i] - want[i]), `number ${i}: ${got[i]}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(want[i])),
    );
  }
};
/** Plain EM as scikit-learn runs it: in the data's own units, and to the last iteration. */
const plain = { components: 3, scaling: 'none', tolerance: 0, covarianceFloor: 1e-6 } as const;

describe.each(kinds)('%s covariances', (covariance, theirs) => {
  it("take the path of scikit-learn's GaussianMixture from the same start", async () => {
    const want = golden.parity[theirs];
    const init = startOf(covariance, theirs);
    const model = await GaussianMixture.fit(golden.rows, { ...plain, covariance, init, maxIterations: want.path.length });
    const path = model.history.map((entry) => entry.logLikelihood);
    expect(path.length).toBe(want.path.length + 1);
    for (let i = 0; i < want.path.length; i++) {
      expect(Math.abs(path[i] - want.path[i]), `iteration ${i}`).toBeLessThanOrEqual(1e-8 * Math.abs(want.path[i]));
    }
    close(model.weights, want.weights, 1e-8);
    close(model.means, want.means, 1e-8);
    close(model.covariances, want.final_covariances, 1e-8);
    close([model.bic(golden.rows), model.aic(golden.rows), model.icl(golden.rows)], [want.bic, want.aic, want.icl], 1e-8);
    close(model.scoreSamples(golden.rows.slice(0, 10)), want.log_density, 1e-8);
    close(model.predictProba(golden.rows.slice(0, 10)).data, want.probabilities, 1e-8);
    expect([...model.predict(golden.rows)]).toEqual(want.labels);
  });

  it('take the path of exact EM where values are missing and rows are weighted', async () => {
    const want = golden.missing[theirs];
    const init = startOf(covariance, theirs);
    const rows = golden.holes.map((row) => row.map((value) => value ?? Number.NaN));
    const model = await GaussianMixture.fit(rows, {
      ...plain,
      covariance,
      init,
      maxIterations: want.path.length,
      rowWeights: golden.row_weights,
    });
    close(model.history.map((entry) => entry.logLikelihood).slice(0, -1), want.path, 1e-9);
    close(model.weights, want.weights, 1e-9);
    close(model.means, want.means, 1e-8);
    close(model.covariances, want.covariances, 1e-8);
  });

  it('have conditionals whose density is that of the whole over that of the part', () => {
    const { given, grid, log_density, log_given } = golden.conditional[theirs];
    const model = startOf(covariance, theirs);
    const conditional = model.conditional([0, 1], given);
    expect(conditional.covariance).toBe(covariance);
    close(conditional.scoreSamples(grid.map((z) => [z])), log_density, 1e-10);
    close(model.marginal([0, 1]).scoreSamples([given]), [log_given], 1e-10);
    // The order of the dimensions given does not matter.
    close(model.conditional([1, 0], [given[1], given[0]]).means, conditional.means, 1e-12);
  });
});
