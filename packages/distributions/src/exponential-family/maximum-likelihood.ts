import type { DistributionFactory } from '../define-distribution';
import type { Distribution } from '../distribution';
import { checkRows, type Observations, weighted } from './observations';
import { exponentialFamily } from './of-distribution';

export interface MaximumLikelihoodOptions {
  /** One weight for each observation, not negative. Default: 1. A whole weight counts as so many equal observations. */
  weights?: ArrayLike<number>;
  /** The parameters that are known: `{ totalCount: 10 }` for a binomial. */
  known?: Readonly<Record<string, number>>;
}

/**
 * The member of an exponential family that makes a weighted sample most probable, computed in float64: the M step of EM.
 *
 * @param factory the law: `gamma`, `normal`, ...
 * @throws Error for a value outside the law's support, weights that do not fit, and samples that no member makes most probable.
 *
 * @example
 * maximumLikelihood(normal, [1, 2, 3]).parameters; // { loc: 2, scale: 0.816... }
 */
export function maximumLikelihood<G>(
  factory: DistributionFactory<G>,
  observations: Observations,
  { weights, known = {} }: MaximumLikelihoodOptions = {},
): Distribution {
  const { law } = factory;
  const family = exponentialFamily(factory);
  for (const name of family.known ?? [])
    if (typeof known[name] !== 'number')
      throw new TypeError(`${law}: ${name} is not estimated; give it as { known: { ${name} } }`);
  const sample = weighted(law, observations, weights);
  const { support } = factory.page;
  if (typeof support !== 'function') checkRows(law, sample, support);
  return factory({ ...known, ...family.maximumLikelihood(sample, known) } as G);
}
