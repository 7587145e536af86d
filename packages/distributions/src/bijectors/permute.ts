import { gather, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { real } from '../constraints/numbers';
import type { Bijector } from './bijector';
import { makeBijector } from './define-bijector';

/**
 * y_i = x_{order[i]} along the last axis.
 *
 * @param order every number from 0 to n - 1, once.
 * @example
 * permute([2, 0, 1]).forward([10, 20, 30]); // [30, 10, 20]
 */
export function permute(order: readonly number[]): Bijector {
  const n = order.length;
  const back = order.map((_, i) => order.indexOf(i));
  if (back.includes(-1))
    throw new RangeError(
      `permute: the order must have every number from 0 to ${n - 1} once; got [${order}], without ${back.indexOf(-1)}`,
    );
  const sameLength = ([length]: readonly number[]) => {
    if (length !== n) throw new RangeError(`permute: an order of ${n} does not fit vectors of ${length}`);
    return [length];
  };
  const along = (places: readonly number[]) => (x: Tensor) => ({
    value: gather(x, tensor(places as number[], [n], 'int32'), x.rank - 1),
    logDeterminant: () => 0,
  });
  return makeBijector(
    {
      name: 'permute',
      domain: each(real, 1),
      codomain: each(real, 1),
      linear: true,
      eventShape: { forward: sameLength, inverse: sameLength },
      forward: along(order),
      inverse: along(back),
    },
    {},
    {},
    [[...order]],
  );
}
