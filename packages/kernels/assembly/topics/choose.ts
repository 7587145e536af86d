// A topic for a token: weights that are products of two rows, summed up once for all tokens of the row, then a search per token.
// Sums run along each lane of two halves of the row, so that a row is eight segments of which each has its cumulative sums; the order
// in which categories are laid on the interval does not matter to a draw.

/** 0, and the upper ends of the eight segments: nine floats. */
let edges: usize = 0;
/** Cumulative sums: vector i of the row at sums + 16 i. */
let sums: usize = 0;
/** Vectors of half a row. */
let half: u32 = 0;

/** Memory for rows of `stride` floats, in bytes. */
export function chooserBytes(stride: u32): usize {
  return 80 + (<usize>(stride + 8) << 2);
}

export function useChooserMemory(scratch: usize): void {
  edges = scratch;
  store<f32>(edges, 0);
  sums = scratch + 80;
}

/** Weights row x factor, over `stride` floats, a multiple of 8. Returns their sum. */
// @ts-ignore: decorator
@inline
export function weigh(row: usize, factor: usize, stride: u32): f32 {
  const other = <usize>stride << 1;
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  for (let at: usize = 0; at < other; at += 16) {
    a = f32x4.add(a, f32x4.mul(v128.load(row + at), v128.load(factor + at)));
    b = f32x4.add(b, f32x4.mul(v128.load(row + other + at), v128.load(factor + other + at)));
    v128.store(sums + at, a);
    v128.store(sums + other + at, b);
  }
  half = stride >> 3;
  return finish(a, b);
}

/** The same for weights (row + shift) x factor. */
// @ts-ignore: decorator
@inline
export function weighShifted(row: usize, shift: f32, factor: usize, stride: u32): f32 {
  const other = <usize>stride << 1;
  const shifts = f32x4.splat(shift);
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  for (let at: usize = 0; at < other; at += 16) {
    a = f32x4.add(a, f32x4.mul(f32x4.add(v128.load(row + at), shifts), v128.load(factor + at)));
    b = f32x4.add(b, f32x4.mul(f32x4.add(v128.load(row + other + at), shifts), v128.load(factor + other + at)));
    v128.store(sums + at, a);
    v128.store(sums + other + at, b);
  }
  half = stride >> 3;
  return finish(a, b);
}

/** Upper ends of the eight segments, of which the last is the total. */
// @ts-ignore: decorator
@inline
function finish(a: v128, b: v128): f32 {
  const first = prefix(a);
  const second = f32x4.add(prefix(b), f32x4.splat(f32x4.extract_lane(first, 3)));
  v128.store(edges, first, 4);
  v128.store(edges, second, 20);
  return f32x4.extract_lane(second, 3);
}

// @ts-ignore: decorator
@inline
function prefix(a: v128): v128 {
  const zero = f32x4.splat(0);
  const pairs = f32x4.add(a, v128.shuffle<f32>(a, zero, 4, 0, 1, 2));
  return f32x4.add(pairs, v128.shuffle<f32>(pairs, zero, 4, 4, 0, 1));
}

/** The category at the fraction word / 2^32 of the total weight, which must be positive. No branch depends on the word. */
// @ts-ignore: decorator
@inline
export function choose(word: u32): u32 {
  const target = <f32>((<f64>word + 0.5) * 2.3283064365386963e-10 * <f64>load<f32>(edges, 32));
  const targets = f32x4.splat(target);
  const passed =
    i32x4.bitmask(f32x4.ge(targets, v128.load(edges, 4))) | (i32x4.bitmask(f32x4.ge(targets, v128.load(edges, 20))) << 4);
  // Rounding may have made the target the total.
  const segment = <u32>min(popcnt(passed), 7);
  let count = half;
  const first = ((segment & 4 ? half : 0) << 2) | (segment & 3);
  const within = target - load<f32>(edges + (<usize>segment << 2));
  const base = sums + (<usize>first << 2);
  // The first sum above `within`.
  let low: u32 = 0;
  while (count > 1) {
    const step = count >> 1;
    low = load<f32>(base + (<usize>(low + step - 1) << 4)) <= within ? low + step : low;
    count -= step;
  }
  const at = base + (<usize>low << 4);
  // Rounding can leave a target at or beyond the last sum of its segment.
  if (load<f32>(at) <= within) return lastOfSegment(base, low, first);
  return first + (low << 2);
}

/** The last category of a segment with a weight, or of any segment if that has none. */
function lastOfSegment(base: usize, from: u32, first: u32): u32 {
  let low = from;
  while (low > 0 && load<f32>(base + (<usize>low << 4)) <= load<f32>(base + (<usize>(low - 1) << 4))) low--;
  if (load<f32>(base + (<usize>low << 4)) > 0) return first + (low << 2);
  return heaviest();
}

function heaviest(): u32 {
  let best: u32 = 0;
  let most: f32 = -1;
  for (let k: u32 = 0; k < half << 3; k++) {
    const vector = k >> 2;
    const before: f32 = vector == 0 || vector == half ? 0 : load<f32>(sums + (<usize>(k - 4) << 2));
    const weight = load<f32>(sums + (<usize>k << 2)) - before;
    if (weight > most) {
      most = weight;
      best = k;
    }
  }
  return best;
}
