import { type Fused, fuse } from '@baytes/compile';
import { broadcastTo, Tensor } from '@tensorflow/tfjs-core';
import type { Constraint } from './constraints/constraint';
import { masked } from './edges';
import type { Law } from './law';
import { asTensor, type ParameterLike, type Values, valuesOf } from './parameters';

/** Where the draws of a page lie, for these parameters. */
export const supportOf = <P extends string>({ support }: Law<P>, values: Values<P>): Constraint =>
  typeof support === 'function' ? support(values) : support;

/** The formula of a page's log density: what it says inside of the support, -Infinity outside. */
export const logDensity = <P extends string>(page: Law<P>, x: Tensor, values: Values<P>): Tensor =>
  masked(supportOf(page, values), x, (inside) => page.logProb(inside, values), page.inside?.(values));

/** By page: by the names of the parameters that were given, and which of them are tensors. */
const kernels = new WeakMap<object, Map<string, Fused>>();

/**
 * The log density of a page at x, of shape sample + batch, as one kernel for its value and one for its derivatives in all parameters that
 * are tensors: the formula of the page with what lies outside of the support, recorded once.
 */
export function fusedLogProb<P extends string>(
  page: Law<P>,
  settled: Readonly<Record<string, ParameterLike>>,
  x: Tensor,
  eventRank: number,
  shape: readonly number[],
): Tensor {
  const names = Object.keys(settled) as P[];
  const varied = names.filter((name) => settled[name] instanceof Tensor);
  const key = `${names.join()};${varied.join()};${eventRank}`;
  const known = kernels.get(page) ?? new Map<string, Fused>();
  kernels.set(page, known);
  let fused = known.get(key);
  if (fused === undefined) {
    fused = fuse({
      name: `LogProb:${page.name}(${names.join()};${varied.join()};${eventRank})`,
      inputs: ['x', ...names],
      ranks: { x: eventRank, ...Object.fromEntries(names.map((name) => [name, page.parameters[name].constraint.eventRank])) },
      together: varied,
      formula: ({ x: value, ...given }) => logDensity(page, value, valuesOf(page.parameters, given) as Values<P>),
    });
    known.set(key, fused);
  }
  return broadcastTo(fused(x, ...names.map((name) => asTensor(settled[name]))), [...shape]);
}
