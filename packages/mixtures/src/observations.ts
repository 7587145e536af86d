import { type Matrix, matrix, type Rows } from '@baytes/kernels';

/** Rows that miss the same values. */
export interface Pattern {
  /** The observed dimensions, ascending. */
  readonly observed: readonly number[];
  /** Their values: n x observed.length by rows. */
  readonly rows: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Where the rows stand in the data. */
  readonly index: Int32Array;
}

/** Data ready for the E step: checked, and grouped by what is missing. */
export interface Observations {
  readonly rows: number;
  readonly dimensions: number;
  /** Sum of the row weights. */
  readonly weight: number;
  readonly patterns: readonly Pattern[];
}

/** Data as users give them, with every value finite or NaN (missing). */
export function checkRows(rows: Rows, dimensions?: number): Matrix {
  const checked = matrix(rows);
  const { data, columns } = checked;
  if (checked.rows === 0 || columns === 0)
    throw new RangeError(`rows: expected at least one row and one column; got ${checked.rows} x ${columns}`);
  if (dimensions !== undefined && columns !== dimensions) {
    throw new RangeError(`rows: the model has ${dimensions} dimensions; got ${checked.rows} x ${columns}`);
  }
  for (let i = 0; i < data.length; i++) {
    if (data[i] === Number.POSITIVE_INFINITY || data[i] === Number.NEGATIVE_INFINITY) {
      throw new RangeError(
        `rows: row ${Math.floor(i / columns)}, column ${i % columns} of ${checked.rows} x ${columns} is ${data[i]}; values must be finite, or NaN where missing`,
      );
    }
  }
  return checked;
}

export function checkWeights(weights: ArrayLike<number> | undefined, n: number): Float64Array | undefined {
  if (weights === undefined) return undefined;
  if (weights.length !== n) throw new RangeError(`rowWeights: expected one for each of the ${n} rows; got ${weights.length}`);
  const checked = Float64Array.from(weights);
  const bad = checked.findIndex((w) => !(w >= 0 && w < Number.POSITIVE_INFINITY));
  if (bad >= 0)
    throw new RangeError(`rowWeights: weight ${bad} of ${n} is ${checked[bad]}; weights must be finite and not negative`);
  if (!checked.some((w) => w > 0)) throw new RangeError('rowWeights: all weights are zero');
  return checked;
}

/** The rows whose weight is not zero: the others are as good as absent, whatever they hold. */
export function positiveRows(rows: Matrix, weights: Float64Array | undefined) {
  if (!weights?.includes(0)) return { rows, weights };
  const kept = Array.from(weights.keys()).filter((i) => weights[i] > 0);
  const { columns: D } = rows;
  const data = new Float64Array(kept.length * D);
  kept.forEach((i, r) => {
    data.set(rows.data.subarray(i * D, i * D + D), r * D);
  });
  return { rows: { data, rows: kept.length, columns: D }, weights: Float64Array.from(kept, (i) => weights[i]) };
}

/** Groups rows by what they miss. Without missing values this is one group that shares the matrix's memory. */
export function observations({ data, rows: n, columns: D }: Matrix, weights?: Float64Array): Observations {
  const weight = weights ? weights.reduce((sum, w) => sum + w, 0) : n;
  const all = Array.from({ length: D }, (_, j) => j);
  if (!data.some(Number.isNaN)) {
    const index = Int32Array.from({ length: n }, (_, i) => i);
    return { rows: n, dimensions: D, weight, patterns: [{ observed: all, rows: data, weights, index }] };
  }
  const groups = new Map<string, number[]>();
  for (let i = 0; i < n; i++) {
    const name = all.filter((j) => !Number.isNaN(data[i * D + j])).join();
    const group = groups.get(name);
    if (group) group.push(i);
    else groups.set(name, [i]);
  }
  const patterns = [...groups].map(([name, members]): Pattern => {
    const observed = name === '' ? [] : name.split(',').map(Number);
    const d = observed.length;
    const rows = new Float64Array(members.length * d);
    members.forEach((i, r) => {
      for (let j = 0; j < d; j++) rows[r * d + j] = data[i * D + observed[j]];
    });
    return {
      observed,
      rows,
      index: Int32Array.from(members),
      weights: weights && Float64Array.from(members, (i) => weights[i]),
    };
  });
  return { rows: n, dimensions: D, weight, patterns };
}
