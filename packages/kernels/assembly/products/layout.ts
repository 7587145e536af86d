// Moving numbers: into padded rows, windows one after another, and across the diagonal.

/** Copies `rows` runs of `bytes`, from every `fromStep` bytes to every `toStep`. */
export function copyRows(from: usize, to: usize, rows: i32, bytes: i32, fromStep: i32, toStep: i32): void {
  for (let row = 0; row < rows; row++) {
    memory.copy(to, from, bytes);
    from += fromStep;
    to += toStep;
  }
}

/** Windows as rows: out[w][r][k] = x[from[w] + runs[r] + k]. Tables are int32 bytes. */
export function layWindows(x: usize, from: usize, count: i32, runs: usize, runCount: i32, length: i32, out: usize): void {
  for (let w = 0; w < count; w++) {
    const window = x + i32.load(from + (<usize>w << 2));
    for (let r = 0; r < runCount; r++) {
      const run = window + i32.load(runs + (<usize>r << 2));
      let k: i32 = 0;
      for (; k + 4 <= length; k += 4, out += 16) v128.store(out, v128.load(run + (<usize>k << 2)));
      for (; k < length; k++, out += 4) f32.store(out, f32.load(run + (<usize>k << 2)));
    }
  }
}

/** Side of the squares that are transposed one after another, so that both sides stay in the first cache. */
const SQUARE: i32 = 32;

/** `count` matrices of `rows` by `columns`, one after another, each transposed. */
export function transposeMatrices(from: usize, to: usize, count: i32, rows: i32, columns: i32): void {
  const step = <usize>columns << 2, back = <usize>rows << 2;
  for (let matrix = 0; matrix < count; matrix++) {
    for (let top = 0; top < rows; top += SQUARE) {
      for (let left = 0; left < columns; left += SQUARE) {
        const bottom = min(rows, top + SQUARE), right = min(columns, left + SQUARE);
        let row = top;
        for (; row + 4 <= bottom; row += 4) {
          let column = left;
          for (; column + 4 <= right; column += 4) {
            const p = from + <usize>row * step + (<usize>column << 2);
            const a = v128.load(p), b = v128.load(p + step), c = v128.load(p + 2 * step), d = v128.load(p + 3 * step);
            const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
            const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5), CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
            const q = to + <usize>column * back + (<usize>row << 2);
            v128.store(q, v128.shuffle<f64>(ab, cd, 0, 2));
            v128.store(q + back, v128.shuffle<f64>(ab, cd, 1, 3));
            v128.store(q + 2 * back, v128.shuffle<f64>(AB, CD, 0, 2));
            v128.store(q + 3 * back, v128.shuffle<f64>(AB, CD, 1, 3));
          }
          for (; column < right; column++) for (let i = row; i < row + 4; i++) move(from, to, i, column, step, back);
        }
        for (; row < bottom; row++) for (let column = left; column < right; column++) move(from, to, row, column, step, back);
      }
    }
    from += <usize>rows * step;
    to += <usize>rows * step;
  }
}

// @ts-ignore: decorator
@inline
function move(from: usize, to: usize, row: i32, column: i32, step: usize, back: usize): void {
  f32.store(to + <usize>column * back + (<usize>row << 2), f32.load(from + <usize>row * step + (<usize>column << 2)));
}
