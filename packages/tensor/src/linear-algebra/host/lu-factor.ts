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

/** Gaussian elimination with partial pivoting, in float64 (Golub and Van Loan 2013, section 3.4). Overwrites `factor`. */
export function factorLU(factor: Float64Array, n: number): LU {
  const pivots = new Int32Array(n);
  let parity: 1 | -1 = 1;
  let singular = -1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(factor[i * n + k]) > Math.abs(factor[pivot * n + k])) pivot = i;
    pivots[k] = pivot;
    if (pivot !== k) {
      parity = -parity as 1 | -1;
      const row = factor.slice(k * n, k * n + n);
      factor.copyWithin(k * n, pivot * n, pivot * n + n);
      factor.set(row, pivot * n);
    }
    const diagonal = factor[k * n + k];
    if (diagonal === 0) {
      if (singular < 0) singular = k;
      continue;
    }
    for (let i = k + 1; i < n; i++) {
      const ratio = (factor[i * n + k] /= diagonal);
      for (let j = k + 1; j < n; j++) factor[i * n + j] -= ratio * factor[k * n + j];
    }
  }
  return { factor, pivots, parity, singular };
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
