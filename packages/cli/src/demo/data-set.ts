import { foldIn, key, type Matrix, uniformStream } from '@baytes/kernels';

/** Rows to be clustered, and what is known about them. NaN is a missing value. */
export interface DataSet {
  readonly name: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: Matrix;
  /** One a row, where a truth is known. No fit sees them. */
  readonly labels?: readonly string[] | undefined;
  /** What the labels are called. */
  readonly labelName?: string | undefined;
}

/** Some rows of a matrix, in the order given. */
export function pickRows({ data, columns }: Matrix, indices: readonly number[]): Matrix {
  const picked = new Float64Array(indices.length * columns);
  indices.forEach((row, at) => {
    picked.set(data.subarray(row * columns, (row + 1) * columns), at * columns);
  });
  return { data: picked, rows: indices.length, columns };
}

/** Indices of the rows without a missing value. */
export function completeRows({ data, rows, columns }: Matrix): number[] {
  return Array.from({ length: rows }, (_, i) => i).filter(
    (i) => !data.subarray(i * columns, (i + 1) * columns).some(Number.isNaN),
  );
}

/** Indices of the rows that have any value at all. */
export function observedRows({ data, rows, columns }: Matrix): number[] {
  return Array.from({ length: rows }, (_, i) => i).filter(
    (i) => !data.subarray(i * columns, (i + 1) * columns).every(Number.isNaN),
  );
}

/** Splits indices at random into `share` of them and the rest; both parts keep the order. */
export function splitAtRandom(indices: readonly number[], share: number, seed: number): [number[], number[]] {
  const uniform = uniformStream(foldIn(key(seed), 0x5b117));
  const shuffled = [...indices];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const other = Math.floor(uniform() * (i + 1));
    [shuffled[i], shuffled[other]] = [shuffled[other], shuffled[i]];
  }
  const first = new Set(shuffled.slice(0, Math.round(share * shuffled.length)));
  return [indices.filter((i) => first.has(i)), indices.filter((i) => !first.has(i))];
}
