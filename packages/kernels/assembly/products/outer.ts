// Sums of outer products over windows: the gradient of a filter, and the product of a transposed matrix, with nothing turned.

/** Windows whose columns of b are laid out at a time: 8 KiB, half of a first cache with what of a goes with them. */
const BLOCK: i32 = 256;

/** Bytes of scratch. */
export function outerScratch(): i32 {
  return BLOCK * 32;
}

/**
 * out[i * stepA + j * stepB] += sum over windows w of a[fromA[w] + placesA[i]] * b[fromB[w] + placesB[j]], for i below `rows` and j
 * below `columns`. All tables are int32 bytes.
 */
export function outerProducts(
  a: usize, fromA: usize, placesA: usize, rows: i32, b: usize, fromB: usize, placesB: usize, columns: i32, count: i32,
  out: usize, stepA: i32, stepB: i32, scratch: usize,
): void {
  for (let start = 0; start < count; start += BLOCK) {
    const windows = min(BLOCK, count - start);
    const from = fromA + (<usize>start << 2);
    let j = 0;
    if (rows <= 3 && stepA == 4) {
      for (; j + 16 <= columns; j += 16) {
        const places = placesB + (<usize>j << 2);
        if (i32.load(places, 60) - i32.load(places) != 60) break;
        const right = b + i32.load(places), rest = fromB + (<usize>start << 2), to = out + j * stepB;
        if (rows == 3) few(3, a, from, placesA, right, rest, windows, to, stepB);
        else if (rows == 2) few(2, a, from, placesA, right, rest, windows, to, stepB);
        else few(1, a, from, placesA, right, rest, windows, to, stepB);
      }
    }
    for (; j < columns; j += 8) {
      const lanes = min(8, columns - j);
      panel(b, fromB + (<usize>start << 2), windows, placesB + (<usize>j << 2), lanes, scratch);
      const to = out + j * stepB;
      for (let i = 0; i < rows; i += 5) {
        const places = placesA + (<usize>i << 2), target = to + i * stepA;
        if (rows - i >= 5 && i32.load(places, 16) - i32.load(places) == 16) {
          tile(5, true, a, from, places, windows, scratch, target, stepA, stepB, lanes);
          continue;
        }
        switch (rows - i) {
          case 1: tile(1, false, a, from, places, windows, scratch, target, stepA, stepB, lanes); break;
          case 2: tile(2, false, a, from, places, windows, scratch, target, stepA, stepB, lanes); break;
          case 3: tile(3, false, a, from, places, windows, scratch, target, stepA, stepB, lanes); break;
          case 4: tile(4, false, a, from, places, windows, scratch, target, stepA, stepB, lanes); break;
          default: tile(5, false, a, from, places, windows, scratch, target, stepA, stepB, lanes);
        }
      }
    }
  }
}

/** Adds four sums to every `step` bytes. */
// @ts-ignore: decorator
@inline
function spread(at: usize, x: v128, step: i32): void {
  f32.store(at, f32.load(at) + f32x4.extract_lane(x, 0));
  f32.store(at + step, f32.load(at + step) + f32x4.extract_lane(x, 1));
  f32.store(at + 2 * step, f32.load(at + 2 * step) + f32x4.extract_lane(x, 2));
  f32.store(at + 3 * step, f32.load(at + 3 * step) + f32x4.extract_lane(x, 3));
}

/** One to three rows, next to each other in the result, and sixteen neighbouring columns: too few rows to lay columns out for. */
// @ts-ignore: decorator
@inline
function few(rows: i32, a: usize, fromA: usize, places: usize, b: usize, fromB: usize, windows: i32, out: usize, step: i32): void {
  const p0 = a + i32.load(places), p1 = rows > 1 ? a + i32.load(places, 4) : p0, p2 = rows > 2 ? a + i32.load(places, 8) : p0;
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, c0 = a0, c1 = a0, c2 = a0, c3 = a0;
  for (const end = fromA + (<usize>windows << 2); fromA < end; fromA += 4, fromB += 4) {
    const w = <usize>i32.load(fromA), q = b + i32.load(fromB);
    const x = v128.load(q), y = v128.load(q, 16), z = v128.load(q, 32), u = v128.load(q, 48);
    let s = v128.load32_splat(p0 + w);
    a0 = f32x4.add(a0, f32x4.mul(s, x));
    a1 = f32x4.add(a1, f32x4.mul(s, y));
    a2 = f32x4.add(a2, f32x4.mul(s, z));
    a3 = f32x4.add(a3, f32x4.mul(s, u));
    if (rows > 1) {
      s = v128.load32_splat(p1 + w);
      b0 = f32x4.add(b0, f32x4.mul(s, x));
      b1 = f32x4.add(b1, f32x4.mul(s, y));
      b2 = f32x4.add(b2, f32x4.mul(s, z));
      b3 = f32x4.add(b3, f32x4.mul(s, u));
    }
    if (rows > 2) {
      s = v128.load32_splat(p2 + w);
      c0 = f32x4.add(c0, f32x4.mul(s, x));
      c1 = f32x4.add(c1, f32x4.mul(s, y));
      c2 = f32x4.add(c2, f32x4.mul(s, z));
      c3 = f32x4.add(c3, f32x4.mul(s, u));
    }
  }
  const four = 4 * step;
  spread(out, a0, step), spread(out + four, a1, step), spread(out + 2 * four, a2, step), spread(out + 3 * four, a3, step);
  if (rows > 1) {
    out += 4;
    spread(out, b0, step), spread(out + four, b1, step), spread(out + 2 * four, b2, step), spread(out + 3 * four, b3, step);
  }
  if (rows > 2) {
    out += 4;
    spread(out, c0, step), spread(out + four, c1, step), spread(out + 2 * four, c2, step), spread(out + 3 * four, c3, step);
  }
}

/** Eight columns of some windows, side by side; 0 past the last column. */
function panel(b: usize, from: usize, windows: i32, places: usize, lanes: i32, to: usize): void {
  const first = i32.load(places);
  const together = lanes == 8 && i32.load(places, 28) - first == 28;
  for (let w = 0; w < windows; w++, to += 32) {
    const window = b + i32.load(from + (<usize>w << 2));
    if (together) {
      v128.store(to, v128.load(window + first));
      v128.store(to, v128.load(window + first, 16), 16);
    } else {
      for (let lane = 0; lane < 8; lane++) {
        const at = <usize>lane << 2;
        f32.store(to + at, lane < lanes ? f32.load(window + i32.load(places + at)) : 0);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, low: v128, high: v128, step: i32, lanes: i32): void {
  if (step == 4 && lanes == 8) {
    v128.store(at, f32x4.add(v128.load(at), low));
    v128.store(at, f32x4.add(v128.load(at, 16), high), 16);
    return;
  }
  f32.store(at, f32.load(at) + f32x4.extract_lane(low, 0));
  if (lanes > 1) f32.store(at + step, f32.load(at + step) + f32x4.extract_lane(low, 1));
  if (lanes > 2) f32.store(at + 2 * step, f32.load(at + 2 * step) + f32x4.extract_lane(low, 2));
  if (lanes > 3) f32.store(at + 3 * step, f32.load(at + 3 * step) + f32x4.extract_lane(low, 3));
  if (lanes > 4) f32.store(at + 4 * step, f32.load(at + 4 * step) + f32x4.extract_lane(high, 0));
  if (lanes > 5) f32.store(at + 5 * step, f32.load(at + 5 * step) + f32x4.extract_lane(high, 1));
  if (lanes > 6) f32.store(at + 6 * step, f32.load(at + 6 * step) + f32x4.extract_lane(high, 2));
  if (lanes > 7) f32.store(at + 7 * step, f32.load(at + 7 * step) + f32x4.extract_lane(high, 3));
}

/**
 * `tall` rows and eight columns; `together`: the rows are neighbours in a, which saves four additions a window. Both are known where
 * this is inlined, and what they do not need falls away.
 */
// @ts-ignore: decorator
@inline
function tile(
  tall: i32, together: bool, a: usize, from: usize, places: usize, windows: i32, columns: usize, out: usize, stepA: i32, stepB: i32, lanes: i32,
): void {
  const p0 = a + i32.load(places);
  const p1 = tall > 1 ? a + i32.load(places, 4) : p0, p2 = tall > 2 ? a + i32.load(places, 8) : p0;
  const p3 = tall > 3 ? a + i32.load(places, 12) : p0, p4 = tall > 4 ? a + i32.load(places, 16) : p0;
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
  const end = columns + (<usize>windows << 5);
  let w: usize = 0, p: usize = 0, c = a0, d = a0, s = a0;
  const twos = columns + (<usize>(windows & ~1) << 5);
  while (columns < twos) {
    w = <usize>i32.load(from);
    c = v128.load(columns), d = v128.load(columns, 16);
    p = p0 + w;
    s = v128.load32_splat(p);
    a0 = f32x4.add(a0, f32x4.mul(s, c));
    b0 = f32x4.add(b0, f32x4.mul(s, d));
    if (tall > 1) {
      s = together ? v128.load32_splat(p, 4) : v128.load32_splat(p1 + w);
      a1 = f32x4.add(a1, f32x4.mul(s, c));
      b1 = f32x4.add(b1, f32x4.mul(s, d));
    }
    if (tall > 2) {
      s = together ? v128.load32_splat(p, 8) : v128.load32_splat(p2 + w);
      a2 = f32x4.add(a2, f32x4.mul(s, c));
      b2 = f32x4.add(b2, f32x4.mul(s, d));
    }
    if (tall > 3) {
      s = together ? v128.load32_splat(p, 12) : v128.load32_splat(p3 + w);
      a3 = f32x4.add(a3, f32x4.mul(s, c));
      b3 = f32x4.add(b3, f32x4.mul(s, d));
    }
    if (tall > 4) {
      s = together ? v128.load32_splat(p, 16) : v128.load32_splat(p4 + w);
      a4 = f32x4.add(a4, f32x4.mul(s, c));
      b4 = f32x4.add(b4, f32x4.mul(s, d));
    }
    w = <usize>i32.load(from, 4);
    c = v128.load(columns, 32), d = v128.load(columns, 48);
    p = p0 + w;
    s = v128.load32_splat(p);
    a0 = f32x4.add(a0, f32x4.mul(s, c));
    b0 = f32x4.add(b0, f32x4.mul(s, d));
    if (tall > 1) {
      s = together ? v128.load32_splat(p, 4) : v128.load32_splat(p1 + w);
      a1 = f32x4.add(a1, f32x4.mul(s, c));
      b1 = f32x4.add(b1, f32x4.mul(s, d));
    }
    if (tall > 2) {
      s = together ? v128.load32_splat(p, 8) : v128.load32_splat(p2 + w);
      a2 = f32x4.add(a2, f32x4.mul(s, c));
      b2 = f32x4.add(b2, f32x4.mul(s, d));
    }
    if (tall > 3) {
      s = together ? v128.load32_splat(p, 12) : v128.load32_splat(p3 + w);
      a3 = f32x4.add(a3, f32x4.mul(s, c));
      b3 = f32x4.add(b3, f32x4.mul(s, d));
    }
    if (tall > 4) {
      s = together ? v128.load32_splat(p, 16) : v128.load32_splat(p4 + w);
      a4 = f32x4.add(a4, f32x4.mul(s, c));
      b4 = f32x4.add(b4, f32x4.mul(s, d));
    }
    from += 8;
    columns += 64;
  }
  if (columns < end) {
    w = <usize>i32.load(from);
    c = v128.load(columns), d = v128.load(columns, 16);
    p = p0 + w;
    s = v128.load32_splat(p);
    a0 = f32x4.add(a0, f32x4.mul(s, c));
    b0 = f32x4.add(b0, f32x4.mul(s, d));
    if (tall > 1) {
      s = together ? v128.load32_splat(p, 4) : v128.load32_splat(p1 + w);
      a1 = f32x4.add(a1, f32x4.mul(s, c));
      b1 = f32x4.add(b1, f32x4.mul(s, d));
    }
    if (tall > 2) {
      s = together ? v128.load32_splat(p, 8) : v128.load32_splat(p2 + w);
      a2 = f32x4.add(a2, f32x4.mul(s, c));
      b2 = f32x4.add(b2, f32x4.mul(s, d));
    }
    if (tall > 3) {
      s = together ? v128.load32_splat(p, 12) : v128.load32_splat(p3 + w);
      a3 = f32x4.add(a3, f32x4.mul(s, c));
      b3 = f32x4.add(b3, f32x4.mul(s, d));
    }
    if (tall > 4) {
      s = together ? v128.load32_splat(p, 16) : v128.load32_splat(p4 + w);
      a4 = f32x4.add(a4, f32x4.mul(s, c));
      b4 = f32x4.add(b4, f32x4.mul(s, d));
    }
  }
  addTo(out, a0, b0, stepB, lanes);
  if (tall > 1) addTo(out + stepA, a1, b1, stepB, lanes);
  if (tall > 2) addTo(out + 2 * stepA, a2, b2, stepB, lanes);
  if (tall > 3) addTo(out + 3 * stepA, a3, b3, stepB, lanes);
  if (tall > 4) addTo(out + 4 * stepA, a4, b4, stepB, lanes);
}
