import { substitute } from './substitution';

/** P A = L U of one n x n matrix: L (unit) and U share `factor`; row i was exchanged with row `pivots[i]`. */
export interface LU {
  factor: Float64Array;
  pivots: Int32Array;
  /** The sign of the permutation P. */
  parity: 1 | -1;
  /** The first row without a pivot, if the matrix is singular, else -1. */
  singular: number;
}

// So many pivots are taken out of the rest of the matrix at once, which reads and writes it that many times less.
const BLOCK = 4;

/** Gaussian elimination with partial pivoting, in float64 (Golub and Van Loan 2013, section 3.4.5). Overwrites `factor`. */
export function factorLU(factor: Float64Array, n: number): LU {
  const pivots = new Int32Array(n);
  let parity: 1 | -1 = 1;
  let singular = -1;
  for (let start = 0; start < n; start += BLOCK) {
    const end = Math.min(start + BLOCK, n);
    for (let k = start; k < end; k++) {
      const pivot = (pivots[k] = largestBelow(factor, n, k));
      if (pivot !== k) {
        parity = -parity as 1 | -1;
        const row = factor.slice(k * n, k * n + n);
        factor.copyWithin(k * n, pivot * n, pivot * n + n);
        factor.set(row, pivot * n);
      }
      if (factor[k * n + k] === 0) {
        if (singular < 0) singular = k;
        continue; // the column below is 0 already
      }
      for (let i = k + 1; i < n; i++) {
        const ratio = (factor[i * n + k] /= factor[k * n + k]);
        for (let j = k + 1; j < end; j++) factor[i * n + j] -= ratio * factor[k * n + j];
      }
    }
    // Columns right of the block: its own rows, then all below.
    for (let i = start + 1; i < n; i++) {
      subtractProduct(factor, i * n, start, Math.min(i, end), n, end);
    }
  }
  return { factor, pivots, parity, singular };
}

function largestBelow(factor: Float64Array, n: number, k: number): number {
  let pivot = k;
  for (let i = k + 1; i < n; i++) if (Math.abs(factor[i * n + k]) > Math.abs(factor[pivot * n + k])) pivot = i;
  return pivot;
}

/** Takes rows `from` to `to`, each times its ratio in the row at `row`, out of that row from column `first` on. */
function subtractProduct(factor: Float64Array, row: number, from: number, to: number, n: number, first: number): void {
  if (to - from === 4) {
    const at = row + from;
    const c0 = factor[at];
    const c1 = factor[at + 1];
    const c2 = factor[at + 2];
    const c3 = factor[at + 3];
    const row0 = from * n;
    const row1 = row0 + n;
    const row2 = row1 + n;
    const row3 = row2 + n;
    for (let j = first; j < n; j++) {
      factor[row + j] -= c0 * factor[row0 + j] + c1 * factor[row1 + j] + (c2 * factor[row2 + j] + c3 * factor[row3 + j]);
    }
    return;
  }
  for (let k = from; k < to; k++) {
    const ratio = factor[row + k];
    for (let j = first; j < n; j++) factor[row + j] -= ratio * factor[k * n + j];
  }
}

/** Solves A X = B, or A' X = B, in place of B (n x `columns`, by rows). */
export function solveLU({ factor, pivots }: LU, n: number, X: Float64Array, columns: number, transpose: boolean): void {
  const exchange = (i: number) => {
    const pivot = pivots[i];
    if (pivot === i) return;
    for (let q = 0; q < columns; q++) {
      const x = X[i * columns + q];
      X[i * columns + q] = X[pivot * columns + q];
      X[pivot * columns + q] = x;
    }
  };
  if (!transpose) for (let i = 0; i < n; i++) exchange(i);
  const lower = { lower: true, transpose, unit: true };
  const upper = { lower: false, transpose };
  substitute(factor, n, 0, X, 0, columns, transpose ? upper : lower);
  substitute(factor, n, 0, X, 0, columns, transpose ? lower : upper);
  if (transpose) for (let i = n - 1; i >= 0; i--) exchange(i);
}
