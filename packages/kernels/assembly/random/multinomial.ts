// Multinomial counts. Few trials for the number of categories: every trial is placed, most of them by a look at as many random bits
// as tell its cell of a table; only trials in cells that a boundary of two categories cuts take a full number. Many trials: a
// binomial draw for every category, given those before it.
import { likelyFailure } from './binomial';
import { accumulate, search, writeGuide } from './categorical';
import { bits, unit, useKey, useLongElement } from './stream';

/** Trials a category from which on a binomial draw for each costs less. */
const MANY: f64 = 24;

/**
 * Counts of `rows` rows of K categories: logits in rows (stride 1) or one row for all (stride 0), and trials likewise. `scratch` has
 * room for K + 1 doubles and 4097 integers. Row r takes the random numbers of element first + r.
 */
export function multinomialDraws(
  k0: u32,
  k1: u32,
  first: u32,
  trials: usize,
  trialsStride: u32,
  logits: usize,
  stride: u32,
  K: u32,
  scratch: usize,
  out: usize,
  rows: u32,
): void {
  useKey(k0, k1);
  const guide = scratch + (<usize>(K + 1) << 3);
  let total: f64 = 0;
  let shift: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    useLongElement(first + row);
    const n = load<f64>(trials + (<usize>(row * trialsStride) << 3));
    const counts = out + ((<usize>row * <usize>K) << 3);
    memory.fill(counts, 0, <usize>K << 3);
    if (stride || row == 0) total = accumulate(logits + ((<usize>row * <usize>K * <usize>stride) << 3), K, scratch);
    if (n > MANY * <f64>K) {
      byCategory(n, K, scratch, total, counts);
      continue;
    }
    // About as many cells as trials.
    const wanted: u32 = n > 1024 ? 12 : n > 128 ? 10 : 6;
    if (stride || wanted != shift) {
      shift = wanted;
      writeGuide(scratch, K, total, guide, 1 << shift);
    }
    byTrial(<u32>n, K, scratch, total, guide, shift, counts);
  }
}

function byCategory(n: f64, K: u32, cumulative: usize, total: f64, counts: usize): void {
  let before: f64 = 0;
  let left = n;
  for (let k: u32 = 0; k < K && left > 0; k++) {
    const here = load<f64>(cumulative + (<usize>k << 3));
    const weight = here - before;
    const rest = total - here;
    const both = total - before;
    let count: f64;
    if (!(rest > 0)) count = weight > 0 ? left : 0;
    else if (weight <= rest) count = likelyFailure(left, weight / both, rest / both);
    else count = left - likelyFailure(left, rest / both, weight / both);
    store<f64>(counts + (<usize>k << 3), count);
    left -= count;
    before = here;
  }
}

function byTrial(n: u32, K: u32, cumulative: usize, total: f64, guide: usize, shift: u32, counts: usize): void {
  const mask: u64 = (<u64>1 << shift) - 1;
  const perBlock = 64 / shift;
  const width = total / <f64>(mask + 1);
  let random: u64 = 0;
  let left: u32 = 0;
  for (let trial: u32 = 0; trial < n; trial++) {
    if (left == 0) {
      random = bits();
      left = perBlock;
    }
    const cell = <usize>(random & mask);
    random >>= shift;
    left--;
    let k = load<u32>(guide + (cell << 2));
    if (k != load<u32>(guide + (cell << 2), 4)) k = search(cumulative, K, (<f64>cell + unit(bits())) * width, k);
    const at = counts + (<usize>k << 3);
    store<f64>(at, load<f64>(at) + 1);
  }
}
