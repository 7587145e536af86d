import type { Constraint } from '../constraints/constraint';
import { isEach } from '../constraints/each';
import { isInterval } from '../constraints/interval';
import type { Bijector } from './bijector';

/** Whether what a constraint allows has as many dimensions as it has numbers. */
function isOpen(constraint: Constraint): boolean {
  if (isEach(constraint)) return isOpen(constraint.part);
  return isInterval(constraint) || ['ordered', 'positiveOrdered', 'nonZero'].includes(constraint.name);
}

/**
 * A determinant is one of coordinates: numbers that add up to one, or the entries of a symmetric matrix, cannot each be mapped by
 * themselves.
 *
 * @throws TypeError if the bijector's determinant does not mean what it is to be used for.
 */
export function requireRoom(who: string, from: Constraint, bijector: Bijector): void {
  if (isOpen(from) || from.name === bijector.domain.name) return;
  throw new TypeError(
    `${who}: ${bijector.bijector} is a map of ${bijector.domain.name}, not of ${from.name}, whose numbers are not free: its determinant ` +
      'would be wrong',
  );
}
