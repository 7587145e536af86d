import type { Tree } from '@baytes/tensor';
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { DistributionFactory } from '../define-distribution';
import type { ParameterLike } from '../parameters';
import type { Bijector } from './bijector';
import { bijectorTo } from './bijector-to';

/** Tensors by the names of a law's parameters. */
export type ParameterTree = { [name: string]: Tensor } & Tree;

export interface ParameterBijectors {
  /** By the name of the parameter, for every parameter that is no whole number. */
  readonly bijectors: Readonly<Record<string, Bijector>>;
  /** From unconstrained tensors to parameters of the law; gradients flow. */
  constrain(unconstrained: Readonly<Record<string, Tensor>>): ParameterTree;
  /** The other way round. */
  unconstrain(parameters: Readonly<Record<string, ParameterLike>>): ParameterTree;
}

/**
 * How the parameters of a law come from all real numbers, read off what its factory says of them: for optimisers and variational
 * families. Of parameters that exclude each other, whichever are in the tree are meant.
 *
 * @example
 * const { constrain, unconstrain } = parameterBijectors(gamma);
 * const start = unconstrain({ concentration: 2, rate: 3 }); // logarithms
 * gamma(constrain(start)); // and gradients in `start`
 */
export function parameterBijectors<G>({ law, spec }: DistributionFactory<G>): ParameterBijectors {
  const bijectors = Object.fromEntries(
    Object.entries(spec)
      .filter(([, { constraint }]) => !constraint.discrete)
      .map(([name, { constraint }]) => [name, bijectorTo(constraint)]),
  );
  const each = <V>(tree: Readonly<Record<string, V>>, map: (bijector: Bijector, value: V) => Tensor): ParameterTree =>
    tidy(() =>
      Object.fromEntries(
        Object.entries(tree).map(([name, value]) => {
          if (bijectors[name] === undefined)
            throw new TypeError(
              `parameterBijectors: ${law} has no parameter ${name} that is not a whole number; it has ${Object.keys(bijectors).join(', ')}`,
            );
          return [name, map(bijectors[name], value)];
        }),
      ),
    ) as ParameterTree;
  return Object.freeze({
    bijectors,
    constrain: (tree: Readonly<Record<string, Tensor>>) => each(tree, (bijector, value) => bijector.forward(value)),
    unconstrain: (tree: Readonly<Record<string, ParameterLike>>) => each(tree, (bijector, value) => bijector.inverse(value)),
  });
}
