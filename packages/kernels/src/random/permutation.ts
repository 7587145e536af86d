import { LawsFrame, laws } from '../laws-engine';
import type { Key } from '../threefry';
import { checkPlaces } from './sampler';

/**
 * `count` of the numbers 0 .. n - 1 in random order, without repetition; all of them if `count` is n.
 */
export function permutationDraw(key: Key, n: number, count = n): Int32Array {
  checkPlaces('permutationDraw', 0, n);
  if (!(count >= 0 && count <= n)) throw new RangeError(`permutationDraw: ${count} of ${n} items`);
  const frame = new LawsFrame();
  const items = frame.reserveInt32(n);
  laws.exports().shuffle(key[0], key[1], 0, items, n, count);
  return new Int32Array(frame.buffer, items + 4 * (n - count), count).slice();
}
