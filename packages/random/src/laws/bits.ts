import { randomBits } from '@baytes/kernels';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { asKey, type KeyLike } from '../key';
import { settleShape } from '../law';

/**
 * 32 random bits each: those of `jax.random.bits(key, shape)`, as the int32 with the same bits.
 *
 * @example
 * bits(key(0), { shape: [2] }); // -224768089, -92598638
 */
export function bits(key: KeyLike, { shape }: { shape: readonly number[] }): Tensor {
  const settled = settleShape('bits', {}, { shape });
  const words = randomBits(asKey(key, 'bits'), new Uint32Array(settled.reduce((size, length) => size * length, 1)));
  return tensor(new Int32Array(words.buffer), settled, 'int32');
}
