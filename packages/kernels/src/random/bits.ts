import { LawsFrame, laws } from '../laws-engine';
import type { Key } from '../threefry';
import { checkPlaces } from './sampler';

const CHUNK = 8192;

type Bulk = 'randomBits32' | 'randomBits64' | 'uniform32' | 'uniform64' | 'normal32' | 'normal64';
type Words = Uint32Array | BigUint64Array | Float32Array | Float64Array;

function fill<A extends Words>(name: Bulk, key: Key, out: A, first: number): A {
  checkPlaces(name, first, out.length);
  const frame = new LawsFrame();
  const bytes = out.BYTES_PER_ELEMENT;
  const address = frame.reserveBytes(Math.min(out.length, CHUNK) * bytes);
  for (let start = 0; start < out.length; start += CHUNK) {
    const count = Math.min(CHUNK, out.length - start);
    laws.exports()[name](key[0], key[1], first + start, address, count);
    // The memory may have grown in the first reservation only, so views are cheap to take anew.
    const made = new (out.constructor as new (buffer: ArrayBuffer, at: number, length: number) => A)(
      frame.buffer,
      address,
      count,
    );
    out.set(made as never, start);
  }
  return out;
}

/**
 * Fills `out` with random bits, 32 or 64 each: those of `jax.random.bits`.
 *
 * @param first the place of `out[0]` in the array of all numbers under this key.
 * @example
 * randomBits(key(0), new Uint32Array(2)); // 4070199207, 4202368658
 */
export function randomBits<A extends Uint32Array | BigUint64Array>(key: Key, out: A, first = 0): A {
  return fill(out instanceof BigUint64Array ? 'randomBits64' : 'randomBits32', key, out, first);
}

/**
 * Fills `out` with uniform numbers on [0, 1): those of `jax.random.uniform`, with 23 random bits each in a Float32Array and 52 in a
 * Float64Array.
 */
export function randomUniform<A extends Float32Array | Float64Array>(key: Key, out: A, first = 0): A {
  return fill(out instanceof Float64Array ? 'uniform64' : 'uniform32', key, out, first);
}

/**
 * Fills `out` with standard normal numbers: those of `jax.random.normal` on a CPU, in a Float32Array to the last bit, in a Float64Array
 * (64-bit numbers enabled) to the last two or three.
 */
export function randomNormal<A extends Float32Array | Float64Array>(key: Key, out: A, first = 0): A {
  return fill(out instanceof Float64Array ? 'normal64' : 'normal32', key, out, first);
}
