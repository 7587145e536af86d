/**
 * Overwrites the lower triangle of the symmetric n x n matrix at `at` (by rows) with its Cholesky factor, in float64. Only the
 * lower triangle is read. Row by row (Golub and Van Loan 2013, section 4.2.5), four columns at a time: four independent sums hide
 * the latency of an addition, and share what they read of the row.
 *
 * @returns 0, or the order of the first leading minor that is not positive.
 */
export function factorCholesky(A: Float64Array, n: number, at = 0): number {
  for (let i = 0; i < n; i++) {
    const row = at + i * n;
    let j = 0;
    for (; j + 4 <= i; j += 4) {
      const row0 = at + j * n;
      const row1 = row0 + n;
      const row2 = row1 + n;
      const row3 = row2 + n;
      let sum0 = A[row + j];
      let sum1 = A[row + j + 1];
      let sum2 = A[row + j + 2];
      let sum3 = A[row + j + 3];
      for (let m = 0; m < j; m++) {
        const x = A[row + m];
        sum0 -= x * A[row0 + m];
        sum1 -= x * A[row1 + m];
        sum2 -= x * A[row2 + m];
        sum3 -= x * A[row3 + m];
      }
      sum0 /= A[row0 + j];
      sum1 = (sum1 - sum0 * A[row1 + j]) / A[row1 + j + 1];
      sum2 = (sum2 - sum0 * A[row2 + j] - sum1 * A[row2 + j + 1]) / A[row2 + j + 2];
      sum3 = (sum3 - sum0 * A[row3 + j] - sum1 * A[row3 + j + 1] - sum2 * A[row3 + j + 2]) / A[row3 + j + 3];
      A[row + j] = sum0;
      A[row + j + 1] = sum1;
      A[row + j + 2] = sum2;
      A[row + j + 3] = sum3;
    }
    for (; j < i; j++) {
      const other = at + j * n;
      let sum = A[row + j];
      for (let m = 0; m < j; m++) sum -= A[row + m] * A[other + m];
      A[row + j] = sum / A[other + j];
    }
    let square = A[row + i];
    for (let m = 0; m < i; m++) square -= A[row + m] * A[row + m];
    if (!(square > 0) || square === Number.POSITIVE_INFINITY) return i + 1;
    A[row + i] = Math.sqrt(square);
  }
  return 0;
}
