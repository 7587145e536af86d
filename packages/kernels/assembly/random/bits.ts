// Bits, uniform and normal numbers as JAX makes them (jax.random of 0.10, jax_threefry_partitionable=True, its default), to the
// last bit. Element i of an array is the block of counter (0, i).
import { useKey, makeAhead, useElement, bits, CHUNK } from './stream';

/** 32 random bits each: the two words of a block, xored. */
export function randomBits32(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const end = min(n, start + CHUNK);
    makeAhead(first + start, end - start, 1);
    for (let i = start; i < end; i++) store<u32>(out + (<usize>i << 2), word(first + i));
  }
}

// @ts-ignore: decorator
@inline
function word(i: u32): u32 {
  const block = wide(i);
  return <u32>(block >> 32) ^ <u32>block;
}

// @ts-ignore: decorator
@inline
function wide(i: u32): u64 {
  useElement(i);
  return bits();
}

/** 64 random bits each. */
export function randomBits64(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const end = min(n, start + CHUNK);
    makeAhead(first + start, end - start, 1);
    for (let i = start; i < end; i++) store<u64>(out + (<usize>i << 3), wide(first + i));
  }
}

/** On [0, 1): the upper 23 bits as the fraction of a float32 in [1, 2), less 1. */
// @ts-ignore: decorator
@inline
function fraction32(random: u32): f32 {
  return reinterpret<f32>((random >> 9) | 0x3f800000) - 1;
}

// @ts-ignore: decorator
@inline
function fraction64(random: u64): f64 {
  return reinterpret<f64>((random >> 12) | 0x3ff0000000000000) - 1;
}

/** Uniform float32 on [0, 1). */
export function uniform32(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const end = min(n, start + CHUNK);
    makeAhead(first + start, end - start, 1);
    for (let i = start; i < end; i++) store<f32>(out + (<usize>i << 2), fraction32(word(first + i)));
  }
}

/** Uniform float64 on [0, 1), as JAX with 64-bit numbers enabled. */
export function uniform64(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const end = min(n, start + CHUNK);
    makeAhead(first + start, end - start, 1);
    for (let i = start; i < end; i++) store<f64>(out + (<usize>i << 3), fraction64(wide(first + i)));
  }
}

/** Standard normal float32: sqrt(2) erfinv(u), u uniform on (-1, 1). */
export function normal32(k0: u32, k1: u32, first: u32, out: usize, n: u32): void {
  useKey(k0, k1);
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const end = min(n, start + CHUNK);
    makeAhead(first + start, end - start, 1);
    for (let i = start; i < end; i++) {
      const u = <f32>2 * fraction32(word(first + i)) + <f32>-0.99999994;
      store<f32>(out + (<usize>i << 2), <f32>1.41421354 * erfinv32(max(u, <f32>-0.99999994)));
    }
  }
}

/** a b + c with one rounding. The product of two float32 is exact in float64; only a sum that then falls on the middle between two
 * float32 could be rounded twice, and is moved off it by what the first rounding lost. */
// @ts-ignore: decorator
@inline
function fma(a: f32, b: f32, c: f32): f32 {
  const product = <f64>a * <f64>b;
  const sum = product + <f64>c;
  return (reinterpret<u64>(sum) & 0x1fffffff) == 0x10000000 ? offTheMiddle(product, <f64>c, sum) : <f32>sum;
}

function offTheMiddle(product: f64, c: f64, sum: f64): f32 {
  const other = sum - product;
  const lost = product - (sum - other) + (c - other);
  if (lost == 0) return <f32>sum;
  return <f32>reinterpret<f64>(reinterpret<u64>(sum) + (lost > 0 == sum > 0 ? 1 : -1));
}

/** log(1 + x) of -1 < x <= 0 in the operations, and their order, of XLA on CPUs: Cephes' rational function near 0, its logf else. */
function log1p32(x: f32): f32 {
  if (abs<f32>(x) < <f32>0.41421357) {
    let p: f32 = 4.527e-5;
    p = fma(p, x, 0.498541027);
    p = fma(p, x, 6.57873249);
    p = fma(p, x, 29.9119186);
    p = fma(p, x, 60.9496689);
    p = fma(p, x, 57.1129646);
    p = fma(p, x, 20.0395527);
    let q: f32 = x + <f32>15.0629091;
    q = fma(q, x, 83.0475693);
    q = fma(q, x, 221.762405);
    q = fma(q, x, 309.098724);
    q = fma(q, x, 216.427887);
    q = fma(q, x, 60.11866);
    const square = x * x;
    return x + fma(square, -0.5, x * square * (p / q));
  }
  const y = max<f32>(1 + x, reinterpret<f32>(0x00800000));
  const raw = reinterpret<u32>(y);
  const m = reinterpret<f32>((raw & 0x807fffff) | 0x3f000000);
  const small = m < 0.707106769;
  const e: f32 = <f32>(<i32>(raw >> 23) - 127) + 1 - <f32>(small ? 1 : 0);
  const r: f32 = m - 1 + (small ? m : <f32>0);
  const r2 = r * r;
  const r3 = r2 * r;
  const a = fma(fma(r, 0.0703768358, -0.115146101), r, 0.116769984);
  const b = fma(fma(r, -0.12420141, 0.142493233), r, -0.166680574);
  const c = fma(fma(r, 0.200007141, -0.24999994), r, 0.333333313);
  const tail = fma(fma(fma(a, r3, b), r3, c), r3, e * -0.000212194442);
  return fma(e, 0.693359375, fma(r2, -0.5, r) + tail);
}

/** Giles, "Approximating the erfinv function", 2010, single precision. */
function erfinv32(x: f32): f32 {
  const w = -log1p32(x * -x);
  if (w < 5) {
    const t = w - 2.5;
    let p: f32 = 2.81022636e-8;
    p = fma(p, t, 3.43273939e-7);
    p = fma(p, t, -3.5233877e-6);
    p = fma(p, t, -4.39150654e-6);
    p = fma(p, t, 0.00021858087);
    p = fma(p, t, -0.00125372503);
    p = fma(p, t, -0.00417768164);
    p = fma(p, t, 0.246640727);
    p = fma(p, t, 1.50140941);
    return p * x;
  }
  const t = sqrt<f32>(w) - 3;
  let p: f32 = -0.000200214257;
  p = fma(p, t, 0.000100950558);
  p = fma(p, t, 0.00134934322);
  p = fma(p, t, -0.00367342844);
  p = fma(p, t, 0.00573950773);
  p = fma(p, t, -0.0076224613);
  p = fma(p, t, 0.00943887047);
  p = fma(p, t, 1.00167406);
  p = fma(p, t, 2.83297682);
  return p * x;
}
