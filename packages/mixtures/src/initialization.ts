import { type Key, kMeansPlusPlus, type Matrix, nearestCentres, normalStream, uniformStream } from '@baytes/kernels';
import { lloyd } from './lloyd';
import type { Covariance, MixtureParameters } from './parameters';

/**
 * Where EM starts. `k-means`: k-means++ and Lloyd, then moments of the clusters; `k-means++`: moments around the seeds alone;
 * `random-rows`: means are rows, covariances the data's; `standard-normal`: means N(0, I), covariances I, in scaled
 * coordinates (what Big Learning EM's authors use).
 */
export type Initialization = 'k-means' | 'k-means++' | 'random-rows' | 'standard-normal';

export const INITIALIZATIONS: readonly Initialization[] = ['k-means', 'k-means++', 'random-rows', 'standard-normal'];

/** Starting parameters on scaled rows; a missing value counts as its column's mean here. */
export function initialize(
  how: Initialization,
  covariance: Covariance,
  K: number,
  rows: Matrix,
  weights: Float64Array | undefined,
  floor: number,
  from: Key,
): MixtureParameters {
  const D = rows.columns;
  const uniform = uniformStream(from);
  if (how === 'standard-normal') {
    const normal = normalStream(from);
    const means = Float64Array.from({ length: K * D }, normal);
    return {
      covariance,
      components: K,
      dimensions: D,
      weights: new Float64Array(K).fill(1 / K),
      means,
      covariances: unitCovariances(covariance, K, D),
    };
  }
  const filled = fillMissing(rows);
  if (how === 'random-rows') {
    const means = new Float64Array(K * D);
    randomRows(rows.rows, K, uniform, weights).forEach((i, k) => {
      means.set(filled.subarray(i * D, i * D + D), k * D);
    });
    const labels = new Int32Array(rows.rows);
    const whole = hardMoments(covariance, 1, D, filled, labels, weights, floor);
    const covariances = covariance === 'tied' ? whole.covariances : repeat(whole.covariances, K);
    return { covariance, components: K, dimensions: D, weights: new Float64Array(K).fill(1 / K), means, covariances };
  }
  const seeds = kMeansPlusPlus(filled, D, K, uniform, weights);
  const labels =
    how === 'k-means' ? lloyd(filled, D, seeds, { weights }).labels : nearestCentres(filled, D, seeds, weights).labels;
  return hardMoments(covariance, K, D, filled, labels, weights, floor, seeds);
}

function unitCovariances(covariance: Covariance, K: number, D: number): Float64Array {
  if (covariance === 'diagonal' || covariance === 'spherical')
    return new Float64Array(covariance === 'diagonal' ? K * D : K).fill(1);
  const out = new Float64Array((covariance === 'full' ? K : 1) * D * D);
  for (let o = 0; o < out.length; o += D * D) for (let j = 0; j < D; j++) out[o + j * D + j] = 1;
  return out;
}

const repeat = (values: Float64Array, times: number) =>
  Float64Array.from({ length: values.length * times }, (_, i) => values[i % values.length]);

/** A copy with every NaN replaced by its column's mean. */
function fillMissing({ data, columns: D }: Matrix): Float64Array {
  const filled = data.slice();
  for (let j = 0; j < D; j++) {
    let sum = 0;
    let seen = 0;
    for (let i = j; i < data.length; i += D) {
      if (Number.isNaN(data[i])) continue;
      sum += data[i];
      seen++;
    }
    if (seen * D === data.length) continue;
    for (let i = j; i < data.length; i += D) if (Number.isNaN(data[i])) filled[i] = sum / seen;
  }
  return filled;
}

/** K rows, different where there are enough of positive weight. */
function randomRows(n: number, K: number, uniform: () => number, weights: Float64Array | undefined): number[] {
  const pool = Array.from({ length: n }, (_, i) => i).filter((i) => !weights || weights[i] > 0);
  return Array.from({ length: K }, (_, k) => {
    const left = Math.max(1, pool.length - k);
    const at = pool.length - 1 - (k % pool.length);
    const chosen = Math.floor(uniform() * left);
    if (k < pool.length) [pool[chosen], pool[at]] = [pool[at], pool[chosen]];
    return pool[at];
  });
}

/** Weights, means and covariances of labelled rows. Empty clusters lie at their `centres`, with the pooled covariance. */
export function hardMoments(
  covariance: Covariance,
  K: number,
  D: number,
  rows: Float64Array,
  labels: Int32Array,
  rowWeights: Float64Array | undefined,
  floor: number,
  centres?: Float64Array,
): MixtureParameters {
  const counts = new Float64Array(K);
  const means = new Float64Array(K * D);
  const scatter = new Float64Array(K * D * D);
  labels.forEach((k, i) => {
    const w = rowWeights ? rowWeights[i] : 1;
    counts[k] += w;
    for (let j = 0; j < D; j++) means[k * D + j] += w * rows[i * D + j];
  });
  const total = counts.reduce((a, b) => a + b, 0);
  for (let k = 0; k < K; k++) {
    // An empty cluster (more clusters than different rows) stays where it was sown, with weight zero.
    for (let j = 0; j < D; j++) means[k * D + j] = counts[k] > 0 ? means[k * D + j] / counts[k] : (centres?.[k * D + j] ?? 0);
  }
  labels.forEach((k, i) => {
    const w = rowWeights ? rowWeights[i] : 1;
    if (w === 0) return;
    for (let a = 0; a < D; a++) {
      const da = w * (rows[i * D + a] - means[k * D + a]);
      for (let b = 0; b < D; b++) scatter[k * D * D + a * D + b] += da * (rows[i * D + b] - means[k * D + b]);
    }
  });
  const pooled = new Float64Array(D * D);
  scatter.forEach((s, i) => {
    pooled[i % (D * D)] += s / total;
  });
  const weights = counts.map((c) => c / total);
  const of = (k: number, a: number, b: number) =>
    (counts[k] > 0 ? scatter[k * D * D + a * D + b] / counts[k] : pooled[a * D + b]) + (a === b ? floor : 0);
  let covariances: Float64Array;
  if (covariance === 'tied') covariances = pooled.map((s, i) => s + (i % (D + 1) === 0 ? floor : 0));
  else if (covariance === 'full') {
    covariances = Float64Array.from({ length: K * D * D }, (_, i) => of(Math.floor(i / (D * D)), Math.floor(i / D) % D, i % D));
  } else {
    const diagonal = Float64Array.from({ length: K * D }, (_, i) => of(Math.floor(i / D), i % D, i % D));
    covariances =
      covariance === 'diagonal'
        ? diagonal
        : weights.map((_, k) => diagonal.subarray(k * D, k * D + D).reduce((a, b) => a + b, 0) / D);
  }
  return { covariance, components: K, dimensions: D, weights, means, covariances };
}
