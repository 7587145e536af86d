import { exponential, type KeyLike } from '@baytes/random';
import { expm1 } from '@baytes/special';
import { exp, neg, type Tensor } from '@tensorflow/tfjs-core';

/**
 * A uniform number and what it lacks of 1, each with all its digits near 0: 1 - exp(-E) and exp(-E), E exponential. A uniform number of
 * 23 bits would be 0 or next to 1 once in some million draws, and its quantile infinite or coarse.
 */
export function uniformParts(key: KeyLike, shape: readonly number[]): { p: Tensor; q: Tensor } {
  const e = neg(exponential(key, { rate: 1 }, { shape }));
  return { p: neg(expm1(e)), q: exp(e) };
}
