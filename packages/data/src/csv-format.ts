import { matrix, type Rows } from '@baytes/kernels';
import Papa from 'papaparse';

/** What to write. */
export interface CsvContent {
  /** n x D numbers. */
  readonly rows: Rows;
  /** D names of columns; x1, x2, ... by default. */
  readonly columns?: readonly string[];
  /** A label for every row, written as the first column. */
  readonly labels?: ArrayLike<number | string>;
  /** Name of the column of labels; 'label' by default. */
  readonly labelColumn?: string;
}

/** How to write it. */
export interface CsvFormat {
  /** What separates fields; a comma by default. */
  readonly delimiter?: string;
  /** Whether to write the names of the columns; true by default. */
  readonly header?: boolean;
  /** What to write for a missing value; 'NaN' by default. */
  readonly missing?: string;
}

/**
 * A CSV of rows and, if there are any, labels. Numbers are written with as many digits as they need to be read back the same.
 *
 * @returns the text, with line ends \n.
 * @throws RangeError where the numbers of names, labels, rows and columns do not fit.
 * @example
 * formatCsv({ rows: [[1, 2.5]], labels: ['a'] }); // 'label,x1,x2\na,1,2.5\n'
 */
export function formatCsv(content: CsvContent, format: CsvFormat = {}): string {
  const { labels, labelColumn = 'label' } = content;
  const { delimiter = ',', header = true, missing = 'NaN' } = format;
  const { data, rows, columns: width } = matrix(content.rows);
  const columns = content.columns ?? Array.from({ length: width }, (_, j) => `x${j + 1}`);
  if (columns.length !== width)
    throw new RangeError(`columns: expected ${width} names, one for every column; it has ${columns.length}`);
  if (labels && labels.length !== rows)
    throw new RangeError(`labels: expected ${rows}, one for every row; it has ${labels.length}`);
  const records = Array.from({ length: rows }, (_, i) => {
    const numbers = Array.from(data.subarray(i * width, (i + 1) * width), (value) =>
      Number.isNaN(value) ? missing : numberText(value),
    );
    return labels ? [String(labels[i]), ...numbers] : numbers;
  });
  if (header) records.unshift(labels ? [labelColumn, ...columns] : [...columns]);
  return `${Papa.unparse(records, { delimiter, newline: '\n' })}\n`;
}

/** The shortest text that is read back as the same double, the sign of zero included. */
const numberText = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
