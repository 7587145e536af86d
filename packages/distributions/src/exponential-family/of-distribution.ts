// Distributions seen as exponential families.
import { ensureGradients } from '@baytes/tensor';
import { grads, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { DistributionFactory } from '../define-distribution';
import type { Distribution, ValueLike } from '../distribution';
import { parametersOf } from '../page-of';
import { asTensor } from '../parameters';
import type { ByStatistic, ExponentialFamily } from './exponential-family';
import { families } from './families/index';

/** The laws that are exponential families. */
export const exponentialFamilies = (): readonly string[] => families.map(({ law }) => law);

/**
 * A law as an exponential family.
 *
 * @throws Error for a law that is none.
 */
export function exponentialFamily(of: { readonly law: string }): ExponentialFamily {
  const found = families.find(({ law }) => law === of.law);
  if (found === undefined)
    throw new Error(
      `${of.law}: it is not an exponential family that is known here; those are ${exponentialFamilies().join(', ')}`,
    );
  return found;
}

/** eta, by the names of the statistics. Each is a new tensor. */
export function naturalParameters(distribution: Distribution): ByStatistic {
  const family = exponentialFamily(distribution);
  ensureGradients();
  return tidy(() => fresh(family.natural(parametersOf(distribution)))) as never;
}

/** T(x), by the names of the statistics. */
export function sufficientStatistics(distribution: Distribution, x: ValueLike): ByStatistic {
  const family = exponentialFamily(distribution);
  ensureGradients();
  return tidy(() => fresh(family.sufficient(asTensor(x), parametersOf(distribution)))) as never;
}

/** E[T(x)], the gradient of A at eta: what the mean parameters of the family are. Differentiable as any gradient is. */
export function expectedStatistics(distribution: Distribution): ByStatistic {
  const family = exponentialFamily(distribution);
  ensureGradients();
  return tidy(() => {
    const values = parametersOf(distribution);
    const natural = family.natural(values);
    const names = Object.keys(natural);
    const slopes = grads((...etas: Tensor[]) =>
      sum(family.logNormalizer(Object.fromEntries(names.map((name, i) => [name, etas[i]])), values)),
    )(names.map((name) => natural[name]));
    return Object.fromEntries(names.map((name, i) => [name, slopes[i]]));
  }) as never;
}

/**
 * The parameters of a law from eta, by their names: to be given to its factory.
 *
 * @param known the parameters that are not part of eta.
 *
 * @example
 * fromNatural(normal, { x: scalar(2), square: scalar(-0.5) }); // { loc: 2, scale: 1 }
 */
export function fromNatural(
  factory: DistributionFactory<never>,
  natural: ByStatistic,
  known: Readonly<Record<string, Tensor>> = {},
): Readonly<Record<string, Tensor>> {
  const family = exponentialFamily(factory);
  ensureGradients();
  const values = { ...known, given: (name: string) => name in known } as never;
  return tidy(() => fresh(family.parameters(natural, values))) as never;
}

/** Tensors that are nobody else's. */
const fresh = (tensors: Readonly<Record<string, Tensor>>) =>
  Object.fromEntries(Object.entries(tensors).map(([name, each]) => [name, each.clone()]));
