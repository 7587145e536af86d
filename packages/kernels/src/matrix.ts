/** Numbers by rows: element (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** What every function that takes rows accepts: a matrix, or an array of equally long rows. */
export type Rows = Matrix | ArrayLike<ArrayLike<number>>;

const isMatrix = (rows: Rows): rows is Matrix => 'data' in rows && 'columns' in rows;

/**
 * A matrix from an array of rows; a matrix is returned as it is. Ragged rows are an error that names the first of them.
 *
 * @example
 * matrix([[1, 2], [3, 4]]).data; // Float64Array [1, 2, 3, 4]
 */
export function matrix(rows: Rows): Matrix {
  if (isMatrix(rows)) {
    if (rows.data.length !== rows.rows * rows.columns) {
      throw new RangeError(
        `rows: a ${rows.rows} x ${rows.columns} matrix holds ${rows.rows * rows.columns} numbers; data has ${rows.data.length}`,
      );
    }
    return rows;
  }
  const columns = rows.length === 0 ? 0 : rows[0].length;
  const data = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (row?.length !== columns) {
      throw new RangeError(`rows: row ${i} has ${row?.length} numbers where row 0 has ${columns}`);
    }
    data.set(row, i * columns);
  }
  return { data, rows: rows.length, columns };
}
