// Uniform permutations: the shuffle of Fisher and Yates, from the end to the start. Step i takes the numbers of element first + i.
import { CHUNK, bits, makeAhead, useElement, useKey } from './stream';

/** A whole number below `bound`, without bias (Lemire, "Fast random integer generation in an interval", 2019). */
// @ts-ignore: decorator
@inline
export function below(bound: u32): u32 {
  let product = (bits() >> 32) * <u64>bound;
  if (<u32>product < bound) {
    const threshold: u32 = (0 - bound) % bound;
    while (<u32>product < threshold) product = (bits() >> 32) * <u64>bound;
  }
  return <u32>(product >> 32);
}

/**
 * Writes `count` of the numbers 0 .. n - 1, without repetition, in random order, into the last `count` of the n places of `items`
 * (n integers of room).
 */
export function shuffle(k0: u32, k1: u32, first: u32, items: usize, n: u32, count: u32): void {
  useKey(k0, k1);
  for (let i: u32 = 0; i < n; i++) store<u32>(items + (<usize>i << 2), i);
  for (let start: u32 = 0; start < count; start += CHUNK) {
    const end = min(count, start + CHUNK);
    makeAhead(first + start, end - start, 1);
    for (let step = start; step < end; step++) {
      useElement(first + step);
      const i = n - 1 - step;
      const at = items + (<usize>i << 2);
      const other = items + (<usize>below(i + 1) << 2);
      const item = load<u32>(at);
      store<u32>(at, load<u32>(other));
      store<u32>(other, item);
    }
  }
}
