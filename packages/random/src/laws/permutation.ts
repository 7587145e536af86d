import { permutationDraw } from '@baytes/kernels';
import { gather, Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { asKey, type KeyLike } from '../key';

/**
 * The numbers 0 .. n - 1, or the rows of a tensor, in random order, all orders alike (Fisher and Yates; Lemire 2019).
 *
 * @example
 * permutation(key(0), 5); // int32, [5]
 */
export function permutation(key: KeyLike, of: number | Tensor): Tensor {
  const from = asKey(key, 'permutation');
  if (of instanceof Tensor) {
    if (of.rank === 0) throw new RangeError('permutation: a tensor must have rows; got a single number');
    return tidy(() => gather(of, tensor1d(permutationDraw(from, of.shape[0]), 'int32')));
  }
  if (!Number.isSafeInteger(of) || of < 0) throw new RangeError(`permutation: expected a whole number or a tensor; got ${of}`);
  return tensor1d(permutationDraw(from, of), 'int32');
}
