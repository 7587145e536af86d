import { type KMeansMoments, nearestCentres } from '@baytes/kernels';

export interface LloydOptions {
  weights?: Float64Array | undefined;
  /** Default 300. */
  maxIterations?: number;
  /** Stop when the centres' total squared movement falls to this share of the data's mean variance; default 1e-4. */
  tolerance?: number;
}

export interface LloydResult {
  /** K x D. */
  centres: Float64Array;
  labels: Int32Array;
  /** Weighted sum of squared distances to the nearest centre. */
  inertia: number;
  iterations: number;
  converged: boolean;
}

export interface LloydStep {
  centres: Float64Array;
  /** Of the centres that entered the step. */
  inertia: number;
  labels: Int32Array;
  /** Total squared movement of the centres; infinite where an empty cluster was moved. */
  movement: number;
}

/** One of Lloyd's iterations (Lloyd 1982). An empty cluster moves to the row that is farthest from its centre. */
export const lloydStep = (rows: Float64Array, D: number, from: Float64Array, weights?: Float64Array): LloydStep =>
  movedCentres(rows, D, from, nearestCentres(rows, D, from, weights), weights);

/** The second half of an iteration, of what the assignment has found. */
export function movedCentres(
  rows: Float64Array,
  D: number,
  from: Float64Array,
  { counts, sums, distances, inertia, labels }: KMeansMoments,
  weights?: Float64Array,
): LloydStep {
  const K = from.length / D;
  const centres = from.slice();
  let movement = 0;
  for (let k = 0; k < K; k++) {
    if (counts[k] > 0) {
      for (let j = 0; j < D; j++) {
        const step = sums[k * D + j] / counts[k];
        centres[k * D + j] += step;
        movement += step * step;
      }
      continue;
    }
    let farthest = 0;
    for (let i = 1; i < distances.length; i++) if ((weights?.[i] ?? 1) > 0 && distances[i] > distances[farthest]) farthest = i;
    if (distances[farthest] === 0) continue; // fewer different rows than clusters
    distances[farthest] = 0;
    centres.set(rows.subarray(farthest * D, farthest * D + D), k * D);
    movement = Number.POSITIVE_INFINITY;
  }
  return { centres, inertia, labels, movement };
}

/** Whether the centres moved by no more than `enough`, or every row stayed with its centre: then only rounding moves them. */
export function hasSettled({ movement, labels }: LloydStep, before: Int32Array | undefined, enough: number): boolean {
  if (movement === Number.POSITIVE_INFINITY) return false;
  return movement <= enough || (before?.every((k, i) => k === labels[i]) ?? false);
}

/** Lloyd's iteration from `start` (K x D) to its end. */
export function lloyd(rows: Float64Array, D: number, start: Float64Array, options: LloydOptions = {}): LloydResult {
  const { weights, maxIterations = 300, tolerance = 1e-4 } = options;
  const enough = tolerance * meanVariance(rows, D);
  let centres: Float64Array = start;
  let converged = false;
  let iterations = 0;
  let before: Int32Array | undefined;
  while (iterations < maxIterations && !converged) {
    iterations++;
    const step = lloydStep(rows, D, centres, weights);
    centres = step.centres;
    converged = hasSettled(step, before, enough);
    before = step.labels;
  }
  const { labels, inertia } = nearestCentres(rows, D, centres, weights);
  return { centres, labels, inertia, iterations, converged };
}

/** Mean over the columns of their variance. */
export function meanVariance(rows: Float64Array, D: number): number {
  const n = rows.length / D;
  let sum = 0;
  for (let j = 0; j < D; j++) {
    let mean = 0;
    for (let i = j; i < rows.length; i += D) mean += rows[i] / n;
    for (let i = j; i < rows.length; i += D) sum += (rows[i] - mean) ** 2 / n;
  }
  return sum / D;
}
