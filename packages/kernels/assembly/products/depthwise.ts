// Depthwise convolutions: every channel with a filter of its own, so that vectors run along channels and nothing is summed over them.

/** Numbers at `at`: four, or one and three zeros. */
// @ts-ignore: decorator
@inline
function read(at: usize, whole: bool): v128 {
  return whole ? v128.load(at) : v128.load32_zero(at);
}

// @ts-ignore: decorator
@inline
function write(at: usize, x: v128, whole: bool): void {
  if (whole) v128.store(at, x);
  else f32.store(at, f32x4.extract_lane(x, 0));
}

// @ts-ignore: decorator
@inline
function entry(table: usize, index: i32, last: i32): usize {
  return <usize>i32.load(table + (<usize>min(index, last) << 2));
}

/**
 * out[to[w] + c] = sum over taps t of x[from[w] + taps[t] + c] * filter[weights[t] + c], for `count` windows and `channels` channels.
 * All tables are int32 bytes.
 */
export function depthwiseProducts(
  x: usize, from: usize, count: i32, taps: usize, filter: usize, weights: usize, tapCount: i32, channels: i32, out: usize, to: usize,
): void {
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    const at = <usize>c << 2;
    for (let w = 0; w < count; w += 6) sixWindows(true, x + at, from, w, count - 1, taps, filter + at, weights, tapCount, out + at, to);
  }
  for (; c < channels; c++) {
    const at = <usize>c << 2;
    for (let w = 0; w < count; w += 6) sixWindows(false, x + at, from, w, count - 1, taps, filter + at, weights, tapCount, out + at, to);
  }
}

// @ts-ignore: decorator
@inline
function sixWindows(
  whole: bool, x: usize, from: usize, w: i32, last: i32, taps: usize, filter: usize, weights: usize, tapCount: i32, out: usize, to: usize,
): void {
  const f0 = x + entry(from, w, last), f1 = x + entry(from, w + 1, last), f2 = x + entry(from, w + 2, last);
  const f3 = x + entry(from, w + 3, last), f4 = x + entry(from, w + 4, last), f5 = x + entry(from, w + 5, last);
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
  for (let t: usize = 0; t < <usize>tapCount << 2; t += 4) {
    const tap = <usize>i32.load(taps + t);
    const v = read(filter + i32.load(weights + t), whole);
    a0 = f32x4.add(a0, f32x4.mul(read(f0 + tap, whole), v));
    a1 = f32x4.add(a1, f32x4.mul(read(f1 + tap, whole), v));
    a2 = f32x4.add(a2, f32x4.mul(read(f2 + tap, whole), v));
    a3 = f32x4.add(a3, f32x4.mul(read(f3 + tap, whole), v));
    a4 = f32x4.add(a4, f32x4.mul(read(f4 + tap, whole), v));
    a5 = f32x4.add(a5, f32x4.mul(read(f5 + tap, whole), v));
  }
  write(out + entry(to, w, last), a0, whole);
  write(out + entry(to, w + 1, last), a1, whole);
  write(out + entry(to, w + 2, last), a2, whole);
  write(out + entry(to, w + 3, last), a3, whole);
  write(out + entry(to, w + 4, last), a4, whole);
  write(out + entry(to, w + 5, last), a5, whole);
}

/** Windows that are read for all taps before the next ones: what they touch stays in the second cache. */
const BLOCK: i32 = 256;

/**
 * out[t * channels + c] += sum over windows w of x[from[w] + taps[t] + c] * dy[at[w] + c]. All tables are int32 bytes; that of taps is
 * as long as the next multiple of five.
 */
export function depthwiseOuter(
  x: usize, from: usize, taps: usize, tapCount: i32, dy: usize, at: usize, count: i32, channels: i32, out: usize,
): void {
  const step = <usize>channels << 2;
  for (let start = 0; start < count; start += BLOCK) {
    const windows = min(BLOCK, count - start);
    const f = from + (<usize>start << 2), d = at + (<usize>start << 2);
    for (let t = 0; t < tapCount; t += 5) {
      const tap = taps + (<usize>t << 2), target = out + <usize>t * step;
      const tall = min(5, tapCount - t);
      let c = 0;
      for (; c + 4 <= channels; c += 4) {
        const o = <usize>c << 2;
        fiveTaps(true, x + o, f, tap, dy + o, d, windows, target + o, step, tall);
      }
      for (; c < channels; c++) {
        const o = <usize>c << 2;
        fiveTaps(false, x + o, f, tap, dy + o, d, windows, target + o, step, tall);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function fiveTaps(
  whole: bool, x: usize, from: usize, taps: usize, dy: usize, at: usize, windows: i32, out: usize, step: usize, tall: i32,
): void {
  const p0 = x + i32.load(taps), p1 = x + i32.load(taps, 4), p2 = x + i32.load(taps, 8);
  const p3 = x + i32.load(taps, 12), p4 = x + i32.load(taps, 16);
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
  for (const end = at + (<usize>windows << 2); at < end; at += 4, from += 4) {
    const w = <usize>i32.load(from);
    const v = read(dy + i32.load(at), whole);
    a0 = f32x4.add(a0, f32x4.mul(read(p0 + w, whole), v));
    a1 = f32x4.add(a1, f32x4.mul(read(p1 + w, whole), v));
    a2 = f32x4.add(a2, f32x4.mul(read(p2 + w, whole), v));
    a3 = f32x4.add(a3, f32x4.mul(read(p3 + w, whole), v));
    a4 = f32x4.add(a4, f32x4.mul(read(p4 + w, whole), v));
  }
  write(out, f32x4.add(read(out, whole), a0), whole);
  if (tall > 1) write(out + step, f32x4.add(read(out + step, whole), a1), whole);
  if (tall > 2) write(out + 2 * step, f32x4.add(read(out + 2 * step, whole), a2), whole);
  if (tall > 3) write(out + 3 * step, f32x4.add(read(out + 3 * step, whole), a3), whole);
  if (tall > 4) write(out + 4 * step, f32x4.add(read(out + 4 * step, whole), a4), whole);
}
