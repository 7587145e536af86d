// Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).

const PARITY: u32 = 0x1bd11bda;

// @ts-ignore: decorator
@inline
function turn(y: v128, by: i32): v128 {
  return v128.or(i32x4.shl(y, by), i32x4.shr_u(y, 32 - by));
}

// @ts-ignore: decorator
@inline
function turn16(y: v128): v128 {
  return i8x16.shuffle(y, y, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
}

// @ts-ignore: decorator
@inline
function turn24(y: v128): v128 {
  return i8x16.shuffle(y, y, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12);
}

/** The block of counter (c0, c1) under key (k0, k1): its first word above its second. */
export function threefry(k0: u32, k1: u32, c0: u32, c1: u32): u64 {
  const k2 = k0 ^ k1 ^ PARITY;
  let x = c0 + k0;
  let y = c1 + k1;
  x += y;
  y = rotl(y, 13) ^ x;
  x += y;
  y = rotl(y, 15) ^ x;
  x += y;
  y = rotl(y, 26) ^ x;
  x += y;
  y = rotl(y, 6) ^ x;
  x += k1;
  y += k2 + 1;
  x += y;
  y = rotl(y, 17) ^ x;
  x += y;
  y = rotl(y, 29) ^ x;
  x += y;
  y = rotl(y, 16) ^ x;
  x += y;
  y = rotl(y, 24) ^ x;
  x += k2;
  y += k0 + 2;
  x += y;
  y = rotl(y, 13) ^ x;
  x += y;
  y = rotl(y, 15) ^ x;
  x += y;
  y = rotl(y, 26) ^ x;
  x += y;
  y = rotl(y, 6) ^ x;
  x += k0;
  y += k1 + 3;
  x += y;
  y = rotl(y, 17) ^ x;
  x += y;
  y = rotl(y, 29) ^ x;
  x += y;
  y = rotl(y, 16) ^ x;
  x += y;
  y = rotl(y, 24) ^ x;
  x += k1;
  y += k2 + 4;
  x += y;
  y = rotl(y, 13) ^ x;
  x += y;
  y = rotl(y, 15) ^ x;
  x += y;
  y = rotl(y, 26) ^ x;
  x += y;
  y = rotl(y, 6) ^ x;
  x += k2;
  y += k0 + 5;
  return (<u64>x << 32) | y;
}

/**
 * Writes the blocks of counters (c0, c1) + i (step0, step1), i = 0, 1, ..., 8 octets - 1: two times four side by side.
 */
export function threefryRow(k0: u32, k1: u32, c0: u32, c1: u32, step0: u32, step1: u32, octets: u32, out: usize): void {
  const k2 = k0 ^ k1 ^ PARITY;
  const four0 = i32x4.splat(4 * step0);
  const four1 = i32x4.splat(4 * step1);
  let counter0 = i32x4.add(i32x4.splat(c0 + k0), i32x4.mul(i32x4.splat(step0), i32x4(0, 1, 2, 3)));
  let counter1 = i32x4.add(i32x4.splat(c1 + k1), i32x4.mul(i32x4.splat(step1), i32x4(0, 1, 2, 3)));
  const x0 = i32x4.splat(k1);
  const y0 = i32x4.splat(k2 + 1);
  const x1 = i32x4.splat(k2);
  const y1 = i32x4.splat(k0 + 2);
  const x2 = i32x4.splat(k0);
  const y2 = i32x4.splat(k1 + 3);
  const x3 = i32x4.splat(k1);
  const y3 = i32x4.splat(k2 + 4);
  const x4 = i32x4.splat(k2);
  const y4 = i32x4.splat(k0 + 5);
  for (let octet: u32 = 0; octet < octets; octet++) {
    let x = counter0;
    let y = counter1;
    let v = i32x4.add(counter0, four0);
    let w = i32x4.add(counter1, four1);
    counter0 = i32x4.add(v, four0);
    counter1 = i32x4.add(w, four1);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 13), x);
    w = v128.xor(turn(w, 13), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 15), x);
    w = v128.xor(turn(w, 15), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 26), x);
    w = v128.xor(turn(w, 26), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 6), x);
    w = v128.xor(turn(w, 6), v);
    x = i32x4.add(x, x0);
    v = i32x4.add(v, x0);
    y = i32x4.add(y, y0);
    w = i32x4.add(w, y0);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 17), x);
    w = v128.xor(turn(w, 17), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 29), x);
    w = v128.xor(turn(w, 29), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn16(y), x);
    w = v128.xor(turn16(w), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn24(y), x);
    w = v128.xor(turn24(w), v);
    x = i32x4.add(x, x1);
    v = i32x4.add(v, x1);
    y = i32x4.add(y, y1);
    w = i32x4.add(w, y1);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 13), x);
    w = v128.xor(turn(w, 13), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 15), x);
    w = v128.xor(turn(w, 15), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 26), x);
    w = v128.xor(turn(w, 26), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 6), x);
    w = v128.xor(turn(w, 6), v);
    x = i32x4.add(x, x2);
    v = i32x4.add(v, x2);
    y = i32x4.add(y, y2);
    w = i32x4.add(w, y2);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 17), x);
    w = v128.xor(turn(w, 17), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 29), x);
    w = v128.xor(turn(w, 29), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn16(y), x);
    w = v128.xor(turn16(w), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn24(y), x);
    w = v128.xor(turn24(w), v);
    x = i32x4.add(x, x3);
    v = i32x4.add(v, x3);
    y = i32x4.add(y, y3);
    w = i32x4.add(w, y3);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 13), x);
    w = v128.xor(turn(w, 13), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 15), x);
    w = v128.xor(turn(w, 15), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 26), x);
    w = v128.xor(turn(w, 26), v);
    x = i32x4.add(x, y);
    v = i32x4.add(v, w);
    y = v128.xor(turn(y, 6), x);
    w = v128.xor(turn(w, 6), v);
    x = i32x4.add(x, x4);
    v = i32x4.add(v, x4);
    y = i32x4.add(y, y4);
    w = i32x4.add(w, y4);
    v128.store(out, i32x4.shuffle(y, x, 0, 4, 1, 5));
    v128.store(out, i32x4.shuffle(y, x, 2, 6, 3, 7), 16);
    v128.store(out, i32x4.shuffle(w, v, 0, 4, 1, 5), 32);
    v128.store(out, i32x4.shuffle(w, v, 2, 6, 3, 7), 48);
    out += 64;
  }
}
