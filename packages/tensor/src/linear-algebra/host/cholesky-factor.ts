/**
 * Overwrites the lower triangle of the symmetric n x n matrix at `at` (by rows) with its Cholesky factor, in float64. Only the
 * lower triangle is read. Row by row (Golub and Van Loan 2013, section 4.2.5), in tiles of four rows and two columns: eight
 * independent sums hide the latency of an addition and share what they read.
 *
 * @returns 0, or the order of the first leading minor that is not positive.
 */
export function factorCholesky(A: Float64Array, n: number, at = 0): number {
  for (let top = 0; top < n; top += 4) {
    const bottom = Math.min(top + 4, n);
    const tiled = bottom - top === 4 ? top : 0;
    for (let j = 0; j < tiled; j += 2) solveTile(A, n, at + top * n, at + j * n, j);
    for (let i = top; i < bottom; i++) {
      const row = at + i * n;
      for (let j = tiled; j < i; j++) {
        const other = at + j * n;
        A[row + j] = (A[row + j] - dot(A, row, other, j)) / A[other + j];
      }
      const square = A[row + i] - dot(A, row, row, i);
      if (!(square > 0) || square === Number.POSITIVE_INFINITY) return i + 1;
      A[row + i] = Math.sqrt(square);
    }
  }
  return 0;
}

/** Entries j and j + 1 of the four rows from `row` on, given the two rows of the factor from `other` on. */
function solveTile(A: Float64Array, n: number, row: number, other: number, j: number): void {
  const [row1, row2, row3, next] = [row + n, row + 2 * n, row + 3 * n, other + n];
  let a0 = A[row + j];
  let a1 = A[row1 + j];
  let a2 = A[row2 + j];
  let a3 = A[row3 + j];
  let b0 = A[row + j + 1];
  let b1 = A[row1 + j + 1];
  let b2 = A[row2 + j + 1];
  let b3 = A[row3 + j + 1];
  for (let m = 0; m < j; m++) {
    const x = A[other + m];
    const y = A[next + m];
    const l0 = A[row + m];
    const l1 = A[row1 + m];
    const l2 = A[row2 + m];
    const l3 = A[row3 + m];
    a0 -= l0 * x;
    a1 -= l1 * x;
    a2 -= l2 * x;
    a3 -= l3 * x;
    b0 -= l0 * y;
    b1 -= l1 * y;
    b2 -= l2 * y;
    b3 -= l3 * y;
  }
  const first = A[other + j];
  const below = A[next + j];
  const second = A[next + j + 1];
  A[row + j] = a0 /= first;
  A[row1 + j] = a1 /= first;
  A[row2 + j] = a2 /= first;
  A[row3 + j] = a3 /= first;
  A[row + j + 1] = (b0 - a0 * below) / second;
  A[row1 + j + 1] = (b1 - a1 * below) / second;
  A[row2 + j + 1] = (b2 - a2 * below) / second;
  A[row3 + j + 1] = (b3 - a3 * below) / second;
}

function dot(A: Float64Array, a: number, b: number, length: number): number {
  let even = 0;
  let odd = 0;
  let m = 0;
  for (; m + 2 <= length; m += 2) {
    even += A[a + m] * A[b + m];
    odd += A[a + m + 1] * A[b + m + 1];
  }
  if (m < length) even += A[a + m] * A[b + m];
  return even + odd;
}
