import type { CsvOptions } from '@baytes/data';
import { readCsv } from '@baytes/data/node';
import type { Matrix } from '@baytes/kernels';
import { UserError } from '../errors';

/** Which columns of a file are what. */
export interface TableChoice {
  /** Column of the labels, by name or by place from 1; -1 is the last. */
  readonly label?: string | undefined;
  /** Name of the column of the rows' weights. */
  readonly weights?: string | undefined;
  /** Columns to use; all others by default. */
  readonly columns?: readonly string[] | undefined;
  readonly drop?: readonly string[] | undefined;
  /** Leave out columns that are not numbers, instead of an error. */
  readonly dropText?: boolean | undefined;
  readonly delimiter?: string | undefined;
  readonly decimal?: '.' | ',' | undefined;
  /** Texts that mean a missing value. */
  readonly missing?: readonly string[] | undefined;
}

/** A file of numbers, read. */
export interface Table {
  readonly file: string;
  readonly rows: Matrix;
  readonly columns: readonly string[];
  readonly labels: readonly string[] | undefined;
  readonly labelName: string | undefined;
  readonly weights: Float64Array | undefined;
  /** Columns left out because they are not numbers. */
  readonly dropped: readonly string[];
}

/** A column as `@baytes/data` takes it: places count from 0 there. */
const place = (column: string) => {
  if (!/^-?\d+$/.test(column) || Number(column) === 0) return column;
  return Number(column) > 0 ? Number(column) - 1 : Number(column);
};

/** What a message of `@baytes/data` calls an option, as the command line calls it. */
const inFlags = (message: string) =>
  message
    .replaceAll('labelColumn', '--label')
    .replace('leave it out by drop', 'leave it out with --drop or --drop-text')
    .replace('list the text in missing', 'name the text with --missing')
    .replace(/^(columns|drop|delimiter|decimal|missing): /, '--$1: ');

/** Reads a CSV file, compressed or not. Whatever is wrong with it is a UserError that names file, line and column. */
export async function readTable(file: string, choice: TableChoice = {}): Promise<Table> {
  const { label, weights, columns, drop, dropText, delimiter, decimal, missing } = choice;
  const options: CsvOptions = {
    nonNumeric: dropText ? 'drop' : 'error',
    ...(label !== undefined && { labelColumn: place(label) }),
    ...(columns && { columns: [...columns.map(place), ...(weights === undefined ? [] : [weights])] }),
    ...(drop && { drop: drop.map(place) }),
    ...(delimiter !== undefined && { delimiter }),
    ...(decimal && { decimal }),
    ...(missing && { missing }),
  };
  const table = await readCsv(file, options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new UserError(`${file}: there is no such file`);
    if (error.code) throw new UserError(`${file}: cannot be read (${error.code})`);
    const message = inFlags(error.message);
    throw new UserError(message.startsWith(file) ? message : `${file}: ${message}`);
  });
  const read: Table = {
    file,
    rows: table.rows,
    columns: table.columns,
    labels: table.labels?.map(String),
    labelName: table.labelColumn,
    weights: undefined,
    dropped: table.dropped,
  };
  return weights === undefined ? read : takeWeights(read, weights);
}

/** Takes the column of weights out of the rows. */
function takeWeights(table: Table, column: string): Table {
  const { rows: n, columns: D, data } = table.rows;
  const at = table.columns.indexOf(column);
  if (at < 0) {
    throw new UserError(
      `${table.file}: --weights: there is no column ${JSON.stringify(column)}; there are ${table.columns.join(', ')}`,
    );
  }
  const weights = Float64Array.from({ length: n }, (_, i) => data[i * D + at]);
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad >= 0)
    throw new UserError(
      `${table.file}: --weights: row ${bad + 1} has the weight ${weights[bad]}; weights are numbers from 0 on`,
    );
  return {
    ...table,
    columns: table.columns.filter((_, j) => j !== at),
    weights,
    rows: { data: data.filter((_, index) => index % D !== at), rows: n, columns: D - 1 },
  };
}
