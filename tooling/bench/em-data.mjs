// The data of bench:em: the peers' own, and a set drawn as theirs is.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { foldIn, key, normalStream, uniformStream } from '@baytes/kernels';
import { root } from '../scripts/workspace.mjs';

export const letterFile = resolve(root, '../shared/data/clustering/letter.csv.gz');

/** The letter recognition set, 20000 x 16, without its labels. */
export function letter() {
  const lines = gunzipSync(readFileSync(letterFile)).toString().trimEnd().split('\n').slice(1);
  const columns = 16;
  const data = new Float64Array(lines.length * columns);
  lines.forEach((line, i) => {
    data.set(line.split(',').slice(1).map(Number), i * columns);
  });
  return { rows: { data, rows: lines.length, columns }, K: 26 };
}

/** Overlapping unit Gaussians around means of scale 3: 1e6 x 8. */
export function synthetic(rows = 1_000_000, columns = 8, K = 16) {
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
