// Multinomial counts. Few trials for the number of categories: every trial is placed, most of them by a look at as many random bits
// as tell its cell of a table; only trials in cells that a boundary of two categories cuts take a full number. Many trials: a
// binomial draw for every category, given those before it.
import { likelyFailure } from './binomial';
import { accumulate, search } from './categorical';
import { bits, unit, useKey, useLongElement } from './stream';

/** Trials a category from which on a binomial draw for each costs less. */
const MANY: f64 = 6;

/**
 * Counts of `rows` rows of K categories: logits in rows (stride 1) or one row for all (stride 0), and trials likewise. `scratch` has
 * room for K + 1 doubles and 4097 + K integers. Row r takes the random numbers of element first + r.
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
  const table = scratch + (<usize>(K + 1) << 3);
  const tally = table + 4 * 4097;
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
      writeTable(scratch, K, total, table, 1 << shift);
    }
    byTrial(<u32>n, K, scratch, total, table, shift, tally, counts);
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

/** Set in an entry of the table whose cell a boundary cuts. */
const CUT: u32 = 0x80000000;

/** table[c], c < cells: the category at the start of cell c of the total weight, marked if another begins inside the cell. */
function writeTable(cumulative: usize, K: u32, total: f64, table: usize, cells: u32): void {
  const width = total / <f64>cells;
  const perCell = <f64>cells / total;
  let cell: u32 = 0;
  for (let k: u32 = 0; cell < cells; k++) {
    // The first cell that starts at or beyond the end of category k, which rounding may have put one off.
    let end = cells;
    if (k < K - 1) {
      const top = load<f64>(cumulative + (<usize>k << 3));
      end = min(cells, <u32>(top * perCell) + 1);
      while (end > 0 && width * <f64>(end - 1) >= top) end--;
      while (end < cells && width * <f64>end < top) end++;
    }
    if (end <= cell) continue;
    const entry = i32x4.splat(k);
    // Whole vectors; what lies beyond the end belongs to the next category.
    for (let c = cell; c < end; c += 4) v128.store(table + (<usize>c << 2), entry);
    if (k < K - 1 && width * <f64>end > load<f64>(cumulative + (<usize>k << 3))) store<u32>(table + (<usize>(end - 1) << 2), k | CUT);
    cell = end;
  }
}

function byTrial(n: u32, K: u32, cumulative: usize, total: f64, table: usize, shift: u32, tally: usize, counts: usize): void {
  const mask: u64 = (<u64>1 << shift) - 1;
  const perBlock = 64 / shift;
  const width = total / <f64>(mask + 1);
  memory.fill(tally, 0, <usize>K << 2);
  for (let trial: u32 = 0; trial < n; ) {
    let random = bits();
    const end = min(n, trial + perBlock);
    for (; trial < end; trial++) {
      const cell = <usize>(random & mask);
      random >>= shift;
      let k = load<u32>(table + (cell << 2));
      if (k & CUT) k = search(cumulative, K, (<f64>cell + unit(bits())) * width, k ^ CUT);
      const at = tally + (<usize>k << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
  }
  for (let k: u32 = 0; k < K; k++) store<f64>(counts + (<usize>k << 3), <f64>load<u32>(tally + (<usize>k << 2)));
}
