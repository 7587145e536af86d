// EM itself: the path of the log-likelihood beside scikit-learn's from the same start, which a golden file keeps.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GaussianMixture } from '@baytes/mixtures';
import { root } from '../../scripts/workspace.mjs';

const kinds = /** @type {const} */ ({ full: 'full', tied: 'tied', diag: 'diagonal', spherical: 'spherical' });

/** @param {import('../../report/report.mjs').Report} report */
export async function parityTable(report) {
  const golden = JSON.parse(readFileSync(join(root, 'packages/mixtures/test/golden/golden.json'), 'utf8'));
  report.note(
    `\nEM beside scikit-learn's GaussianMixture from the same start: mean log-likelihood after every iteration (golden file: ${golden.made_by}).`,
  );
  const rows = [];
  for (const [theirs, covariance] of Object.entries(kinds)) {
    /** @type {{ path: number[], covariances: number[] }} */
    const { path, covariances } = golden.parity[theirs];
    const init = GaussianMixture.fromParameters({ covariance, weights: golden.weights, means: golden.means, covariances });
    const { history } = await GaussianMixture.fit(golden.rows, {
      components: init.components,
      covariance,
      init,
      scaling: 'none',
      tolerance: 0,
      covarianceFloor: 1e-6,
      maxIterations: path.length,
    });
    const gaps = path.map((want, i) => Math.abs(history[i].logLikelihood - want) / Math.abs(want));
    const greatest = Math.max(...gaps);
    rows.push({
      name: covariance,
      cells: { iterations: path.length, 'greatest relative difference': greatest },
      aims: [{ what: 'greatest relative difference', value: greatest, atMost: 1e-8 }],
    });
  }
  report.table('EM and scikit-learn', rows);
}
