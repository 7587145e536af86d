import { contingencyTable } from './contingency';
import type { Labels } from './labels';

const pairs = (n: number) => (n * (n - 1)) / 2;

/**
 * Adjusted Rand index: agreement of two labellings about which pairs of rows belong together, 1 where they agree on every pair,
 * 0 on average by chance, at least -0.5. Symmetric in its arguments.
 *
 * Hubert and Arabie (1985), Comparing partitions, J. Classification 2, eq. 5.
 *
 * @param truth n labels, numbers or strings.
 * @param predicted n labels, numbers or strings.
 * @throws RangeError where the lengths differ or are 0, or a label is neither a number nor a string.
 * @example
 * adjustedRandIndex([0, 0, 1, 1], [1, 1, 0, 0]); // 1
 */
export function adjustedRandIndex(truth: Labels, predicted: Labels): number {
  const { counts, classSizes, clusterSizes, total } = contingencyTable(truth, predicted);
  const together = counts.data.reduce((sum, n) => sum + pairs(n), 0);
  const inTruth = classSizes.reduce((sum, n) => sum + pairs(n), 0);
  const inPredicted = clusterSizes.reduce((sum, n) => sum + pairs(n), 0);
  // No pair is judged differently; covers one cluster, one row, and all rows alone, where the fraction is 0 / 0.
  if (together === inTruth && together === inPredicted) return 1;
  const expected = (inTruth / pairs(total)) * inPredicted;
  return (together - expected) / ((inTruth + inPredicted) / 2 - expected);
}
