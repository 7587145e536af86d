// The clustering sets of the paper, read from a folder, scaled and split.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataset } from '@baytes/data/node';
import { foldIn, key, uniformStream } from '@baytes/kernels';

/** @typedef {{ labels: number[], rows: number[][] }} Labelled */

/** Whether a folder of data sets has one. @param {string} folder @param {string} name */
export const hasSet = (folder, name) =>
  (name === 'pendigits' ? ['pendigits-train', 'pendigits-test'] : [name]).every((part) =>
    existsSync(join(folder, 'clustering', `${part}.csv.gz`)),
  );

/** @param {string} folder @param {string} name @returns {Promise<Labelled>} */
async function read(folder, name) {
  const { rows, labels } = await dataset(/** @type {Parameters<typeof dataset>[0]} */ (name), { source: folder });
  const row = (/** @type {number} */ i) => [...rows.data.subarray(i * rows.columns, (i + 1) * rows.columns)];
  return { labels: (labels ?? []).map(Number), rows: Array.from({ length: rows.rows }, (_, i) => row(i)) };
}

/** 80 of 100 rows of every class, and the rest. @param {Labelled} all @param {number} seed */
function stratified({ labels, rows }, seed) {
  const uniform = uniformStream(foldIn(key(seed), 1));
  /** @type {Map<number, number[]>} */
  const classes = new Map();
  labels.forEach((label, i) => {
    classes.set(label, [...(classes.get(label) ?? []), i]);
  });
  const train = [];
  const test = [];
  for (const members of classes.values()) {
    for (let i = members.length - 1; i > 0; i--) {
      const j = Math.floor(uniform() * (i + 1));
      [members[i], members[j]] = [members[j], members[i]];
    }
    const cut = Math.round(members.length * 0.8);
    train.push(...members.slice(0, cut));
    test.push(...members.slice(cut));
  }
  const pick = (/** @type {number[]} */ from) => ({ labels: from.map((i) => labels[i]), rows: from.map((i) => rows[i]) });
  return { train: pick(train), test: pick(test) };
}

/**
 * Training and test rows in [0, 1] by the training rows' least and greatest values. Pendigits has its official test set; the others
 * are split by `seed`.
 *
 * @param {string} folder
 * @param {string} name
 * @param {number} seed
 */
export async function trainAndTest(folder, name, seed) {
  const { train, test } =
    name === 'pendigits'
      ? { train: await read(folder, 'pendigits-train'), test: await read(folder, 'pendigits-test') }
      : stratified(await read(folder, name), seed);
  const columns = train.rows[0].map((_, j) => train.rows.map((row) => row[j]));
  const low = columns.map((column) => column.reduce((a, b) => Math.min(a, b)));
  const range = columns.map((column, j) => column.reduce((a, b) => Math.max(a, b)) - low[j] || 1);
  const scale = (/** @type {Labelled} */ { labels, rows }) => ({
    labels,
    rows: rows.map((row) => row.map((x, j) => (x - low[j]) / range[j])),
  });
  return { train: scale(train), test: scale(test) };
}
