import { clipEigenvalues, mixtureMoments } from '@baytes/kernels';
import type { MomentsSource } from './expectation';
import type { DeadComponent } from './maximization';
import { density, type MixtureParameters } from './parameters';
import type { Task } from './tasks';

export interface MatchingOptions {
  /** E and M steps of the task; the paper's 5. */
  innerSteps?: number;
  /** alpha_pi: weights become (share + prior) / (1 + K prior). */
  weightPrior?: number;
  /** Floor of the covariances' eigenvalues. */
  eigenvalueFloor?: number;
  /** Least share that a component's moments are divided by; the paper's 1e-5. */
  shareFloor?: number;
  /**
   * A component whose share is under the floor: 'faithful' (the authors' code) divides by the floor, which sends it towards the
   * origin; 'keep' and 'reseed' leave it where it is, for the caller to move.
   */
  deadComponent?: DeadComponent;
  /** Who computes the statistics; this thread. */
  source?: MomentsSource;
}

/** rows A' : every row x becomes A x. */
function rotate(rows: Float64Array, D: number, A: Float64Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let r = 0; r < rows.length; r += D) {
    for (let i = 0; i < D; i++) {
      let sum = 0;
      for (let j = 0; j < D; j++) sum += A[i * D + j] * rows[r + j];
      out[r + i] = sum;
    }
  }
  return out;
}

function transpose(A: Float64Array, D: number): Float64Array {
  const out = new Float64Array(D * D);
  for (let i = 0; i < D; i++) for (let j = 0; j < D; j++) out[j * D + i] = A[i * D + j];
  return out;
}

/** A S A' for each of the K matrices S. */
function rotateCovariances(covariances: Float64Array, D: number, A: Float64Array): Float64Array {
  const out = new Float64Array(covariances.length);
  for (let o = 0; o < covariances.length; o += D * D) {
    const half = rotate(covariances.subarray(o, o + D * D), D, A); // S A'  (S symmetric)
    out.set(rotate(transpose(half, D), D, A), o); // rows of (S A')' = A S, times A'
  }
  return out;
}

function gather(rows: Float64Array, D: number, subset: readonly number[]): Float64Array {
  const d = subset.length;
  const n = rows.length / D;
  const out = new Float64Array(n * d);
  for (let r = 0; r < n; r++) for (let j = 0; j < d; j++) out[r * d + j] = rows[r * D + subset[j]];
  return out;
}

/**
 * One task of Big Learning EM (Wang, Cong et al. 2024, arXiv 2312.11926): EM steps on the marginal of the dimensions
 * `subset` in the space of y = A x. Only the means and covariances of those dimensions move; cross-covariances stay as they
 * are, and eigenvalues are clipped after each step. They must not be "repaired": the variant that keeps conditionals instead
 * explores worse. (pi, mu, Sigma) that are given stay as they are; new ones are returned.
 *
 * @param rows n x D by rows, complete.
 *
 * @example
 * const next = await matchMarginal(parameters, rows, { subset: [0] }, { innerSteps: 5, weightPrior: 1 / 3 });
 */
export async function matchMarginal(
  parameters: MixtureParameters,
  rows: Float64Array,
  task: Task,
  options: MatchingOptions = {},
  rowWeights?: Float64Array,
): Promise<MixtureParameters> {
  const { components: K, dimensions: D } = parameters;
  const { innerSteps = 5, weightPrior = 1 / K, eigenvalueFloor = 1e-2, shareFloor = 1e-5, source = mixtureMoments } = options;
  const { deadComponent = 'faithful' } = options;
  const { subset, rotation } = task;
  const d = subset.length;
  if (d === 0) return parameters;
  const n = rowWeights ? rowWeights.reduce((sum, w) => sum + w, 0) : rows.length / D;
  const turned = rotation ? rotate(rows, D, rotation) : rows;
  const batch = d === D && subset.every((value, index) => value === index) ? turned : gather(turned, D, subset);
  const weights = parameters.weights.slice();
  let means = rotation ? rotate(parameters.means, D, rotation) : parameters.means.slice();
  let covariances = rotation ? rotateCovariances(parameters.covariances, D, rotation) : parameters.covariances.slice();
  for (let step = 0; step < innerSteps; step++) {
    const marginal = density({ ...parameters, weights, means, covariances }, subset);
    const { counts, first, second } = await source(marginal, batch, 'full', rowWeights);
    for (let k = 0; k < K; k++) {
      const share = counts[k] / n;
      weights[k] = (share + weightPrior) / (1 + K * weightPrior);
      if (share < shareFloor && deadComponent !== 'faithful') continue;
      const divisor = n * Math.max(shareFloor, share);
      const shift = new Float64Array(d);
      for (let j = 0; j < d; j++) {
        const old = means[k * D + subset[j]];
        // sum r x = first + N_k old
        const value = share >= shareFloor ? old + first[k * d + j] / counts[k] : (first[k * d + j] + counts[k] * old) / divisor;
        shift[j] = value - old;
        means[k * D + subset[j]] = value;
      }
      for (let i = 0, at = k * ((d * (d + 1)) / 2); i < d; i++) {
        for (let j = 0; j <= i; j++, at++) {
          const value =
            (second[at] - first[k * d + i] * shift[j] - shift[i] * first[k * d + j] + counts[k] * shift[i] * shift[j]) /
            divisor;
          covariances[k * D * D + subset[i] * D + subset[j]] = value;
          covariances[k * D * D + subset[j] * D + subset[i]] = value;
        }
      }
      clipEigenvalues(covariances, D, eigenvalueFloor, k * D * D);
    }
  }
  if (rotation) {
    const back = transpose(rotation, D);
    means = rotate(means, D, back);
    covariances = rotateCovariances(covariances, D, back);
    for (let k = 0; k < K; k++) clipEigenvalues(covariances, D, eigenvalueFloor, k * D * D);
  }
  return { ...parameters, weights, means, covariances };
}
