import {
  addMoments,
  cholesky,
  invertLower,
  type MixtureDensity,
  type MixtureMoments,
  mixtureMoments,
  mixtureScores,
  type Scatter,
} from '@baytes/kernels';
import type { Observations, Pattern } from './observations';
import { covarianceOf, density, type MixtureParameters } from './parameters';

/** Computes the statistics of rows under a density: the kernel on this thread, or a pool of workers. */
export type MomentsSource = (
  density: MixtureDensity,
  rows: Float64Array,
  scatter: Scatter,
  weights?: Float64Array,
) => MixtureMoments | Promise<MixtureMoments>;

export const scatterOf = ({ covariance }: MixtureParameters): Scatter =>
  covariance === 'full' || covariance === 'tied' ? 'full' : 'diagonal';

/**
 * The E step: expected statistics of the complete data, centred at the means. Rows with missing values contribute the
 * conditional moments of what they miss, which is exact when values are missing at random (Ghahramani and Jordan 1994).
 */
export async function expectation(
  parameters: MixtureParameters,
  data: Observations,
  source: MomentsSource = mixtureMoments,
): Promise<MixtureMoments> {
  const scatter = scatterOf(parameters);
  let sum: MixtureMoments | undefined;
  for (const pattern of data.patterns) {
    const part = await patternMoments(parameters, pattern, data.dimensions, scatter, source);
    sum = sum ? addMoments(sum, part) : part;
  }
  return sum!;
}

async function patternMoments(
  parameters: MixtureParameters,
  pattern: Pattern,
  D: number,
  scatter: Scatter,
  source: MomentsSource,
): Promise<MixtureMoments> {
  const { observed, rows, weights, index } = pattern;
  const { components: K } = parameters;
  if (observed.length === D) return source(density(parameters), rows, scatter, weights);
  let seen: MixtureMoments;
  if (observed.length === 0) {
    // A row without any value says nothing: its responsibilities are the weights.
    const weight = weights ? weights.reduce((sum, w) => sum + w, 0) : index.length;
    seen = {
      logLikelihood: 0,
      counts: parameters.weights.map((w) => w * weight),
      first: new Float64Array(0),
      second: new Float64Array(0),
    };
  } else seen = await source(density(parameters, observed), rows, scatter, weights);
  const size = scatter === 'full' ? (D * (D + 1)) / 2 : D;
  const full: MixtureMoments = {
    logLikelihood: seen.logLikelihood,
    counts: seen.counts,
    first: new Float64Array(K * D),
    second: new Float64Array(K * size),
  };
  for (let k = 0; k < K; k++) {
    if (scatter === 'full') completeFull(parameters, k, observed, seen, full);
    else completeDiagonal(parameters, k, observed, seen, full);
  }
  return full;
}

/** Independent dimensions: what is missing has its prior mean and variance. */
function completeDiagonal(
  { covariance, dimensions: D, covariances }: MixtureParameters,
  k: number,
  observed: readonly number[],
  seen: MixtureMoments,
  full: MixtureMoments,
): void {
  const d = observed.length;
  for (let j = 0; j < D; j++) {
    full.second[k * D + j] = seen.counts[k] * covariances[covariance === 'diagonal' ? k * D + j : k];
  }
  for (let j = 0; j < d; j++) {
    full.first[k * D + observed[j]] = seen.first[k * d + j];
    full.second[k * D + observed[j]] = seen.second[k * d + j];
  }
}

/**
 * With A = [I; B], B = S_mo S_oo^-1 the regression of the missing on the observed, and C = S_mm - B S_om the covariance left:
 * first = A first_o, second = A second_o A' + N C.
 */
function completeFull(
  parameters: MixtureParameters,
  k: number,
  observed: readonly number[],
  seen: MixtureMoments,
  full: MixtureMoments,
): void {
  const { dimensions: D } = parameters;
  const d = observed.length;
  const S = covarianceOf(parameters, k);
  const missing = Array.from({ length: D }, (_, j) => j).filter((j) => !observed.includes(j));
  const { map: A, residual } = regression(S, D, observed, missing);
  for (let i = 0; i < D; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += A[i * d + j] * seen.first[k * d + j];
    full.first[k * D + i] = sum;
  }
  const packed = (d * (d + 1)) / 2;
  const half = new Float64Array(D * d); // A second_o
  for (let i = 0; i < D; i++) {
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let m = 0; m < d; m++) {
        const at = m >= j ? (m * (m + 1)) / 2 + j : (j * (j + 1)) / 2 + m;
        sum += A[i * d + m] * seen.second[k * packed + at];
      }
      half[i * d + j] = sum;
    }
  }
  for (let i = 0, at = k * ((D * (D + 1)) / 2); i < D; i++) {
    for (let j = 0; j <= i; j++, at++) {
      let sum = seen.counts[k] * residual[i * D + j];
      for (let m = 0; m < d; m++) sum += half[i * d + m] * A[j * d + m];
      full.second[at] = sum;
    }
  }
}

/** The linear map from observed to all dimensions, and the D x D conditional covariance (zero where observed). */
export function regression(S: Float64Array, D: number, observed: readonly number[], missing: readonly number[]) {
  const d = observed.length;
  const map = new Float64Array(D * d);
  const residual = new Float64Array(D * D);
  observed.forEach((i, j) => {
    map[i * d + j] = 1;
  });
  const block = new Float64Array(d * d);
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) block[i * d + j] = S[observed[i] * D + observed[j]];
  const L = d === 0 ? new Float64Array(0) : cholesky(block, d);
  if (!L) throw new RangeError('covariances: a marginal covariance is not positive definite');
  const W = invertLower(L, d);
  // white = W S_om; B = white' W; C = S_mm - white' white.
  const m = missing.length;
  const white = new Float64Array(d * m);
  for (let i = 0; i < d; i++) {
    for (let c = 0; c < m; c++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += W[(i * (i + 1)) / 2 + j] * S[observed[j] * D + missing[c]];
      white[i * m + c] = sum;
    }
  }
  for (let c = 0; c < m; c++) {
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let i = j; i < d; i++) sum += white[i * m + c] * W[(i * (i + 1)) / 2 + j];
      map[missing[c] * d + j] = sum;
    }
    for (let e = 0; e < m; e++) {
      let sum = S[missing[c] * D + missing[e]];
      for (let i = 0; i < d; i++) sum -= white[i * m + c] * white[i * m + e];
      residual[missing[c] * D + missing[e]] = sum;
    }
  }
  return { map, residual };
}

/** Log-density of every row under its observed dimensions, in the data's order, and the n x K responsibilities. */
export function scores(parameters: MixtureParameters, data: Observations, wanted: { responsibilities: boolean }) {
  const { components: K } = parameters;
  const logDensity = new Float64Array(data.rows);
  const responsibilities = new Float64Array(wanted.responsibilities ? data.rows * K : 0);
  for (const { observed, rows, index } of data.patterns) {
    if (observed.length === 0) {
      if (wanted.responsibilities) for (const i of index) responsibilities.set(parameters.weights, i * K);
      continue;
    }
    const marginal = density(parameters, observed);
    const part = mixtureScores(marginal, rows, wanted.responsibilities);
    const d = observed.length;
    index.forEach((i, r) => {
      logDensity[i] = part.logDensity[r];
      if (!wanted.responsibilities) return;
      if (part.logDensity[r] > Number.NEGATIVE_INFINITY) {
        responsibilities.set(part.responsibilities.subarray(r * K, r * K + K), i * K);
      } else responsibilities[i * K + nearestByShape(marginal, rows.subarray(r * d, r * d + d))] = 1;
    });
  }
  return { logDensity, responsibilities };
}

/**
 * The component that owns a row so far away that the square of its distance is no double any more: the one that is least
 * Mahalanobis distances away, measured in units that do not overflow.
 */
function nearestByShape(
  { shape, components: K, dimensions: D, means, whitening, logConstants }: MixtureDensity,
  row: Float64Array,
) {
  const unit = row.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const size = whitening.length / K;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < K; k++) {
    if (logConstants[k] === Number.NEGATIVE_INFINITY) continue;
    const d = Array.from(row, (x, j) => (x - means[k * D + j]) / unit);
    const W = whitening.subarray(k * size, k * size + size);
    const z = d.map((value, i) => {
      if (shape !== 'full') return W[i % size] * value;
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += W[(i * (i + 1)) / 2 + j] * d[j];
      return sum;
    });
    const distance = Math.hypot(...z);
    if (distance < least) {
      least = distance;
      best = k;
    }
  }
  return best;
}
