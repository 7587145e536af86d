import type { Bijector } from './bijector';
import { plainArguments } from './plain-arguments';

/**
 * A bijector the other way round.
 *
 * @example
 * inverse(exp()).forward(10); // log(10)
 */
export function inverse(of: Bijector): Bijector {
  return Object.freeze({
    bijector: 'inverse',
    arguments: [of],
    batchShape: of.batchShape,
    domain: of.codomain,
    codomain: of.domain,
    eventRank: { in: of.eventRank.out, out: of.eventRank.in },
    increasing: of.increasing,
    linear: of.linear,
    forward: of.inverse,
    inverse: of.forward,
    forwardAndLogDeterminant: of.inverseAndLogDeterminant,
    inverseAndLogDeterminant: of.forwardAndLogDeterminant,
    forwardShape: of.inverseShape,
    inverseShape: of.forwardShape,
    toJSON: () => ({ bijector: 'inverse', arguments: plainArguments([of]) }),
  } satisfies Bijector);
}
