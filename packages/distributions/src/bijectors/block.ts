import { sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import type { ValueLike } from '../distribution';
import { asTensor } from '../parameters';
import type { Bijector, ValueAndLogDeterminant } from './bijector';
import { plainArguments } from './plain-arguments';

/**
 * A bijector on each part of an array, as one on the whole array: `rank` more axes belong to an event, and the log determinants are
 * summed over them.
 *
 * @example
 * block(exp(), 1).forwardAndLogDeterminant([1, 2]); // logDeterminant 3
 */
export function block(part: Bijector, rank: number): Bijector {
  if (!Number.isInteger(rank) || rank < 0) throw new RangeError(`block: rank must be a whole number from 0 on; got ${rank}`);
  if (rank === 0) return part;
  const over = Array.from({ length: rank }, (_, i) => -1 - i);
  const eventRank = { in: part.eventRank.in + rank, out: part.eventRank.out + rank };
  /** The value as a tensor, if it has the axes of an event. */
  const checked = (given: ValueLike, axes: number): Tensor => {
    const x = asTensor(given);
    if (x.rank < axes)
      throw new RangeError(`block of ${part.bijector}: an event has ${axes} axes, but the value's shape is [${x.shape}]`);
    return x;
  };
  const summed = ({ value, logDeterminant }: ValueAndLogDeterminant) => ({ value, logDeterminant: sum(logDeterminant, over) });
  return Object.freeze({
    bijector: 'block',
    arguments: [part, rank],
    batchShape: part.batchShape.slice(0, Math.max(0, part.batchShape.length - rank)),
    domain: each(part.domain, rank),
    codomain: each(part.codomain, rank),
    eventRank,
    linear: part.linear,
    forward: (x) => tidy(() => part.forward(checked(x, eventRank.in))),
    inverse: (y) => tidy(() => part.inverse(checked(y, eventRank.out))),
    forwardAndLogDeterminant: (x) => tidy(() => summed(part.forwardAndLogDeterminant(checked(x, eventRank.in)))),
    inverseAndLogDeterminant: (y) => tidy(() => summed(part.inverseAndLogDeterminant(checked(y, eventRank.out)))),
    forwardShape: part.forwardShape,
    inverseShape: part.inverseShape,
    toJSON: () => ({ bijector: 'block', arguments: plainArguments([part, rank]) }),
  } satisfies Bijector);
}
