// The data of bench:em: the peers' own, and a set drawn as theirs is.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataset } from '@baytes/data/node';
import { foldIn, key, normalStream, uniformStream } from '@baytes/kernels';
import { root } from '../scripts/workspace.mjs';

/** The folder of data sets: BAYTES_DATA, or ../shared/data. */
export const dataFolder = resolve(root, process.env.BAYTES_DATA ?? '../shared/data');
export const hasLetter = () => existsSync(join(dataFolder, 'clustering/letter.csv.gz'));

/** The letter recognition set, 20000 x 16, without its labels. */
export async function letter() {
  return { rows: (await dataset('letter', { source: dataFolder })).rows, K: 26 };
}

/** Overlapping unit Gaussians around means of scale 3: 1e6 x 8. */
export async function synthetic(rows = 1_000_000, columns = 8, K = 16) {
  const uniform = uniformStream(foldIn(key(0), 0));
  const normal = normalStream(foldIn(key(0), 1));
  const means = Float64Array.from({ length: K * columns }, () => 3 * normal());
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const k = Math.floor(uniform() * K);
    for (let j = 0; j < columns; j++) data[i * columns + j] = means[k * columns + j] + normal();
  }
  return { rows: { data, rows, columns }, K };
}
