import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCsv } from '@baytes/data';
import { GaussianMixture } from '@baytes/mixtures';

/** Three Gaussians in the plane, far from each other. */
export const three = GaussianMixture.fromParameters({
  covariance: 'spherical',
  weights: [0.5, 0.3, 0.2],
  means: [
    [0, 0],
    [10, 0],
    [0, 10],
  ],
  covariances: [1, 1, 1],
});

/** Writes n draws with their labels into `folder`/points.csv. */
export function writePoints(folder: string, n = 300): string {
  const { rows, labels } = three.sample(n, { seed: 1 });
  const names = Array.from(labels, (label) => ['ash', 'birch', 'cedar'][label]);
  writeFileSync(join(folder, 'points.csv'), formatCsv({ rows, columns: ['x', 'y'], labels: names, labelColumn: 'tree' }));
  return 'points.csv';
}
