import { nearestCentres } from '@baytes/kernels';

export interface LloydOptions {
  weights?: Float64Array | undefined;
  /** Default 300. */
  maxIterations?: number;
  /** Stop when the centres' total squared movement falls to this share of the data's mean variance; default 1e-4. */
  tolerance?: number;
}

export interface LloydResult {
  centres: Float64Array;
  labels: Int32Array;
  /** Weighted sum of squared distances to the nearest centre. */
  inertia: number;
  iterations: number;
  converged: boolean;
}

/** Lloyd's iteration from `start` (K x D). An empty cluster moves to the row that is farthest from its centre. */
export function lloyd(rows: Float64Array, D: number, start: Float64Array, options: LloydOptions = {}): LloydResult {
  const { weights, maxIterations = 300, tolerance = 1e-4 } = options;
  const K = start.length / D;
  const centres = start.slice();
  const enough = tolerance * meanVariance(rows, D);
  let converged = false;
  let iterations = 0;
  while (iterations < maxIterations && !converged) {
    iterations++;
    const { counts, sums, distances } = nearestCentres(rows, D, centres, weights);
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
    converged = movement <= enough;
  }
  const { labels, inertia } = nearestCentres(rows, D, centres, weights);
  return { centres, labels, inertia, iterations, converged };
}

function meanVariance(rows: Float64Array, D: number): number {
  const n = rows.length / D;
  let sum = 0;
  for (let j = 0; j < D; j++) {
    let mean = 0;
    for (let i = j; i < rows.length; i += D) mean += rows[i] / n;
    for (let i = j; i < rows.length; i += D) sum += (rows[i] - mean) ** 2 / n;
  }
  return sum / D;
}
