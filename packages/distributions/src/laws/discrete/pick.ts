// Categories as numbers 0 .. K - 1.
import { cast, gather, isNaN as isMissing, oneHot, sum, type Tensor, where } from '@tensorflow/tfjs-core';
import { type Interval, interval } from '../../constraints/interval';

/** Whole numbers from 0 to K - 1. */
export const categoryOf = (K: number): Interval => interval(0, K - 1, { name: 'category', closed: 'both', integer: true });

/** The entry of the last axis of `values` [..., K] that x [...] names; NaN where x is. */
export function pick(values: Tensor, x: Tensor): Tensor {
  const missing = isMissing(x);
  const place = cast(where(missing, 0, x), 'int32');
  return where(missing, Number.NaN, picked(values, place));
}

function picked(values: Tensor, place: Tensor): Tensor {
  if (values.rank === 1) return gather(values, place);
  const hot = oneHot(place, values.shape[values.rank - 1], 1, 0, 'bool');
  return sum(where(hot, values, 0), -1);
}
