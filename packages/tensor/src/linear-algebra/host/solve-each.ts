import { sizeOf } from '../../kernel/broadcast';
import { batchOf, matrixNumbers } from '../shapes';

// As many columns as keep a panel in the cache and the loops along its rows worth their start.
const PANEL = 32;

/** A batch of matrices, [..., rows, columns]. */
interface Matrices {
  values: Float32Array | Float64Array;
  shape: readonly number[];
}

/**
 * The right-hand sides of the systems of a batch, a panel of columns at a time. `solve` gets the number of the matrix, n x `columns`
 * values by rows in float64, which it may overwrite, and the number that the first column has among all. Neighbours in the batch
 * that share a matrix, as many rows of data do, share panels.
 */
export function eachPanel(
  matrixShape: readonly number[],
  right: Matrices,
  batch: readonly number[],
  solve: (matrix: number, X: Float64Array, columns: number, from: number) => void,
): void {
  const [n, width] = right.shape.slice(-2);
  const count = sizeOf(batch);
  const matrices = matrixNumbers(batchOf(matrixShape), batch);
  const rights = matrixNumbers(batchOf(right.shape), batch);
  const X = new Float64Array(n * PANEL);
  for (let start = 0, end = 0; start < count; start = end) {
    while (end < count && matrices[end] === matrices[start]) end++;
    for (let from = start * width; from < end * width; from += PANEL) {
      const columns = Math.min(PANEL, end * width - from);
      for (let column = 0; column < columns; column++) {
        const number = Math.floor((from + column) / width);
        const source = rights[number] * n * width + from + column - number * width;
        for (let i = 0; i < n; i++) X[i * columns + column] = right.values[source + i * width];
      }
      solve(matrices[start], X, columns, from);
    }
  }
}

/** Solves the systems of a batch: `solve` overwrites a panel of right-hand sides, as {@link eachPanel} has them, with the solution. */
export function solveEach(
  matrixShape: readonly number[],
  right: Matrices,
  out: Matrices,
  solve: (matrix: number, X: Float64Array, columns: number) => void,
): void {
  const [n, width] = out.shape.slice(-2);
  eachPanel(matrixShape, right, batchOf(out.shape), (matrix, X, columns, from) => {
    solve(matrix, X, columns);
    for (let column = 0; column < columns; column++) {
      const number = Math.floor((from + column) / width);
      const target = number * n * width + from + column - number * width;
      for (let i = 0; i < n; i++) out.values[target + i * width] = X[i * columns + column];
    }
  });
}
