import { type Constraint, describe } from '../constraints/constraint';
import { isEach } from '../constraints/each';
import { isInterval } from '../constraints/interval';
import { above } from './above';
import { below } from './below';
import type { Bijector } from './bijector';
import { block } from './block';
import { correlationCholesky } from './correlation-cholesky';
import { exp } from './exp';
import { identity } from './identity';
import { lowerCholesky } from './lower-cholesky';
import { ordered, positiveOrdered } from './ordered';
import { correlation, positiveDefinite } from './positive-definite';
import { sigmoid } from './sigmoid';
import { stickBreaking } from './stick-breaking';
import { unitVector } from './unit-vector';
import { zeroSum } from './zero-sum';

/** By the name of the constraint. */
const factories: Readonly<Record<string, () => Bijector>> = {
  correlation,
  correlationCholesky,
  lowerCholesky: () => lowerCholesky(),
  ordered: () => ordered(),
  positiveDefinite: () => positiveDefinite(),
  positiveOrdered: () => positiveOrdered(),
  simplex: () => stickBreaking(),
  unitVector: () => unitVector(),
  zeroSum: () => zeroSum(),
};

/**
 * The bijector from all real numbers, or vectors of them, to what a constraint allows: for samplers and optimisers that know no bounds.
 * Ends that belong to an interval are not reached.
 *
 * @throws TypeError for constraints on whole numbers, and for those without a bijector.
 * @example
 * bijectorTo(positive).forward(0); // 1
 */
export function bijectorTo(constraint: Constraint): Bijector {
  if (constraint.discrete)
    throw new TypeError(
      `bijectorTo: no bijector leads from real numbers to a value that ${describe(constraint)}; sum it out, or use a score function`,
    );
  if (isEach(constraint)) return block(bijectorTo(constraint.part), constraint.rank);
  if (isInterval(constraint)) {
    const { low, high } = constraint;
    if (low === -Infinity) return high === Infinity ? identity() : below({ high });
    if (high === Infinity) return low === 0 ? exp() : above({ low });
    return sigmoid({ low, high });
  }
  const factory = factories[constraint.name];
  if (factory === undefined)
    throw new TypeError(
      `bijectorTo: there is no bijector to a value that ${describe(constraint)} (the constraint ${constraint.name})`,
    );
  return factory();
}
