// Bits, uniform and normal numbers as JAX makes them (jax.random of 0.10, jax_threefry_partitionable=True, its default), to the
// last bit. Element i of an array is the block of counter (0, i).
import { erfinv_f64x2 } from '../special/erf';
import { normalsOfWords } from './normal-single';
import { aheadBlocks, words } from './scratch';
import { CHUNK, makeAhead, useKey } from './stream';

// The loops make the blocks of CHUNK elements at a time; vectors read and write up to the end of the last vector.

/** 32 random bits of four elements: the two words of a block, xored. */
// @ts-ignore: decorator
@inline
function fourWords(i: usize): v128 {
  const first = v128.load(aheadBlocks() + (i << 3));
  const second = v128.load(aheadBlocks() + (i << 3), 16);
  return v128.xor(i32x4.shuffle(first, second, 0, 2, 4, 6), i32x4.shuffle(first, second, 1, 3, 5, 7));
}

export function randomBits32(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const count = min(n - start, CHUNK);
    makeAhead(first + start, count, 1);
    const to = out + (<usize>start << 2);
    for (let i: usize = 0; i < count; i += 4) v128.store(to + (i << 2), fourWords(i));
  }
}

/** 64 random bits each. */
export function randomBits64(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const count = min(n - start, CHUNK);
    makeAhead(first + start, count, 1);
    memory.copy(out + (<usize>start << 3), aheadBlocks(), <usize>count << 3);
  }
}

/** Uniform float32 on [0, 1): the upper 23 bits as the fraction of a float32 in [1, 2), less 1. */
export function uniform32(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const count = min(n - start, CHUNK);
    makeAhead(first + start, count, 1);
    const to = out + (<usize>start << 2);
    for (let i: usize = 0; i < count; i += 4) {
      const above = v128.or(i32x4.shr_u(fourWords(i), 9), i32x4.splat(0x3f800000));
      v128.store(to + (i << 2), f32x4.sub(above, f32x4.splat(1)));
    }
  }
}

/** Two uniform float64 on [0, 1), by the upper 52 bits. */
// @ts-ignore: decorator
@inline
function twoFractions(i: usize): v128 {
  const above = v128.or(i64x2.shr_u(v128.load(aheadBlocks() + (i << 3)), 12), i64x2.splat(0x3ff0000000000000));
  return f64x2.sub(above, f64x2.splat(1));
}

/** Uniform float64 on [0, 1), as JAX with 64-bit numbers enabled. */
export function uniform64(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const count = min(n - start, CHUNK);
    makeAhead(first + start, count, 1);
    const to = out + (<usize>start << 3);
    for (let i: usize = 0; i < count; i += 2) v128.store(to + (i << 3), twoFractions(i));
  }
}

/** Standard normal float32: sqrt(2) erfinv(u), u uniform on (-1, 1). */
export function normal32(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const count = min(n - start, CHUNK);
    makeAhead(first + start, count, 1);
    for (let i: usize = 0; i < count; i += 4) v128.store(words() + (i << 2), fourWords(i));
    normalsOfWords(words(), count, out + (<usize>start << 2));
  }
}

/** Standard normal float64 likewise, to the last places of erfinv. */
export function normal64(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  const least = f64x2.splat(-0.9999999999999999);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const count = min(n - start, CHUNK);
    makeAhead(first + start, count, 1);
    const to = out + (<usize>start << 3);
    for (let i: usize = 0; i < count; i += 2) {
      const u = f64x2.max(f64x2.add(f64x2.mul(f64x2.splat(2), twoFractions(i)), least), least);
      v128.store(to + (i << 3), f64x2.mul(f64x2.splat(1.4142135623730951), erfinv_f64x2(u)));
    }
  }
}

/** As normal32 does, of given random words: for a test of all of them. */
export function normalsOf32(random: usize, count: u32, out: usize): void {
  for (let start: u32 = 0; start < count; start += CHUNK)
    normalsOfWords(random + (<usize>start << 2), min(count - start, CHUNK), out + (<usize>start << 2));
}
