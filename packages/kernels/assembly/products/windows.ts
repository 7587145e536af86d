// Matrix products of which the left rows are windows: runs of numbers wherever they lie, so that a convolution is one without its
// windows being laid out. Eight columns of the right side are one panel, in the order in which they are read.

/** Windows that go together: with eight columns their sums just fit the sixteen vector registers of x64. */
const TALL: i32 = 5;
/** Windows that go together in a product with a single column. */
const TALL_SINGLE: i32 = 6;
/** Windows that are multiplied with every panel before the next ones: their runs stay in the second cache. */
const BLOCK: i32 = 80;

/**
 * The right side, element (k, n) of tap t at `from + taps[t] + k * stepK + n * stepN`, as panels of `lanes` columns from column
 * `first` on: out[panel][t][k][lane], 0 past the last column.
 */
export function pack(
  from: usize, taps: usize, tapCount: i32, length: i32, stepK: i32, stepN: i32, first: i32, columns: i32, lanes: i32, out: usize,
): void {
  for (let left = first; left < columns; left += lanes) {
    const wide = min(lanes, columns - left);
    for (let t = 0; t < tapCount; t++) {
      let p = from + i32.load(taps + (<usize>t << 2)) + left * stepN;
      for (let k = 0; k < length; k++, p += stepK) {
        if (stepN == 4 && wide == 8) {
          v128.store(out, v128.load(p));
          v128.store(out, v128.load(p, 16), 16);
        } else {
          let q = p;
          for (let lane = 0; lane < lanes; lane++, q += stepN) f32.store(out + (<usize>lane << 2), lane < wide ? f32.load(q) : 0);
        }
        out += <usize>lanes << 2;
      }
    }
  }
}

/**
 * out[to[w] + n] = sum over runs r and places k of x[from[w] + runs[r] + k] * panel(r, k, n), for `count` windows. `panels` holds the
 * columns from 0 to `wide` in panels of eight, `singles` those after, one by one. All tables are int32 bytes.
 */
export function windowProducts(
  x: usize, from: usize, count: i32, runs: usize, runCount: i32, length: i32,
  panels: usize, wide: i32, singles: usize, columns: i32, out: usize, to: usize,
): void {
  const size = <usize>runCount * <usize>length;
  for (let start = 0; start < count; start += BLOCK) {
    const stop = min(count, start + BLOCK);
    for (let n = 0; n < wide; n += 8) {
      const panel = panels + size * (<usize>n << 2);
      for (let w = start; w < stop; w += TALL) {
        tile(x, from, w, stop - 1, runs, runCount, length, panel, out + (<usize>n << 2), to, min(8, wide - n));
      }
    }
    for (let n = wide; n < columns; n++) {
      const column = singles + size * (<usize>(n - wide) << 2);
      for (let w = start; w < stop; w += TALL_SINGLE) {
        single(x, from, w, stop - 1, runs, runCount, length, column, out + (<usize>n << 2), to);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function entry(table: usize, index: i32, last: i32): usize {
  // Past the end the last one again: it is computed and stored twice, the same.
  return <usize>i32.load(table + (<usize>min(index, last) << 2));
}

// @ts-ignore: decorator
@inline
function put(at: usize, low: v128, high: v128, lanes: i32): void {
  if (lanes == 8) {
    v128.store(at, low);
    v128.store(at, high, 16);
    return;
  }
  let rest = low;
  if (lanes >= 4) {
    v128.store(at, low);
    at += 16;
    lanes -= 4;
    rest = high;
  }
  if (lanes > 0) f32.store(at, f32x4.extract_lane(rest, 0));
  if (lanes > 1) f32.store(at, f32x4.extract_lane(rest, 1), 4);
  if (lanes > 2) f32.store(at, f32x4.extract_lane(rest, 2), 8);
}

function tile(
  x: usize, from: usize, w: i32, last: i32, runs: usize, runCount: i32, length: i32, panel: usize, out: usize, to: usize, lanes: i32,
): void {
  const f0 = x + entry(from, w, last), f1 = x + entry(from, w + 1, last), f2 = x + entry(from, w + 2, last);
  const f3 = x + entry(from, w + 3, last), f4 = x + entry(from, w + 4, last);
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
  const bytes = <usize>length << 2;
  for (let r = 0; r < runCount; r++) {
    const run = <usize>i32.load(runs + (<usize>r << 2));
    let p0 = f0 + run, p1 = f1 + run, p2 = f2 + run, p3 = f3 + run, p4 = f4 + run;
    const end = p0 + bytes;
    let c = a0, d = a0, s = a0;
    const fours = p0 + (bytes & ~15);
    // Four places at a time: without it, counting takes as long as multiplying.
    while (p0 < fours) {
      c = v128.load(panel), d = v128.load(panel, 16);
      s = v128.load32_splat(p0);
      a0 = f32x4.add(a0, f32x4.mul(s, c));
      b0 = f32x4.add(b0, f32x4.mul(s, d));
      s = v128.load32_splat(p1);
      a1 = f32x4.add(a1, f32x4.mul(s, c));
      b1 = f32x4.add(b1, f32x4.mul(s, d));
      s = v128.load32_splat(p2);
      a2 = f32x4.add(a2, f32x4.mul(s, c));
      b2 = f32x4.add(b2, f32x4.mul(s, d));
      s = v128.load32_splat(p3);
      a3 = f32x4.add(a3, f32x4.mul(s, c));
      b3 = f32x4.add(b3, f32x4.mul(s, d));
      s = v128.load32_splat(p4);
      a4 = f32x4.add(a4, f32x4.mul(s, c));
      b4 = f32x4.add(b4, f32x4.mul(s, d));
      c = v128.load(panel, 32), d = v128.load(panel, 48);
      s = v128.load32_splat(p0, 4);
      a0 = f32x4.add(a0, f32x4.mul(s, c));
      b0 = f32x4.add(b0, f32x4.mul(s, d));
      s = v128.load32_splat(p1, 4);
      a1 = f32x4.add(a1, f32x4.mul(s, c));
      b1 = f32x4.add(b1, f32x4.mul(s, d));
      s = v128.load32_splat(p2, 4);
      a2 = f32x4.add(a2, f32x4.mul(s, c));
      b2 = f32x4.add(b2, f32x4.mul(s, d));
      s = v128.load32_splat(p3, 4);
      a3 = f32x4.add(a3, f32x4.mul(s, c));
      b3 = f32x4.add(b3, f32x4.mul(s, d));
      s = v128.load32_splat(p4, 4);
      a4 = f32x4.add(a4, f32x4.mul(s, c));
      b4 = f32x4.add(b4, f32x4.mul(s, d));
      c = v128.load(panel, 64), d = v128.load(panel, 80);
      s = v128.load32_splat(p0, 8);
      a0 = f32x4.add(a0, f32x4.mul(s, c));
      b0 = f32x4.add(b0, f32x4.mul(s, d));
      s = v128.load32_splat(p1, 8);
      a1 = f32x4.add(a1, f32x4.mul(s, c));
      b1 = f32x4.add(b1, f32x4.mul(s, d));
      s = v128.load32_splat(p2, 8);
      a2 = f32x4.add(a2, f32x4.mul(s, c));
      b2 = f32x4.add(b2, f32x4.mul(s, d));
      s = v128.load32_splat(p3, 8);
      a3 = f32x4.add(a3, f32x4.mul(s, c));
      b3 = f32x4.add(b3, f32x4.mul(s, d));
      s = v128.load32_splat(p4, 8);
      a4 = f32x4.add(a4, f32x4.mul(s, c));
      b4 = f32x4.add(b4, f32x4.mul(s, d));
      c = v128.load(panel, 96), d = v128.load(panel, 112);
      s = v128.load32_splat(p0, 12);
      a0 = f32x4.add(a0, f32x4.mul(s, c));
      b0 = f32x4.add(b0, f32x4.mul(s, d));
      s = v128.load32_splat(p1, 12);
      a1 = f32x4.add(a1, f32x4.mul(s, c));
      b1 = f32x4.add(b1, f32x4.mul(s, d));
      s = v128.load32_splat(p2, 12);
      a2 = f32x4.add(a2, f32x4.mul(s, c));
      b2 = f32x4.add(b2, f32x4.mul(s, d));
      s = v128.load32_splat(p3, 12);
      a3 = f32x4.add(a3, f32x4.mul(s, c));
      b3 = f32x4.add(b3, f32x4.mul(s, d));
      s = v128.load32_splat(p4, 12);
      a4 = f32x4.add(a4, f32x4.mul(s, c));
      b4 = f32x4.add(b4, f32x4.mul(s, d));
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
      p4 += 16;
      panel += 128;
    }
    while (p0 < end) {
      c = v128.load(panel), d = v128.load(panel, 16);
      s = v128.load32_splat(p0);
      a0 = f32x4.add(a0, f32x4.mul(s, c));
      b0 = f32x4.add(b0, f32x4.mul(s, d));
      s = v128.load32_splat(p1);
      a1 = f32x4.add(a1, f32x4.mul(s, c));
      b1 = f32x4.add(b1, f32x4.mul(s, d));
      s = v128.load32_splat(p2);
      a2 = f32x4.add(a2, f32x4.mul(s, c));
      b2 = f32x4.add(b2, f32x4.mul(s, d));
      s = v128.load32_splat(p3);
      a3 = f32x4.add(a3, f32x4.mul(s, c));
      b3 = f32x4.add(b3, f32x4.mul(s, d));
      s = v128.load32_splat(p4);
      a4 = f32x4.add(a4, f32x4.mul(s, c));
      b4 = f32x4.add(b4, f32x4.mul(s, d));
      p0 += 4;
      p1 += 4;
      p2 += 4;
      p3 += 4;
      p4 += 4;
      panel += 32;
    }
  }
  put(out + entry(to, w, last), a0, b0, lanes);
  put(out + entry(to, w + 1, last), a1, b1, lanes);
  put(out + entry(to, w + 2, last), a2, b2, lanes);
  put(out + entry(to, w + 3, last), a3, b3, lanes);
  put(out + entry(to, w + 4, last), a4, b4, lanes);
}

// @ts-ignore: decorator
@inline
function total(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** One column: the vectors run along the windows instead. Six windows hide the latency of an addition, and eight would not fit. */
function single(
  x: usize, from: usize, w: i32, last: i32, runs: usize, runCount: i32, length: i32, column: usize, out: usize, to: usize,
): void {
  const f0 = x + entry(from, w + 0, last), f1 = x + entry(from, w + 1, last), f2 = x + entry(from, w + 2, last), f3 = x + entry(from, w + 3, last), f4 = x + entry(from, w + 4, last), f5 = x + entry(from, w + 5, last);
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, c = a0;
  const eights = <usize>(length & ~7) << 2, fours = <usize>(length & ~3) << 2, bytes = <usize>length << 2;
  for (let r = 0; r < runCount; r++) {
    let k = <usize>i32.load(runs + (<usize>r << 2));
    const start = k;
    for (const end = start + eights; k < end; k += 32) {
      c = v128.load(column);
      a0 = f32x4.add(a0, f32x4.mul(v128.load(f0 + k), c));
      a1 = f32x4.add(a1, f32x4.mul(v128.load(f1 + k), c));
      a2 = f32x4.add(a2, f32x4.mul(v128.load(f2 + k), c));
      a3 = f32x4.add(a3, f32x4.mul(v128.load(f3 + k), c));
      a4 = f32x4.add(a4, f32x4.mul(v128.load(f4 + k), c));
      a5 = f32x4.add(a5, f32x4.mul(v128.load(f5 + k), c));
      c = v128.load(column, 16);
      a0 = f32x4.add(a0, f32x4.mul(v128.load(f0 + k, 16), c));
      a1 = f32x4.add(a1, f32x4.mul(v128.load(f1 + k, 16), c));
      a2 = f32x4.add(a2, f32x4.mul(v128.load(f2 + k, 16), c));
      a3 = f32x4.add(a3, f32x4.mul(v128.load(f3 + k, 16), c));
      a4 = f32x4.add(a4, f32x4.mul(v128.load(f4 + k, 16), c));
      a5 = f32x4.add(a5, f32x4.mul(v128.load(f5 + k, 16), c));
      column += 32;
    }
    for (const end = start + fours; k < end; k += 16) {
      c = v128.load(column);
      a0 = f32x4.add(a0, f32x4.mul(v128.load(f0 + k), c));
      a1 = f32x4.add(a1, f32x4.mul(v128.load(f1 + k), c));
      a2 = f32x4.add(a2, f32x4.mul(v128.load(f2 + k), c));
      a3 = f32x4.add(a3, f32x4.mul(v128.load(f3 + k), c));
      a4 = f32x4.add(a4, f32x4.mul(v128.load(f4 + k), c));
      a5 = f32x4.add(a5, f32x4.mul(v128.load(f5 + k), c));
      column += 16;
    }
    for (const end = start + bytes; k < end; k += 4) {
      c = v128.load32_zero(column);
      a0 = f32x4.add(a0, f32x4.mul(v128.load32_zero(f0 + k), c));
      a1 = f32x4.add(a1, f32x4.mul(v128.load32_zero(f1 + k), c));
      a2 = f32x4.add(a2, f32x4.mul(v128.load32_zero(f2 + k), c));
      a3 = f32x4.add(a3, f32x4.mul(v128.load32_zero(f3 + k), c));
      a4 = f32x4.add(a4, f32x4.mul(v128.load32_zero(f4 + k), c));
      a5 = f32x4.add(a5, f32x4.mul(v128.load32_zero(f5 + k), c));
      column += 4;
    }
  }
  f32.store(out + entry(to, w + 0, last), total(a0));
  f32.store(out + entry(to, w + 1, last), total(a1));
  f32.store(out + entry(to, w + 2, last), total(a2));
  f32.store(out + entry(to, w + 3, last), total(a3));
  f32.store(out + entry(to, w + 4, last), total(a4));
  f32.store(out + entry(to, w + 5, last), total(a5));
}
