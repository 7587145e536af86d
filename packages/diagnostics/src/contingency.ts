import type { Matrix } from '@baytes/kernels';
import { encodePair, type Labels } from './labels';

/** How often each true class meets each predicted cluster. */
export interface ContingencyTable {
  /** classes x clusters: entry (i, j) counts the rows of class i in cluster j. */
  readonly counts: Matrix;
  /** What each row of `counts` stands for, in order of first appearance. */
  readonly classes: readonly (number | string)[];
  /** What each column of `counts` stands for, in order of first appearance. */
  readonly clusters: readonly (number | string)[];
  /** Rows of each class. */
  readonly classSizes: Int32Array;
  /** Rows of each cluster. */
  readonly clusterSizes: Int32Array;
  /** Rows in all. */
  readonly total: number;
}

/**
 * The table of how two labellings of the same rows meet.
 *
 * @param truth n labels, numbers or strings.
 * @param predicted n labels, numbers or strings, which need not be named as those of `truth`.
 * @throws RangeError where the lengths differ or are 0, or a label is neither a number nor a string.
 * @example
 * const { classes, counts } = contingencyTable(['cat', 'dog', 'dog'], [0, 1, 0]);
 * classes; // ['cat', 'dog']
 * counts.data; // 1, 0, 1, 1
 */
export function contingencyTable(truth: Labels, predicted: Labels): ContingencyTable {
  const { truth: rows, predicted: columns } = encodePair(truth, predicted);
  const counts = {
    data: new Float64Array(rows.names.length * columns.names.length),
    rows: rows.names.length,
    columns: columns.names.length,
  };
  rows.codes.forEach((code, i) => {
    counts.data[code * counts.columns + columns.codes[i]]++;
  });
  return {
    counts,
    classes: rows.names,
    clusters: columns.names,
    classSizes: rows.counts,
    clusterSizes: columns.counts,
    total: truth.length,
  };
}
