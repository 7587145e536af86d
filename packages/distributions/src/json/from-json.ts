import type { Bijector, BijectorJson } from '../bijectors/bijector';
import { bijectorFromJSON } from '../bijectors/from-json';
import type { Distribution, DistributionJson } from '../distribution';
import * as continuous from '../laws/continuous/index';
import * as discrete from '../laws/discrete/index';
import * as multivariate from '../laws/multivariate/index';
import type { ParameterLike } from '../parameters';
import { fromPlain, type Plain } from '../plain-values';
import { autoregressiveProcess, gaussianRandomWalk, hiddenMarkovModel, markovChain } from '../processes/index';
import {
  empirical,
  independent,
  masked,
  mixture,
  mixtureSameFamily,
  transformed,
  truncated,
  zeroInflated,
} from '../wrappers/index';

type Made = Readonly<Record<string, unknown>>;
type Factory = (parameters: Made) => Distribution;

const laws = {
  ...continuous,
  ...discrete,
  ...multivariate,
  autoregressiveProcess,
  gaussianRandomWalk,
  hiddenMarkovModel,
  markovChain,
} as unknown as Readonly<Record<string, Factory>>;

/** How the wrappers take what they wrote. */
const wrappers: Readonly<Record<string, Factory>> = {
  empirical: ({ samples, weights }) => empirical(samples as ParameterLike, weights as ParameterLike | undefined),
  independent: ({ distribution, rank }) => independent(distribution as Distribution, rank as number),
  masked: ({ base, mask }) => masked(base as Distribution, mask as ParameterLike),
  mixture: (parameters) => mixture(parameters as never),
  mixtureSameFamily: (parameters) => mixtureSameFamily(parameters as never),
  transformed: ({ base, bijector }) => transformed(base as Distribution, bijector as Bijector),
  truncated: ({ base, ...bounds }) => truncated(base as Distribution, bounds),
  zeroInflated: ({ distribution, ...gate }) => zeroInflated(distribution as Distribution, gate as never),
};

/** The names that {@link fromJSON} knows. */
export const jsonLaws = (): string[] => [...Object.keys(laws), ...Object.keys(wrappers)];

/**
 * The distribution that `toJSON` wrote. It knows every law and wrapper of this package, and brings them all into a bundle.
 *
 * @throws TypeError for a law that it does not know.
 * @example
 * fromJSON(JSON.parse(JSON.stringify(gamma({ concentration: 2 })))).mean(); // 2
 */
export function fromJSON(json: DistributionJson): Distribution {
  const factory = own(wrappers, json?.law) ?? own(laws, json?.law);
  if (factory === undefined || typeof json.parameters !== 'object')
    throw new TypeError(
      `fromJSON: expected { law, parameters } with one of ${jsonLaws().join(', ')}; got ${JSON.stringify(json)?.slice(0, 100)}`,
    );
  const parameters = Object.fromEntries(Object.entries(json.parameters).map(([name, value]) => [name, revived(value)]));
  const made = factory(parameters);
  return json.batchShape ? made.expand(json.batchShape) : made;
}

const own = <T>(all: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;

function revived(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    if ('law' in value) return fromJSON(value as DistributionJson);
    if ('bijector' in value) return bijectorFromJSON(value as BijectorJson);
    if (Array.isArray(value) && value.some((each) => typeof each === 'object' && each !== null && 'law' in each))
      return value.map(revived);
  }
  return fromPlain(value as Plain);
}
