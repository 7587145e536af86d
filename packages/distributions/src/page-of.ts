// The page and the parameters behind a distribution, for what is written about laws from outside: divergences, exponential families.
import type { Distribution } from './distribution';
import type { Law } from './law';
import { type ParameterLike, type Values, valuesOf } from './parameters';

interface Origin {
  page: Law;
  settled: Readonly<Record<string, ParameterLike>>;
}

const origins = new WeakMap<Distribution, Origin>();

export function remember(distribution: Distribution, page: Law, settled: Origin['settled']): void {
  origins.set(distribution, { page, settled });
}

/** The page of a distribution that a law's factory made; undefined for those that others make (transformed, mixtures). */
export const pageOf = (distribution: Distribution): Law | undefined => origins.get(distribution)?.page;

/** The parameters as formulas see them. To be called inside a tidy. */
export function parametersOf(distribution: Distribution): Values {
  const origin = origins.get(distribution);
  if (origin === undefined) throw new Error(`${distribution.law}: this distribution was not made from a law's page`);
  return valuesOf(origin.page.parameters, origin.settled);
}
