// A block of rows, transposed: one column of BLOCK doubles a dimension, so that loops run along rows, two a vector.
import { at } from './memory';

export const BLOCK: i32 = 64;
/** Bytes from one column of a block to the next. */
export const STRIDE: usize = 512;

/** Columns of the block of `rows` rows from row `start` of X. Rows past the end repeat the last one. */
export function transpose(X: usize, start: i32, rows: i32, D: i32, x: usize): void {
  for (let r = 0; r < BLOCK; r += 2) {
    const one = at(X, (start + min(r, rows - 1)) * D);
    const two = at(X, (start + min(r + 1, rows - 1)) * D);
    let to = at(x, r);
    let j = 0;
    for (; j + 1 < D; j += 2) {
      const a = v128.load(at(one, j)), b = v128.load(at(two, j));
      v128.store(to, v128.shuffle<f64>(a, b, 0, 2));
      v128.store(to + STRIDE, v128.shuffle<f64>(a, b, 1, 3));
      to += 2 * STRIDE;
    }
    if (j < D) v128.store(to, f64x2.replace_lane(v128.load64_zero(at(one, j)), 1, f64.load(at(two, j))));
  }
}
