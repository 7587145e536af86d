// Draws from K categories with given logits: inversion of the cumulative weights. One draw looks its place up from the start; many
// draws from the same logits share a table that says where to start looking, with the same result.
import { exp2 } from '../exp';
import { CHUNK, makeAhead, uniform, useElement, useKey } from './stream';

/** Writes cumulative weights exp(logit - greatest) of K categories to `cumulative` (room for K + 1); returns their sum. */
export function accumulate(logits: usize, K: u32, cumulative: usize): f64 {
  let greatest = load<f64>(logits);
  for (let k: u32 = 1; k < K; k++) greatest = max(greatest, load<f64>(logits + (<usize>k << 3)));
  const shift = f64x2.splat(greatest);
  let sum: f64 = 0;
  for (let k: u32 = 0; k < K; k += 2) {
    const at = <usize>k << 3;
    const weights = exp2(f64x2.sub(v128.load(logits + at), shift));
    const even = sum + f64x2.extract_lane(weights, 0);
    const odd = even + f64x2.extract_lane(weights, 1);
    v128.store(cumulative + at, f64x2(even, odd));
    sum = odd;
  }
  return K & 1 ? load<f64>(cumulative + (<usize>(K - 1) << 3)) : sum;
}

/** The first category whose cumulative weight is above `target`, looked for from `start`; the last with a weight if none is. */
// @ts-ignore: decorator
@inline
export function search(cumulative: usize, K: u32, target: f64, start: u32): u32 {
  let k = start;
  while (k > 0 && load<f64>(cumulative + (<usize>(k - 1) << 3)) > target) k--;
  while (k < K && load<f64>(cumulative + (<usize>k << 3)) <= target) k++;
  return k < K ? k : lastWithWeight(cumulative, K);
}

function lastWithWeight(cumulative: usize, K: u32): u32 {
  const total = load<f64>(cumulative + (<usize>(K - 1) << 3));
  let k = K - 1;
  while (k > 0 && load<f64>(cumulative + (<usize>(k - 1) << 3)) >= total) k--;
  return k;
}

/** guide[c], c = 0 .. cells: the category at the fraction c / cells of the total weight. */
export function writeGuide(cumulative: usize, K: u32, total: f64, guide: usize, cells: u32): void {
  const width = total / <f64>cells;
  let k: u32 = 0;
  for (let cell: u32 = 0; cell <= cells; cell++) {
    const edge = width * <f64>cell;
    while (k < K - 1 && load<f64>(cumulative + (<usize>k << 3)) <= edge) k++;
    store<u32>(guide + (<usize>cell << 2), k);
  }
}

/**
 * n draws, each from its own row of K logits (stride 1) or all from the same (stride 0). `scratch` has room for K + 1 doubles and,
 * for stride 0, K + 1 integers; rows of logits may be read one double past their end.
 */
export function categoricalDraws(
  k0: u32,
  k1: u32,
  first: u32,
  logits: usize,
  stride: u32,
  K: u32,
  scratch: usize,
  out: usize,
  n: u32,
): void {
  useKey(k0, k1);
  const guide = scratch + (<usize>(K + 1) << 3);
  let total: f64 = 0;
  if (stride == 0) {
    total = accumulate(logits, K, scratch);
    writeGuide(scratch, K, total, guide, K);
  }
  for (let start: u32 = 0; start < n; start += CHUNK) {
    const end = min(n, start + CHUNK);
    makeAhead(first + start, end - start, 1);
    for (let i = start; i < end; i++) {
      useElement(first + i);
      const u = uniform();
      let from: u32 = 0;
      if (stride == 0) from = load<u32>(guide + (<usize>(u * <f64>K) << 2));
      else total = accumulate(logits + ((<usize>i * <usize>K) << 3), K, scratch);
      store<i32>(out + (<usize>i << 2), search(scratch, K, u * total, from));
    }
  }
}
