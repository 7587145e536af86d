// Vectors along the last axis.
import { cumsum, slice, type Tensor, tensor } from '@tensorflow/tfjs-core';

/** Elements `from` up to, but without, `to` of the last axis; to the end where `to` is left out. */
export function part(x: Tensor, from: number, to = x.shape[x.rank - 1]): Tensor {
  const lead = x.shape.slice(0, -1);
  return slice(x, [...lead.map(() => 0), from], [...lead, Math.max(0, to - from)]);
}

/** f(0), ..., f(n - 1) as a tensor. */
export const range = (n: number, f: (i: number) => number): Tensor =>
  tensor(
    Float32Array.from({ length: n }, (_, i) => f(i)),
    [n],
  );

/** The event shapes of maps between vectors of n numbers and of n + `more`. */
export const longerBy = (name: string, more: number) => ({
  forward: ([n]: readonly number[]): readonly number[] => [n + more],
  inverse: ([n]: readonly number[]): readonly number[] => {
    if (n < more) throw new RangeError(`${name}: inverse takes vectors of at least ${more} numbers, but their length is ${n}`);
    return [n - more];
  },
});

/** Sums of the elements up to each; without itself if exclusive, from the end if reversed. */
export const runningSum = (x: Tensor, { exclusive = false, reverse = false } = {}): Tensor =>
  cumsum(x, x.rank - 1, exclusive, reverse);
