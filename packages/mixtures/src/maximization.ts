import { clipEigenvalues, type MixtureMoments } from '@baytes/kernels';
import type { MixtureParameters } from './parameters';

/**
 * What happens to a component that has lost its rows: `keep` leaves its mean and covariance where they are; `reseed` moves it
 * to a row that the mixture explains badly; `faithful` divides by a floor, which sends it to the origin as the authors' code
 * of Big Learning EM does.
 */
export type DeadComponent = 'keep' | 'reseed' | 'faithful';

export interface MaximizationOptions {
  /** Added to every variance. */
  covarianceFloor: number;
  /** Share of the total weight under which a component is dead. */
  shareFloor: number;
  deadComponent: DeadComponent;
}

/**
 * The M step (Dempster, Laird and Rubin 1977; McLachlan and Peel 2000, section 3.2) from statistics centred at the means of
 * `previous`. `weight` is the total row weight. Dead components are returned by number, for a reseeding.
 */
export function maximization(
  previous: MixtureParameters,
  { counts, first, second }: MixtureMoments,
  weight: number,
  options: MaximizationOptions,
): { parameters: MixtureParameters; dead: number[] } {
  const { covariance, components: K, dimensions: D } = previous;
  const { covarianceFloor, shareFloor, deadComponent } = options;
  const weights = new Float64Array(K);
  const means = previous.means.slice();
  const covariances = previous.covariances.slice();
  const tied = new Float64Array(D * D);
  const dead: number[] = [];
  for (let k = 0; k < K; k++) {
    const N = counts[k];
    weights[k] = N / weight;
    const lost = !(N > shareFloor * weight);
    if (lost) dead.push(k);
    if (lost && deadComponent !== 'faithful') {
      // What it still holds is negligible, but tied statistics must stay complete: its rows keep their scatter below.
      if (covariance !== 'tied') continue;
    }
    const divisor = lost && deadComponent === 'faithful' ? shareFloor * weight : N;
    const shift = new Float64Array(D);
    if (divisor > 0 && !(lost && deadComponent !== 'faithful')) {
      for (let j = 0; j < D; j++) {
        const old = previous.means[k * D + j];
        const value = divisor === N ? old + first[k * D + j] / N : (first[k * D + j] + N * old) / divisor;
        means[k * D + j] = value;
        shift[j] = divisor === N ? first[k * D + j] / N : value - old;
      }
    }
    const s = (i: number, j: number, at: number) =>
      second[at] - first[k * D + i] * shift[j] - shift[i] * first[k * D + j] + N * shift[i] * shift[j];
    if (covariance === 'full' || covariance === 'tied') {
      for (let i = 0, at = k * ((D * (D + 1)) / 2); i < D; i++) {
        for (let j = 0; j <= i; j++, at++) {
          if (covariance === 'tied') {
            tied[i * D + j] += s(i, j, at);
            continue;
          }
          const value = s(i, j, at) / divisor + (i === j ? covarianceFloor : 0);
          covariances[k * D * D + i * D + j] = value;
          covariances[k * D * D + j * D + i] = value;
        }
      }
      if (covariance === 'full') clipEigenvalues(covariances, D, covarianceFloor * 1e-3, k * D * D);
    } else {
      let sum = 0;
      for (let j = 0; j < D; j++) {
        const variance = Math.max(0, s(j, j, k * D + j) / divisor);
        sum += variance;
        if (covariance === 'diagonal') covariances[k * D + j] = variance + covarianceFloor;
      }
      if (covariance === 'spherical') covariances[k] = sum / D + covarianceFloor;
    }
  }
  if (covariance === 'tied') {
    for (let i = 0; i < D; i++) {
      for (let j = 0; j <= i; j++) {
        const value = tied[i * D + j] / weight + (i === j ? covarianceFloor : 0);
        covariances[i * D + j] = value;
        covariances[j * D + i] = value;
      }
    }
    clipEigenvalues(covariances, D, covarianceFloor * 1e-3);
  }
  return { parameters: { ...previous, weights, means, covariances }, dead };
}
