// Shapes of batches of matrices: [..., rows, columns].
import { broadcastValues, placeOf, sizeOf } from '../kernel/broadcast';

const text = (shape: readonly number[]) => `[${shape}]`;

/** The axes before the last two. */
export const batchOf = (shape: readonly number[]): number[] => shape.slice(0, -2);

/** Rows and columns of `shape`. */
export function matrixSize(shape: readonly number[], input: string, op: string): [rows: number, columns: number] {
  if (shape.length < 2) throw new Error(`${op}: ${input} must have the shape [..., rows, columns], but has ${text(shape)}`);
  return [shape[shape.length - 2], shape[shape.length - 1]];
}

/** The order n of the square matrices of `shape`. */
export function squareSize(shape: readonly number[], input: string, op: string): number {
  const [rows, columns] = shape.length < 2 ? [0, 1] : shape.slice(-2);
  if (rows !== columns) throw new Error(`${op}: ${input} must have the shape [..., n, n], but has ${text(shape)}`);
  return rows;
}

/** The shape of `solution` in `matrix solution = right`, batches broadcast. */
export function solutionShape(
  [matrixName, matrix]: [name: string, shape: readonly number[]],
  [rightName, right]: [name: string, shape: readonly number[]],
  op: string,
): number[] {
  const n = squareSize(matrix, matrixName, op);
  const [rows, columns] = matrixSize(right, rightName, op);
  const pair = `${matrixName} ${text(matrix)}, ${rightName} ${text(right)}`;
  if (rows !== n) throw new Error(`${op}: ${rightName} must have ${n} rows, as ${matrixName} has: ${pair}`);
  return [...broadcastBatch(batchOf(matrix), batchOf(right), `${op}: the batches do not broadcast: ${pair}`), n, columns];
}

/** The shape that two batches broadcast to; `failure` is the error's text. */
export function broadcastBatch(a: readonly number[], b: readonly number[], failure: string): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const lengthA = a[axis - rank + a.length] ?? 1;
    const lengthB = b[axis - rank + b.length] ?? 1;
    if (lengthA !== lengthB && lengthA !== 1 && lengthB !== 1) throw new Error(failure);
    return lengthA === 1 ? lengthB : lengthA;
  });
}

/** For every matrix of a batch of shape `to`, the number of the matrix that it is in a batch of shape `from`. */
export function matrixNumbers(from: readonly number[], to: readonly number[]): Int32Array {
  const numbers = Int32Array.from({ length: sizeOf(from) }, (_, i) => i);
  return broadcastValues(numbers, from, to);
}

/** Which matrix of a batch it is that an error speaks of: nothing where there is one only. */
export function whichMatrix(number: number, batch: readonly number[]): string {
  if (batch.length === 0) return '';
  return ` (matrix ${text(placeOf(number, batch))} of the batch)`;
}
