/** Which triangle of a matrix is meant, and how. */
export interface Triangle {
  lower: boolean;
  /** The system is that of the transposed matrix. */
  transpose: boolean;
  /** Ones stand on the diagonal, whatever is stored there. */
  unit?: boolean;
}

/**
 * Solves T X = B or T' X = B in float64 for a triangle of the n x n matrix at `at`; B, n x `columns` by rows at `right`, becomes X.
 * The other triangle is not read. All inner loops run along rows (Golub and Van Loan 2013, section 3.1).
 */
export function substitute(
  T: Float64Array,
  n: number,
  at: number,
  X: Float64Array,
  right: number,
  columns: number,
  { lower, transpose, unit = false }: Triangle,
): void {
  const forward = lower !== transpose;
  const rowStep = transpose ? 1 : n;
  const columnStep = transpose ? n : 1;
  for (let step = 0; step < n; step++) {
    const i = forward ? step : n - 1 - step;
    const diagonal = unit ? 1 : T[at + i * n + i];
    const from = forward ? 0 : i + 1;
    const to = forward ? i : n;
    if (columns > 1) {
      subtractRows(T, at + i * rowStep, columnStep, X, right, from, to, right + i * columns, columns);
      for (let q = right + i * columns; q < right + (i + 1) * columns; q++) X[q] /= diagonal;
    } else if (transpose) {
      // What is solved is taken out of all that is not yet: along row i of T.
      const x = X[right + i] / diagonal;
      X[right + i] = x;
      const row = at + i * n;
      const last = forward ? n : i;
      for (let m = forward ? i + 1 : 0; m < last; m++) X[right + m] -= x * T[row + m];
    } else X[right + i] = (X[right + i] - dot(T, at + i * n, X, right, from, to)) / diagonal;
  }
}

function dot(T: Float64Array, row: number, X: Float64Array, right: number, from: number, to: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let m = from;
  for (; m + 4 <= to; m += 4) {
    sum0 += T[row + m] * X[right + m];
    sum1 += T[row + m + 1] * X[right + m + 1];
    sum2 += T[row + m + 2] * X[right + m + 2];
    sum3 += T[row + m + 3] * X[right + m + 3];
  }
  for (; m < to; m++) sum0 += T[row + m] * X[right + m];
  return sum0 + sum1 + (sum2 + sum3);
}

/** Takes rows `from` to `to` of X, each times its coefficient in T, out of the row at `target`; four at a time. */
function subtractRows(
  T: Float64Array,
  coefficients: number,
  columnStep: number,
  X: Float64Array,
  right: number,
  from: number,
  to: number,
  target: number,
  columns: number,
): void {
  let m = from;
  for (; m + 4 <= to; m += 4) {
    const c0 = T[coefficients + m * columnStep];
    const c1 = T[coefficients + (m + 1) * columnStep];
    const c2 = T[coefficients + (m + 2) * columnStep];
    const c3 = T[coefficients + (m + 3) * columnStep];
    const row0 = right + m * columns;
    const row1 = row0 + columns;
    const row2 = row1 + columns;
    const row3 = row2 + columns;
    for (let q = 0; q < columns; q++) {
      X[target + q] -= c0 * X[row0 + q] + c1 * X[row1 + q] + (c2 * X[row2 + q] + c3 * X[row3 + q]);
    }
  }
  for (; m < to; m++) {
    const c = T[coefficients + m * columnStep];
    const row = right + m * columns;
    for (let q = 0; q < columns; q++) X[target + q] -= c * X[row + q];
  }
}
