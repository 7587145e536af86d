import { log1p } from '@baytes/special';
import { less, log, neg, type Tensor, where } from '@tensorflow/tfjs-core';

/**
 * log p from p and q = 1 - p, whichever of them keeps its digits: near 1, log p is log1p(-q).
 *
 * The side that is not taken sees 1/2, so that its derivative is finite.
 */
export function logOfPart(p: Tensor, q: Tensor): Tensor {
  const small = less(p, 0.5);
  return where(small, log(where(small, p, 0.5)), log1p(neg(where(small, 0.5, q))));
}
