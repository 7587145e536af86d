import {
  equal,
  isFinite as finite,
  logicalAnd,
  logicalNot,
  mul,
  sigmoid,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';

/** a - b, and 0 where both are the same infinity. */
function difference(a: Tensor, b: Tensor): Tensor {
  const same = logicalAnd(equal(a, b), logicalNot(finite(a)));
  return where(same, zerosLike(mul(a, 0)), sub(where(same, zerosLike(a), a), where(same, zerosLike(b), b)));
}

/**
 * log(exp(a) + exp(b)), elementwise, without overflow; inputs broadcast. Right for infinities: `logAddExp(-Infinity, b)` is b.
 *
 * @example
 * logAddExp(1000, 1000); // 1000.6931...
 */
export const logAddExp = defineKernel({
  name: 'LogAddExp',
  inputs: ['a', 'b'],
  host: ({ a, b }, out) => {
    for (let i = 0; i < out.length; i++) {
      const gap = a[i] - b[i];
      if (gap > 0) out[i] = a[i] + Math.log1p(Math.exp(-gap));
      else if (gap <= 0) out[i] = b[i] + Math.log1p(Math.exp(gap));
      else out[i] = a[i] === b[i] ? a[i] : Number.NaN; // the same infinity, or NaN
    }
  },
  gradient: ({ a, b }, dy) => ({
    a: () => mul(dy, sigmoid(difference(a, b))),
    b: () => mul(dy, sigmoid(difference(b, a))),
  }),
});
