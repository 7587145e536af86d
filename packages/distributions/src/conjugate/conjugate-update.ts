import { shapeOf } from '@baytes/tensor';
import type { DistributionFactory } from '../define-distribution';
import type { Distribution } from '../distribution';
import type { WeightedSample } from '../exponential-family/exponential-family';
import { checkRows, type Observations, weighted } from '../exponential-family/observations';
import { pageOf } from '../page-of';
import { readable } from '../readable';
import { betaUpdates } from './beta';
import { dirichletUpdates } from './dirichlet';
import { gammaUpdates } from './gamma';
import { normalUpdates } from './normal';
import { paretoUpdates } from './pareto';

/** The numbers of the prior's parameters, in float64; a vector has several. */
export type PriorNumbers = Readonly<Record<string, readonly number[]>>;

/** From prior and data to the parameters of the posterior, which is of the prior's law. */
export interface Update {
  /** The law of the observations. */
  readonly likelihood: string;
  /** The parameters of the observations' law that are known. */
  readonly known?: readonly string[];
  posterior(
    prior: PriorNumbers,
    sample: WeightedSample,
    known: Readonly<Record<string, number>>,
  ): Readonly<Record<string, number | number[]>>;
}

/** Updates by the law of the prior. */
export type Updates = { readonly prior: DistributionFactory<never>; readonly updates: readonly Update[] };

const all: readonly Updates[] = [betaUpdates, dirichletUpdates, gammaUpdates, ...normalUpdates, paretoUpdates];

/** Pairs of prior and observations' law that have a conjugate update. */
export const conjugatePairs = (): [prior: string, likelihood: string][] =>
  all.flatMap(({ prior, updates }) => updates.map(({ likelihood }): [string, string] => [prior.law, likelihood]));

export interface ConjugateOptions {
  /** One weight for each observation, not negative. Default: 1. */
  weights?: ArrayLike<number>;
  /** The parameters of the observations' law that are known: `{ scale: 2 }` for the mean of a normal. */
  known?: Readonly<Record<string, number>>;
}

/**
 * The posterior of the one unknown parameter of a law under a conjugate prior, in closed form and float64: what a Gibbs step draws from.
 *
 * Which parameter is unknown follows from the pair: the rate of a Poisson, exponential or gamma under a gamma prior; the probability of
 * Bernoulli, binomial, geometric and negative binomial under a beta prior; the shares of categorical and multinomial under a Dirichlet;
 * the mean of a normal under a normal, its variance under an inverse gamma; the upper end of a uniform under a Pareto.
 *
 * @param prior with a batch of shape [].
 * @param likelihood the factory of the observations' law.
 * @throws Error for a pair that is not conjugate, a parameter that must be known, an observation outside of the law's support.
 *
 * @example
 * conjugateUpdate(gamma({ concentration: 2, rate: 1 }), poisson, [3, 5]).parameters; // { concentration: 10, rate: 3 }
 */
export function conjugateUpdate<G>(
  prior: Distribution,
  likelihood: DistributionFactory<G>,
  observations: Observations,
  { weights, known = {} }: ConjugateOptions = {},
): Distribution {
  const where = `conjugateUpdate(${prior.law}, ${likelihood.law})`;
  const found = all.find(
    (each) => each.prior.law === prior.law && each.updates.some((one) => one.likelihood === likelihood.law),
  );
  const update = found?.updates.find((one) => one.likelihood === likelihood.law);
  if (found === undefined || update === undefined)
    throw new Error(
      `${where}: this prior is not conjugate; those that are: ${conjugatePairs()
        .map((pair) => pair.join('-'))
        .join(', ')}`,
    );
  if (prior.batchShape.length > 0)
    throw new RangeError(`${where}: the prior must have a batch of shape []; it has [${prior.batchShape}]`);
  for (const name of update.known ?? [])
    if (typeof known[name] !== 'number')
      throw new TypeError(`${where}: ${name} must be known: give it as { known: { ${name} } }`);
  const sample = weighted(where, observations, weights);
  const { support } = likelihood.page;
  if (typeof support !== 'function') checkRows(where, sample, support);
  return found.prior(update.posterior(numbersOf(prior, where), sample, known) as never);
}

function numbersOf(prior: Distribution, where: string): PriorNumbers {
  if (pageOf(prior) === undefined) throw new Error(`${where}: the prior must be made by a law's factory`);
  return Object.fromEntries(
    Object.entries(prior.parameters).map(([name, given]) => {
      const values = readable(given as never);
      if (values === undefined)
        throw new Error(`${where}: ${name} of shape [${shapeOf(given as never)}] lies on a graphics card; give numbers`);
      return [name, Array.from(values)];
    }),
  );
}
