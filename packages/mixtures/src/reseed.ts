import type { Job } from './job';
import { scores } from './expectation';
import type { MixtureParameters } from './parameters';

/** Moves dead components to the rows that the mixture explains worst, with the covariance of the whole. */
export function reseeder(job: Job) {
  return (parameters: MixtureParameters, dead: readonly number[]): MixtureParameters => {
    const { components: K, dimensions: D, covariance } = parameters;
    const { logDensity } = scores(parameters, job.data, { responsibilities: false });
    const order = Array.from(logDensity.keys())
      .filter((i) => (job.weights?.[i] ?? 1) > 0)
      .sort((a, b) => logDensity[a] - logDensity[b]);
    const means = parameters.means.slice();
    const weights = parameters.weights.slice();
    const covariances = parameters.covariances.slice();
    const size = covariances.length / K;
    const alive = Array.from({ length: K }, (_, k) => k).filter((k) => !dead.includes(k));
    dead.forEach((k, place) => {
      const row = order[Math.min(place, order.length - 1)];
      for (let j = 0; j < D; j++) {
        const x = job.rows.data[row * D + j];
        if (!Number.isNaN(x)) means[k * D + j] = x;
      }
      weights[k] = 1 / K;
      if (covariance === 'tied' || alive.length === 0) return;
      for (let m = 0; m < size; m++) {
        covariances[k * size + m] = alive.reduce((sum, a) => sum + parameters.covariances[a * size + m], 0) / alive.length;
      }
    });
    const sum = weights.reduce((a, b) => a + b, 0);
    return { ...parameters, weights: weights.map((w) => w / sum), means, covariances };
  };
}
