import { type ContingencyTable, contingencyTable } from './contingency';
import type { Labels } from './labels';

/** Entropy in nats of a partition into parts of these sizes. */
function entropy(sizes: Int32Array, total: number): number {
  if (sizes.length === 1) return 0;
  let sum = 0;
  for (const size of sizes) sum -= (size / total) * Math.log(size / total);
  return sum;
}

/** Mutual information in nats of the two labellings in a table; never negative. */
function mutualInformation({ counts, classSizes, clusterSizes, total }: ContingencyTable): number {
  let sum = 0;
  counts.data.forEach((count, at) => {
    if (count === 0) return;
    const expected = (classSizes[Math.floor(at / counts.columns)] * clusterSizes[at % counts.columns]) / total;
    sum += (count / total) * Math.log(count / expected);
  });
  // Independent labellings have none; what is left of them is rounding.
  return sum < Number.EPSILON ? 0 : sum;
}

const averages = {
  arithmetic: (a: number, b: number) => (a + b) / 2,
  geometric: (a: number, b: number) => Math.sqrt(a * b),
  min: Math.min,
  max: Math.max,
};

/** How the entropies of the two labellings are made into one normaliser. */
export type Average = keyof typeof averages;

/**
 * Normalised mutual information of two labellings of the same rows: 1 where they are the same up to the labels' names, 0 where
 * they tell nothing of each other. Symmetric in its arguments. Not adjusted for chance: many small clusters raise it.
 *
 * Two labellings with one label each score 1, and any other pair without mutual information 0, as in scikit-learn.
 *
 * Strehl and Ghosh (2002), Cluster ensembles, JMLR 3, section 2 (the geometric mean); Vinh, Epps and Bailey (2010), JMLR 11, table 2
 * (the others).
 *
 * @param truth n labels, numbers or strings.
 * @param predicted n labels, numbers or strings.
 * @param options.average normaliser: the mean of the two entropies ('arithmetic', the default), their geometric mean, or the
 *   smaller or larger of them.
 * @throws RangeError where the lengths differ or are 0, or a label is neither a number nor a string.
 * @example
 * normalizedMutualInformation([0, 0, 1, 1], ['b', 'b', 'a', 'a']); // 1
 */
export function normalizedMutualInformation(truth: Labels, predicted: Labels, options: { average?: Average } = {}): number {
  const { average = 'arithmetic' } = options;
  if (!Object.hasOwn(averages, average)) {
    throw new RangeError(`average: expected one of ${Object.keys(averages).join(', ')}; it is ${average}`);
  }
  const table = contingencyTable(truth, predicted);
  if (table.classes.length === 1 && table.clusters.length === 1) return 1;
  const information = mutualInformation(table);
  if (information === 0) return 0;
  return information / averages[average](entropy(table.classSizes, table.total), entropy(table.clusterSizes, table.total));
}

/** Homogeneity, completeness and their weighted harmonic mean. */
export interface VMeasure {
  /** 1 where every cluster holds rows of one class only. */
  readonly homogeneity: number;
  /** 1 where all rows of a class are in one cluster. */
  readonly completeness: number;
  /** (1 + beta) homogeneity completeness / (beta homogeneity + completeness). */
  readonly vMeasure: number;
}

/**
 * Homogeneity, completeness and V-measure of a clustering. With `beta` 1 the V-measure is the normalised mutual information.
 *
 * Rosenberg and Hirschberg (2007), V-Measure, EMNLP-CoNLL, section 2.
 *
 * @param truth n labels of classes, numbers or strings.
 * @param predicted n labels of clusters, numbers or strings.
 * @param options.beta weight of completeness against homogeneity; 1 by default.
 * @throws RangeError where the lengths differ or are 0, a label is neither a number nor a string, or `beta` is negative.
 * @example
 * vMeasure([0, 0, 1, 1], [0, 1, 2, 2]).homogeneity; // 1
 */
export function vMeasure(truth: Labels, predicted: Labels, options: { beta?: number } = {}): VMeasure {
  const { beta = 1 } = options;
  if (!(beta >= 0 && beta < Infinity)) throw new RangeError(`beta: expected a number from 0 on; it is ${beta}`);
  const table = contingencyTable(truth, predicted);
  const information = mutualInformation(table);
  const ofClasses = entropy(table.classSizes, table.total);
  const ofClusters = entropy(table.clusterSizes, table.total);
  const homogeneity = ofClasses === 0 ? 1 : information / ofClasses;
  const completeness = ofClusters === 0 ? 1 : information / ofClusters;
  const sum = beta * homogeneity + completeness;
  return { homogeneity, completeness, vMeasure: sum === 0 ? 0 : ((1 + beta) * homogeneity * completeness) / sum };
}
