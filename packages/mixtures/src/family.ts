import type { Family } from '@baytes/em';
import { addMoments, type MixtureMoments } from '@baytes/kernels';
import { expectation, type MomentsSource, scatterOf } from './expectation';
import { type MaximizationOptions, maximization } from './maximization';
import type { Observations } from './observations';
import type { MixtureParameters } from './parameters';

/** Expected statistics of the complete data, centred at the means of `parameters`. */
export interface MixtureStatistics {
  readonly parameters: MixtureParameters;
  readonly moments: MixtureMoments;
  /** Total weight of the rows. */
  readonly weight: number;
}

/** The same statistics about other centres: with delta = old - new, sum r (d + delta)(d + delta)'. */
export function recentre({ parameters, moments, weight }: MixtureStatistics, onto: MixtureParameters): MixtureStatistics {
  const { components: K, dimensions: D } = parameters;
  const { counts } = moments;
  const first = moments.first.slice();
  const second = moments.second.slice();
  const full = scatterOf(parameters) === 'full';
  const size = second.length / K;
  for (let k = 0; k < K; k++) {
    const delta = Float64Array.from({ length: D }, (_, j) => parameters.means[k * D + j] - onto.means[k * D + j]);
    const s = moments.first.subarray(k * D, k * D + D);
    for (let i = 0, at = k * size; i < D; i++) {
      first[k * D + i] += counts[k] * delta[i];
      for (let j = full ? 0 : i; j <= i; j++, at++)
        second[at] += s[i] * delta[j] + delta[i] * s[j] + counts[k] * delta[i] * delta[j];
    }
  }
  return { parameters: onto, moments: { logLikelihood: moments.logLikelihood, counts, first, second }, weight };
}

/** The Gaussian mixture as a family that EM can fit. */
export function mixtureFamily(
  options: MaximizationOptions & {
    source?: MomentsSource | undefined;
    /** Gives dead components a new place; called with their numbers. */
    reseed?: ((parameters: MixtureParameters, dead: readonly number[]) => MixtureParameters) | undefined;
  },
): Family<MixtureParameters, Observations, MixtureStatistics> {
  return {
    async expect(parameters, data) {
      const moments = await expectation(parameters, data, options.source);
      if (!Number.isFinite(moments.logLikelihood)) {
        throw new RangeError(
          `the log-likelihood became ${moments.logLikelihood}: the data are too far from every component for float64; fit with scaling 'standard'`,
        );
      }
      return { parameters, moments, weight: data.weight };
    },
    merge(a, b) {
      const same = a.parameters === b.parameters ? a : recentre(a, b.parameters);
      return { parameters: b.parameters, moments: addMoments({ ...same.moments }, b.moments), weight: a.weight + b.weight };
    },
    scale: ({ parameters, moments, weight }, factor) => ({
      parameters,
      moments: {
        logLikelihood: moments.logLikelihood * factor,
        counts: moments.counts.map((x) => x * factor),
        first: moments.first.map((x) => x * factor),
        second: moments.second.map((x) => x * factor),
      },
      weight: weight * factor,
    }),
    maximize({ parameters, moments, weight }) {
      const { parameters: next, dead } = maximization(parameters, moments, weight, options);
      return dead.length > 0 && options.deadComponent === 'reseed' && options.reseed ? options.reseed(next, dead) : next;
    },
    logLikelihood: ({ moments, weight }) => moments.logLikelihood / weight,
  };
}
