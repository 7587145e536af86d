import { matrix, type Matrix, type Rows } from '@baytes/kernels';

/** A best one-to-one matching of the rows of a cost matrix to its columns. */
export interface Assignment {
  /** For every row its column, or -1 where there are more rows than columns and the row stays without one. */
  readonly columnOfRow: Int32Array;
  /** For every column its row, or -1. */
  readonly rowOfColumn: Int32Array;
  /** Sum of the costs of the matched pairs. */
  readonly cost: number;
}

const transposed = ({ data, rows, columns }: Matrix): Matrix => ({
  data: Float64Array.from(data, (_, at) => data[(at % rows) * columns + Math.floor(at / rows)]),
  rows: columns,
  columns: rows,
});

/**
 * The one-to-one matching of rows to columns with the least sum of costs, by the Hungarian method with shortest augmenting paths;
 * time in the order of (smaller side)^2 x larger side. The matrix may be rectangular: then min(rows, columns) pairs are matched.
 *
 * Kuhn (1955), Naval Research Logistics Quarterly 2; shortest paths as in Jonker and Volgenant (1987), Computing 38.
 *
 * @param cost rows x columns. `Infinity` forbids a pair (`-Infinity` with `maximize`).
 * @param options.maximize whether to find the largest sum instead.
 * @throws RangeError where a cost is NaN or infinite the other way, the matrix is empty, or every full matching is forbidden.
 * @example
 * hungarian([[4, 1, 3], [2, 0, 5], [3, 2, 2]]).columnOfRow; // 1, 0, 2
 */
export function hungarian(cost: Rows, options: { maximize?: boolean } = {}): Assignment {
  const given = matrix(cost);
  if (given.data.length === 0)
    throw new RangeError(`cost: expected at least one row and column; it is ${given.rows} x ${given.columns}`);
  const sign = options.maximize ? -1 : 1;
  const signed = given.data.map((value) => sign * value);
  const wrong = signed.findIndex((value) => Number.isNaN(value) || value === -Infinity);
  if (wrong >= 0) {
    const at = `(${Math.floor(wrong / given.columns)}, ${wrong % given.columns})`;
    throw new RangeError(`cost: expected numbers, or ${sign * Infinity} to forbid a pair; entry ${at} is ${given.data[wrong]}`);
  }
  const wide = given.rows <= given.columns;
  const problem: Matrix = { ...given, data: signed };
  const found = shortestAugmentingPaths(wide ? problem : transposed(problem));
  const [columnOfRow, rowOfColumn] = wide ? [found.columnOfRow, found.rowOfColumn] : [found.rowOfColumn, found.columnOfRow];
  const sum = columnOfRow.reduce(
    (total, column, row) => (column < 0 ? total : total + given.data[row * given.columns + column]),
    0,
  );
  return { columnOfRow, rowOfColumn, cost: sum };
}

/** Least-cost matching of every row; needs rows <= columns. Rows enter one by one, each by a shortest path of reduced costs. */
function shortestAugmentingPaths({ data, rows, columns }: Matrix) {
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(columns);
  const rowOfColumn = new Int32Array(columns).fill(-1);
  const columnOfRow = new Int32Array(rows).fill(-1);
  const distance = new Float64Array(columns);
  const previous = new Int32Array(columns);
  const reached = new Uint8Array(columns);

  for (let entering = 0; entering < rows; entering++) {
    distance.fill(Infinity);
    reached.fill(0);
    let row = entering;
    let column = -1;
    let length = 0;
    while (row >= 0) {
      let nearest = -1;
      for (let j = 0; j < columns; j++) {
        if (reached[j]) continue;
        const through = length + data[row * columns + j] - rowPrice[row] - columnPrice[j];
        if (through < distance[j]) {
          distance[j] = through;
          previous[j] = row;
        }
        if (nearest < 0 || distance[j] < distance[nearest]) nearest = j;
      }
      length = distance[nearest];
      if (length === Infinity) throw new RangeError('cost: the forbidden pairs leave no full matching');
      column = nearest;
      reached[column] = 1;
      row = rowOfColumn[column];
    }
    // Prices that keep every reduced cost at least 0, and those of matched pairs at 0.
    rowPrice[entering] += length;
    for (let j = 0; j < columns; j++) {
      if (!reached[j] || j === column) continue;
      rowPrice[rowOfColumn[j]] += length - distance[j];
      columnPrice[j] -= length - distance[j];
    }
    while (row !== entering) {
      row = previous[column];
      rowOfColumn[column] = row;
      [columnOfRow[row], column] = [column, columnOfRow[row]];
    }
  }
  return { columnOfRow, rowOfColumn };
}
