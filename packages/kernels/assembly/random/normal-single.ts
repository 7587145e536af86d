// Standard normal float32 numbers to the last bit as JAX makes them on a CPU: sqrt(2) erfinv(u), u uniform on (-1, 1), by Giles,
// "Approximating the erfinv function", 2010, with log1p in the operations, and their order, of XLA on CPUs: Cephes' rational function
// near 0, its logf else.
//
// All multiply-adds round once there. The product of two float32 is exact in float64, and so is nearly every sum; a sum that has to be
// rounded and then falls on the middle between two float32 would be rounded twice. For none of the 2^23 values of u does that
// happen in the vector code; the scalar code, for the one draw in 300 that is far out, looks out for it.
import { lists } from './scratch';

// @ts-ignore: decorator
@inline
function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
}

// @ts-ignore: decorator
@inline
function join(low: v128, high: v128): v128 {
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** a b + c of float32 numbers in float64 lanes, rounded to float32 once. */
// @ts-ignore: decorator
@inline
function step(a: v128, b: v128, c: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(f64x2.add(f64x2.mul(a, b), c)));
}

/** a b + c of float32 lanes, rounded once. */
// @ts-ignore: decorator
@inline
function fma4(a: v128, b: v128, c: v128): v128 {
  const low = f64x2.add(f64x2.mul(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b)), f64x2.promote_low_f32x4(c));
  const high = f64x2.add(f64x2.mul(promoteHigh(a), promoteHigh(b)), promoteHigh(c));
  return join(low, high);
}

// Coefficients in the order of Horner's scheme.
const NUMERATOR = memory.data<f32>([4.527e-5, 0.498541027, 6.57873249, 29.9119186, 60.9496689, 57.1129646, 20.0395527]);
const DENOMINATOR = memory.data<f32>([1, 15.0629091, 83.0475693, 221.762405, 309.098724, 216.427887, 60.11866]);
const CENTRAL = memory.data<f32>([
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503, -0.00417768164, 0.246640727,
  1.50140941,
]);
const TAIL = memory.data<f32>([
  -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047, 1.00167406,
  2.83297682,
]);

// @ts-ignore: decorator
@inline
function coefficient(table: usize, k: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load32_splat(table + (k << 2)));
}

/** Where |u^2| is below this, log1p takes its rational function. */
const NEAR: f32 = 0.41421357;

const ROOM: u32 = 528;

/** `count` numbers, at most 512, of the random words at `words`, which may be read up to the next multiple of four. */
export function normalsOfWords(words: usize, count: u32, out: usize): void {
  // Sorted by the branch that log1p takes: near ones from the front, far ones from the back, with a gap between, as vectors of 16 reach
  // over the ends. Of each u, w = -log1p(-u^2), the result and the place.
  const us = lists();
  const ws = us + (ROOM << 2);
  const results = ws + (ROOM << 2);
  const places = results + (ROOM << 2);
  let near: u32 = 0;
  let far: u32 = ROOM;
  for (let i: u32 = 0; i < count; i += 4) {
    const word = v128.load(words + (<usize>i << 2));
    const fraction = f32x4.sub(v128.or(i32x4.shr_u(word, 9), i32x4.splat(0x3f800000)), f32x4.splat(1));
    const least = f32x4.splat(-0.99999994);
    const u = f32x4.max(f32x4.add(f32x4.mul(f32x4.splat(2), fraction), least), least);
    const nearby = <u32>i32x4.bitmask(f32x4.lt(f32x4.mul(u, u), f32x4.splat(NEAR)));
    v128.store(results, u);
    const lanes = min<u32>(4, count - i);
    for (let lane: u32 = 0; lane < lanes; lane++) {
      const bit = (nearby >> lane) & 1;
      far -= 1 - bit;
      const at = <usize>(bit ? near : far);
      near += bit;
      store<f32>(us + (at << 2), load<f32>(results + (<usize>lane << 2)));
      store<u16>(places + (at << 1), <u16>(i + lane));
    }
  }
  for (let at: usize = 0; at < near; at += 8) logNear(us + (at << 2), ws + (at << 2));
  for (let at: usize = far & ~15; at < ROOM; at += 4) logFar(us + (at << 2), ws + (at << 2));
  for (let at: usize = 0; at < near; at += 16) central(us + (at << 2), ws + (at << 2), results + (at << 2));
  for (let at: usize = far & ~15; at < ROOM; at += 16) central(us + (at << 2), ws + (at << 2), results + (at << 2));
  for (let at: usize = 0; at < near; at++)
    store<f32>(out + (<usize>load<u16>(places + (at << 1)) << 2), load<f32>(results + (at << 2)));
  for (let at: usize = far; at < ROOM; at++) {
    const w = load<f32>(ws + (at << 2));
    const result = w < 5 ? load<f32>(results + (at << 2)) : tail(w, load<f32>(us + (at << 2)));
    store<f32>(out + (<usize>load<u16>(places + (at << 1)) << 2), result);
  }
}

/** -log1p(-u^2) of eight u near 0. */
// @ts-ignore: decorator
@inline
function logNear(us: usize, ws: usize): void {
  const u0 = v128.load(us);
  const u1 = v128.load(us, 16);
  const x0 = f32x4.mul(u0, f32x4.neg(u0));
  const x1 = f32x4.mul(u1, f32x4.neg(u1));
  const a = f64x2.promote_low_f32x4(x0);
  const b = promoteHigh(x0);
  const c = f64x2.promote_low_f32x4(x1);
  const d = promoteHigh(x1);
  let pa = coefficient(NUMERATOR, 0);
  let pb = pa;
  let pc = pa;
  let pd = pa;
  let qa = coefficient(DENOMINATOR, 0);
  let qb = qa;
  let qc = qa;
  let qd = qa;
  for (let k: usize = 1; k < 7; k++) {
    const p = coefficient(NUMERATOR, k);
    pa = step(pa, a, p);
    pb = step(pb, b, p);
    pc = step(pc, c, p);
    pd = step(pd, d, p);
    const q = coefficient(DENOMINATOR, k);
    qa = step(qa, a, q);
    qb = step(qb, b, q);
    qc = step(qc, c, q);
    qd = step(qd, d, q);
  }
  v128.store(ws, fromQuotient(x0, f32x4.div(join(pa, pb), join(qa, qb))));
  v128.store(ws, fromQuotient(x1, f32x4.div(join(pc, pd), join(qc, qd))), 16);
}

// @ts-ignore: decorator
@inline
function fromQuotient(x: v128, quotient: v128): v128 {
  const square = f32x4.mul(x, x);
  const rest = f32x4.mul(f32x4.mul(x, square), quotient);
  return f32x4.neg(f32x4.add(x, fma4(square, f32x4.splat(-0.5), rest)));
}

/** -log1p(-u^2) of four other u. */
// @ts-ignore: decorator
@inline
function logFar(us: usize, ws: usize): void {
  const u = v128.load(us);
  const y = f32x4.max(f32x4.add(f32x4.splat(1), f32x4.mul(u, f32x4.neg(u))), i32x4.splat(0x00800000));
  const m = v128.or(v128.and(y, i32x4.splat(0x807fffff)), i32x4.splat(0x3f000000));
  const small = f32x4.lt(m, f32x4.splat(0.707106769));
  const exponent = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(y, 23), i32x4.splat(127)));
  const e = f32x4.sub(f32x4.add(exponent, f32x4.splat(1)), v128.and(small, f32x4.splat(1)));
  const r = f32x4.add(f32x4.sub(m, f32x4.splat(1)), v128.and(small, m));
  const r2 = f32x4.mul(r, r);
  const r3 = f32x4.mul(r2, r);
  const a = fma4(fma4(r, f32x4.splat(0.0703768358), f32x4.splat(-0.115146101)), r, f32x4.splat(0.116769984));
  const b = fma4(fma4(r, f32x4.splat(-0.12420141), f32x4.splat(0.142493233)), r, f32x4.splat(-0.166680574));
  const c = fma4(fma4(r, f32x4.splat(0.200007141), f32x4.splat(-0.24999994)), r, f32x4.splat(0.333333313));
  const last = f32x4.mul(e, f32x4.splat(-0.000212194442));
  const tail = fma4(fma4(fma4(a, r3, b), r3, c), r3, last);
  v128.store(ws, f32x4.neg(fma4(e, f32x4.splat(0.693359375), f32x4.add(fma4(r2, f32x4.splat(-0.5), r), tail))));
}

/** sqrt(2) erfinv(u) of sixteen u with w < 5. */
function central(us: usize, ws: usize, results: usize): void {
  const shift = f32x4.splat(2.5);
  const w0 = f32x4.sub(v128.load(ws), shift);
  const w1 = f32x4.sub(v128.load(ws, 16), shift);
  const w2 = f32x4.sub(v128.load(ws, 32), shift);
  const w3 = f32x4.sub(v128.load(ws, 48), shift);
  const a = f64x2.promote_low_f32x4(w0);
  const b = promoteHigh(w0);
  const c = f64x2.promote_low_f32x4(w1);
  const d = promoteHigh(w1);
  const e = f64x2.promote_low_f32x4(w2);
  const f = promoteHigh(w2);
  const g = f64x2.promote_low_f32x4(w3);
  const h = promoteHigh(w3);
  let pa = coefficient(CENTRAL, 0);
  let pb = pa;
  let pc = pa;
  let pd = pa;
  let pe = pa;
  let pf = pa;
  let pg = pa;
  let ph = pa;
  for (let k: usize = 1; k < 9; k++) {
    const p = coefficient(CENTRAL, k);
    pa = step(pa, a, p);
    pb = step(pb, b, p);
    pc = step(pc, c, p);
    pd = step(pd, d, p);
    pe = step(pe, e, p);
    pf = step(pf, f, p);
    pg = step(pg, g, p);
    ph = step(ph, h, p);
  }
  const root = f32x4.splat(1.41421354);
  v128.store(results, f32x4.mul(root, f32x4.mul(join(pa, pb), v128.load(us))));
  v128.store(results, f32x4.mul(root, f32x4.mul(join(pc, pd), v128.load(us, 16))), 16);
  v128.store(results, f32x4.mul(root, f32x4.mul(join(pe, pf), v128.load(us, 32))), 32);
  v128.store(results, f32x4.mul(root, f32x4.mul(join(pg, ph), v128.load(us, 48))), 48);
}

/** sqrt(2) erfinv(u) where w >= 5. */
function tail(w: f32, u: f32): f32 {
  const t = sqrt<f32>(w) - 3;
  let p = load<f32>(TAIL);
  for (let k: usize = 1; k < 9; k++) p = fma(p, t, load<f32>(TAIL + (k << 2)));
  return <f32>1.41421354 * (p * u);
}

/** a b + c, rounded once, whatever the numbers: a sum on the middle is moved off it by what the first rounding lost. */
function fma(a: f32, b: f32, c: f32): f32 {
  const product = <f64>a * <f64>b;
  const sum = product + <f64>c;
  if ((reinterpret<u64>(sum) & 0x1fffffff) != 0x10000000) return <f32>sum;
  const other = sum - product;
  const lost = product - (sum - other) + (<f64>c - other);
  if (lost == 0) return <f32>sum;
  return <f32>reinterpret<f64>(reinterpret<u64>(sum) + (lost > 0 == sum > 0 ? 1 : -1));
}
