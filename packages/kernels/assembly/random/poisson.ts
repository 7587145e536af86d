// Poisson draws. Rates under 10: inversion by a walk up the masses. From 10 on: PTRS, the transformed rejection of Hormann, "The
// transformed rejection method for generating Poisson random variables", 1993.
import { exp2 } from '../exp';
import { poissonMass } from './log-mass';
import { aheadBlocks, lists } from './scratch';
import { bits, CHUNK, isBelow, makeAhead, uniform, unit, useElement, useKey } from './stream';

// @sampler 1
export function poisson(rate: f64): f64 {
  if (rate >= 10) return transformedRejection(rate);
  if (!(rate > 0)) return rate == 0 ? 0 : NaN;
  return walk(uniform(), Math.exp(-rate), rate, 0);
}

/**
 * The loop over an array. Elements are sorted by their method first, so that vectors can do each: the walks of four small rates side by
 * side, and the first proposals of two large ones.
 */
export function poisson_draws(k0: u32, k1: u32, first: u32, rates: usize, stride: usize, out: usize, n: u32): void {
  useKey(k0, k1);
  const list = lists();
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const count = min(n - start, CHUNK);
    makeAhead(first + start, count, 1);
    const from = rates + ((<usize>start * stride) << 3);
    const to = out + (<usize>start << 3);
    let small: u32 = 0;
    let large: u32 = CHUNK;
    for (let i: u32 = 0; i < count; i++) {
      const rate = load<f64>(from + ((<usize>i * stride) << 3));
      if (!(rate > 0)) {
        store<f64>(to + (<usize>i << 3), rate == 0 ? 0 : NaN);
        continue;
      }
      const isLarge = <u32>(rate >= 10);
      large -= isLarge;
      store<u16>(list + (<usize>(isLarge ? large : small) << 1), <u16>i);
      small += 1 - isLarge;
    }
    for (let j: u32 = 0; j < small; j += 4) walkFour(list + (<usize>j << 1), small - j, from, stride, to);
    for (let j = large; j < CHUNK; j += 2) {
      const a = <u32>load<u16>(list + (<usize>j << 1));
      const b = j + 1 < CHUNK ? <u32>load<u16>(list + (<usize>j << 1), 2) : a;
      proposeTwo(first + start, a, b, from, stride, to);
    }
  }
}

// @ts-ignore: decorator
@inline
function rateAt(from: usize, stride: usize, i: u32): f64 {
  return load<f64>(from + ((<usize>i * stride) << 3));
}

/** The first blocks of two elements of the chunk. */
// @ts-ignore: decorator
@inline
function blocksOf(a: u32, b: u32): v128 {
  const blocks = aheadBlocks();
  return v128.load64_lane(blocks + (<usize>b << 3), v128.load64_zero(blocks + (<usize>a << 3)), 1);
}

/** `unit` of two blocks. */
// @ts-ignore: decorator
@inline
function units(random: v128): v128 {
  const fraction = v128.or(i64x2.shr_u(random, 12), i64x2.splat(0x3ff0000000000000));
  return f64x2.sub(fraction, f64x2.splat(1 - 1.1102230246251565e-16));
}

/** `walk` from 0 for up to four elements whose places are listed at `list`. */
function walkFour(list: usize, count: u32, from: usize, stride: usize, to: usize): void {
  const a = <u32>load<u16>(list);
  const b = count > 1 ? <u32>load<u16>(list, 2) : a;
  const c = count > 2 ? <u32>load<u16>(list, 4) : a;
  const d = count > 3 ? <u32>load<u16>(list, 6) : a;
  const rate0 = f64x2(rateAt(from, stride, a), rateAt(from, stride, b));
  const rate1 = f64x2(rateAt(from, stride, c), rateAt(from, stride, d));
  let u0 = units(blocksOf(a, b));
  let u1 = units(blocksOf(c, d));
  let mass0 = exp2(f64x2.neg(rate0));
  let mass1 = exp2(f64x2.neg(rate1));
  let walks0 = f64x2.gt(u0, mass0);
  let walks1 = f64x2.gt(u1, mass1);
  let k0 = f64x2.splat(0);
  let k1 = f64x2.splat(0);
  let step = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let k = 0; k < 1000 && v128.any_true(v128.or(walks0, walks1)); k++) {
    step = f64x2.add(step, one);
    u0 = f64x2.sub(u0, mass0);
    u1 = f64x2.sub(u1, mass1);
    k0 = f64x2.add(k0, v128.and(walks0, one));
    k1 = f64x2.add(k1, v128.and(walks1, one));
    mass0 = f64x2.mul(mass0, f64x2.div(rate0, step));
    mass1 = f64x2.mul(mass1, f64x2.div(rate1, step));
    walks0 = v128.and(walks0, f64x2.gt(u0, mass0));
    walks1 = v128.and(walks1, f64x2.gt(u1, mass1));
  }
  v128.store64_lane(to + (<usize>a << 3), k0, 0);
  if (count > 1) v128.store64_lane(to + (<usize>b << 3), k0, 1);
  if (count > 2) v128.store64_lane(to + (<usize>c << 3), k1, 0);
  if (count > 3) v128.store64_lane(to + (<usize>d << 3), k1, 1);
}

/** The first proposals of `transformedRejection` for elements a and b; where they are not taken at once, all of it. */
function proposeTwo(first: u32, a: u32, b: u32, from: usize, stride: usize, to: usize): void {
  const rateA = rateAt(from, stride, a);
  const rateB = rateAt(from, stride, b);
  const rate = f64x2(rateA, rateB);
  const root = f64x2.sqrt(rate);
  const wide = f64x2.add(f64x2.splat(0.931), f64x2.mul(f64x2.splat(2.53), root));
  const lean = f64x2.add(f64x2.splat(-0.059), f64x2.mul(f64x2.splat(0.02483), wide));
  const share = f64x2.sub(f64x2.splat(0.9277), f64x2.div(f64x2.splat(3.6224), f64x2.sub(wide, f64x2.splat(2))));
  const quick = f64x2.sub(f64x2.mul(f64x2.splat(1048576), share), f64x2.splat(1));
  const random = blocksOf(a, b);
  const u = f64x2.sub(units(random), f64x2.splat(0.5));
  const low = v128.or(v128.and(random, i64x2.splat(0xfffff)), i64x2.splat(0x4330000000000000));
  const coarse = f64x2.sub(low, f64x2.splat(4503599627370496));
  const us = f64x2.sub(f64x2.splat(0.5), f64x2.abs(u));
  const stretch = f64x2.add(f64x2.div(f64x2.mul(f64x2.splat(2), lean), us), wide);
  const place = f64x2.add(f64x2.add(f64x2.mul(stretch, u), rate), f64x2.splat(0.43));
  const k = f64x2.floor(place);
  const taken = i64x2.bitmask(v128.and(f64x2.ge(us, f64x2.splat(0.07)), f64x2.lt(coarse, quick)));
  v128.store64_lane(to + (<usize>a << 3), k, 0);
  v128.store64_lane(to + (<usize>b << 3), k, 1);
  if ((taken & 1) == 0) {
    useElement(first + a);
    store<f64>(to + (<usize>a << 3), transformedRejection(rateA));
  }
  if ((taken & 2) == 0) {
    useElement(first + b);
    store<f64>(to + (<usize>b << 3), transformedRejection(rateB));
  }
}

/** The least k with u < mass(first) + ... + mass(k), where mass(k + 1) = mass(k) rate / (k + 1). */
// @ts-ignore: decorator
@inline
function walk(u: f64, mass: f64, rate: f64, first: f64): f64 {
  let k = first;
  while (u > mass && k < 1000) {
    u -= mass;
    k += 1;
    mass *= rate / k;
  }
  return k;
}

function transformedRejection(rate: f64): f64 {
  const root = Math.sqrt(rate);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const quick = 1048576 * (0.9277 - 3.6224 / (b - 2));
  while (true) {
    // One block for both numbers; the 8 bits that they share are 2^-44 of u.
    const random = bits();
    const u = unit(random) - 0.5;
    const coarse = <f64>(<i32>random & 0xfffff);
    const us = 0.5 - abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + rate + 0.43);
    if (us >= 0.07 && coarse < quick - 1) return k;
    if (k < 0) continue;
    const height = 1.1239 + 1.1328 / (b - 3.4);
    if (isBelow(coarse, (1048576 * poissonMass(k, rate) * (a / (us * us) + b)) / height)) return k;
  }
}

// Given that it is not 0. Small rates: the walk starts at 1, whose mass rate / (e^rate - 1) is near 1. From 10 on, zeros are
// thrown away: at most one in 20000.
// @sampler 1
export function zeroTruncatedPoisson(rate: f64): f64 {
  if (rate < 10) {
    if (!(rate >= 0)) return NaN;
    return walk(uniform(), rate == 0 ? 1 : rate / Math.expm1(rate), rate, 1);
  }
  while (true) {
    const k = transformedRejection(rate);
    if (k > 0) return k;
  }
}
