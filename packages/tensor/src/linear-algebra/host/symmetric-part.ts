import { whichMatrix } from '../shapes';

// Far more than rounding or a step of finite differences leaves, far less than a triangle without its other half.
const TOLERANCE = 0.01;

/**
 * (A + A') / 2 of the n x n matrix number `number` of `values`, in float64.
 *
 * @throws Error if the matrix is clearly not symmetric, or holds a value that is not finite.
 */
export function symmetricPart(
  values: Float32Array | Float64Array,
  n: number,
  number: number,
  batch: readonly number[],
  op: string,
): Float64Array {
  const at = number * n * n;
  const result = new Float64Array(n * n);
  let size = 0;
  let gap = 0;
  let row = 0;
  let column = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const below = values[at + i * n + j];
      const above = values[at + j * n + i];
      result[i * n + j] = result[j * n + i] = (below + above) / 2;
      size = Math.max(size, Math.abs(below), Math.abs(above)); // NaN stays NaN
      if (Math.abs(below - above) > gap) {
        gap = Math.abs(below - above);
        row = i;
        column = j;
      }
    }
  }
  requireFinite(size, values.subarray(at, at + n * n), n, number, batch, op);
  if (gap > TOLERANCE * size) {
    throw new Error(
      `${op}: a is not symmetric${whichMatrix(number, batch)}: entry [${row},${column}] is ${values[at + row * n + column]}, entry ` +
        `[${column},${row}] is ${values[at + column * n + row]}`,
    );
  }
  return result;
}

/** One n x n matrix in float64. @throws Error if it holds a value that is not finite. */
export function finiteMatrix(
  values: Float32Array | Float64Array,
  n: number,
  number: number,
  batch: readonly number[],
  op: string,
): Float64Array {
  const own = values.subarray(number * n * n, (number + 1) * n * n);
  let size = 0;
  for (let i = 0; i < own.length; i++) size = Math.max(size, Math.abs(own[i]));
  requireFinite(size, own, n, number, batch, op);
  return new Float64Array(own);
}

function requireFinite(
  size: number,
  own: Float32Array | Float64Array,
  n: number,
  number: number,
  batch: readonly number[],
  op: string,
): void {
  if (Number.isFinite(size)) return;
  const bad = own.findIndex((value) => !Number.isFinite(value));
  throw new Error(`${op}: a[${Math.floor(bad / n)},${bad % n}] is ${own[bad]}${whichMatrix(number, batch)}`);
}
