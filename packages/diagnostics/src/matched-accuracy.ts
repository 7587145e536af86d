import { hungarian } from './assignment';
import { contingencyTable } from './contingency';
import type { Labels } from './labels';

/**
 * Accuracy of a clustering under the best one-to-one matching of its clusters to the classes, found by the Hungarian method.
 * Where there are more clusters than classes (or fewer), those left over count as wrong.
 *
 * Yang, Xu, Nie, Yan and Zhuang (2010), IEEE Trans. Image Processing 19, section V.C.
 *
 * @param truth n labels of classes, numbers or strings.
 * @param predicted n labels of clusters, numbers or strings.
 * @returns a number in (0, 1].
 * @throws RangeError where the lengths differ or are 0, or a label is neither a number nor a string.
 * @example
 * matchedAccuracy(['a', 'a', 'b', 'b'], [1, 1, 0, 1]); // 0.75
 */
export function matchedAccuracy(truth: Labels, predicted: Labels): number {
  const { counts, total } = contingencyTable(truth, predicted);
  return hungarian(counts, { maximize: true }).cost / total;
}
