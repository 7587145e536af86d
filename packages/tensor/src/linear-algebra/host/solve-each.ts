import { sizeOf } from '../../kernel/broadcast';
import { batchOf, matrixNumbers } from '../shapes';

/**
 * Solves one system a matrix of the output: `solve` gets the number of its matrix and the right-hand sides in float64, which it
 * overwrites with the solution.
 */
export function solveEach(
  matrixShape: readonly number[],
  right: { values: Float32Array; shape: readonly number[] },
  out: { values: Float32Array; shape: readonly number[] },
  solve: (matrix: number, X: Float64Array, columns: number) => void,
): void {
  const [n, columns] = out.shape.slice(-2);
  const size = n * columns;
  const batch = batchOf(out.shape);
  const matrices = matrixNumbers(batchOf(matrixShape), batch);
  const rights = matrixNumbers(batchOf(right.shape), batch);
  const X = new Float64Array(size);
  for (let i = 0; i < sizeOf(batch); i++) {
    X.set(right.values.subarray(rights[i] * size, (rights[i] + 1) * size));
    solve(matrices[i], X, columns);
    out.values.set(X, i * size);
  }
}
