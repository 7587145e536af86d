import type { Matrix } from '@baytes/kernels';
import Papa from 'papaparse';
import { CsvError, shown } from './csv-error';
import { type Decimal, hasDecimalComma, parseNumber } from './csv-number';
import { sniffDelimiter } from './csv-sniff';

/** Texts that mean a missing value, unless `missing` says others. */
export const missingTexts: readonly string[] = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', '?'];

/** A column by its name in the header, or its place from 0; negative places count from the end. */
export type ColumnChoice = string | number;

/** How to read a CSV. */
export interface CsvOptions {
  /** Whether the first line names the columns. By default it does when none of its fields is a number. */
  readonly header?: boolean;
  /** What separates fields. By default found out among comma, semicolon, tab and bar. */
  readonly delimiter?: string;
  /** What stands before a number's fraction; '.' by default. */
  readonly decimal?: Decimal;
  /** Fields that mean a missing value, which becomes NaN; `missingTexts` by default. */
  readonly missing?: readonly string[];
  /** The column of labels, which is not among the rows' numbers. None by default. */
  readonly labelColumn?: ColumnChoice;
  /** The columns to keep, in this order. All by default. */
  readonly columns?: readonly ColumnChoice[];
  /** Columns to leave out. None by default. */
  readonly drop?: readonly ColumnChoice[];
  /** What to do with a column that has a field which is no number: an error (the default), or leave the column out. */
  readonly nonNumeric?: 'error' | 'drop';
  /** What to call the text in messages, such as its file name. */
  readonly source?: string;
  /** Called every 20,000 rows with the part of the text that is read, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

/** What a CSV says. */
export interface CsvTable {
  /** n x D numbers; NaN where one is missing. */
  readonly rows: Matrix;
  /** The D names of the columns of `rows`; x1, x2, ... by place in the file where there is no header. */
  readonly columns: string[];
  /** A label for every row, where a label column was chosen: numbers if all of them are, else strings. */
  readonly labels?: (number | string)[];
  /** Name of the label column. */
  readonly labelColumn?: string;
  /** Columns left out because they were not numbers. */
  readonly dropped: string[];
  /** How many numbers of `rows` are missing. */
  readonly missing: number;
  /** What separated the fields. */
  readonly delimiter: string;
}

/**
 * Reads a CSV: a matrix of numbers, with a column of labels if one is chosen. Takes a byte order mark, quoted fields, every kind of
 * line end and blank lines (in a file of one column, a blank line between others is a missing value); trims spaces around fields.
 *
 * @param text the CSV.
 * @throws CsvError with line, column and the text there, where a line has too few or too many fields, a quote is not closed, or a
 *   field of a numeric column is neither a number nor a text that means missing; RangeError where an option names no column.
 * @example
 * const { rows, columns, labels } = parseCsv('kind,x,y\na,1,2\nb,3,NA\n', { labelColumn: 'kind' });
 * columns; // ['x', 'y']
 * rows.data; // 1, 2, 3, NaN
 */
export function parseCsv(text: string, options: CsvOptions = {}): CsvTable {
  const { source, onProgress } = options;
  const plain = withoutLastLineEnds(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if (plain.trim() === '') throw new CsvError({ source, line: 1, text: '' }, 'expected rows of numbers; it is empty');
  const delimiter = options.delimiter ?? sniffDelimiter(plain);
  if (delimiter === '' || /["\n\r\uFEFF]/.test(delimiter)) {
    throw new RangeError(`delimiter: expected a text without quotes and line ends; it is ${shown(delimiter)}`);
  }

  let table: TableBuilder | undefined;
  let line = 1;
  let records = 0;
  Papa.parse<string[]>(plain, {
    delimiter,
    newline: '\n',
    step({ data: fields, errors, meta }) {
      const quotes = errors.find(({ type }) => type === 'Quotes');
      if (quotes) throw quoteError(source, plain, quotes, { line, fields });
      const blank = fields.length === 1 && fields[0].trim() === '';
      if (!blank || table?.width === 1) {
        if (table) table.add(fields, line);
        else table = new TableBuilder(fields, line, delimiter, options);
      }
      line += 1 + fields.reduce((sum, field) => sum + countLineEnds(field), 0);
      if (++records % 20_000 === 0) onProgress?.(meta.cursor / plain.length);
    },
  });
  onProgress?.(1);
  return (table as TableBuilder).finish();
}

function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

const countLineEnds = (text: string) => (text.includes('\n') ? text.split('\n').length - 1 : 0);

function quoteError(
  source: string | undefined,
  text: string,
  { code, index = 0 }: Papa.ParseError,
  { line, fields }: { line: number; fields: string[] },
): CsvError {
  // The offset is that of the opening quote or just behind it; the field that it opens is the last one that was read.
  const opening = text.lastIndexOf('"', index);
  const rest = text.slice(opening, text.indexOf('\n', opening) < 0 ? undefined : text.indexOf('\n', opening));
  const earlier = fields.slice(0, -1).reduce((sum, field) => sum + countLineEnds(field), 0);
  const at = { source, line: line + earlier, column: fields.length, text: rest };
  return code === 'MissingQuotes'
    ? new CsvError(at, `the quote of ${shown(rest)} is not closed before the text ends`)
    : new CsvError(at, `expected a delimiter after the quoted field; it is ${shown(rest)}`);
}

/** Takes records one by one into columns of numbers. */
class TableBuilder {
  readonly width: number;
  private readonly names: string[];
  private readonly label: number | undefined;
  /** Places in the file of the columns of numbers, in the order of the result. */
  private readonly kept: number[];
  private readonly notNumbers = new Set<number>();
  private readonly missing: ReadonlySet<string>;
  private readonly labels: string[] = [];
  private data = new Float64Array(1024);
  private rows = 0;
  private missingCount = 0;

  constructor(
    first: string[],
    private readonly firstLine: number,
    private readonly delimiter: string,
    private readonly options: CsvOptions,
  ) {
    const { columns, drop = [], labelColumn } = options;
    this.width = first.length;
    this.missing = new Set(options.missing ?? missingTexts);
    const header = options.header ?? this.looksLikeHeader(first);
    this.names = first.map((field, j) => (header && field.trim() !== '' ? field.trim() : `x${j + 1}`));
    this.names.forEach((name, j) => {
      const earlier = this.names.indexOf(name);
      if (earlier < j)
        throw this.error(firstLine, j, first[j], `the header has the name ${shown(name)} in column ${earlier + 1} too`);
    });
    this.label = labelColumn === undefined ? undefined : this.place('labelColumn', labelColumn);
    const dropped = new Set(drop.map((choice) => this.place('drop', choice)));
    const chosen = columns?.map((choice) => this.place('columns', choice)) ?? this.names.map((_, j) => j);
    this.kept = chosen.filter((j) => j !== this.label && !dropped.has(j));
    if (!header) this.add(first, firstLine);
  }

  add(fields: string[], line: number): void {
    if (fields.length !== this.width) {
      throw this.error(
        line,
        undefined,
        fields.join(this.delimiter),
        `it has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'} where line ${this.firstLine} has ${this.width}: ${shown(fields.join(this.delimiter))}`,
      );
    }
    const from = this.rows * this.kept.length;
    if (from + this.kept.length > this.data.length) {
      const larger = new Float64Array(Math.max(2 * this.data.length, from + this.kept.length));
      larger.set(this.data);
      this.data = larger;
    }
    for (let at = 0; at < this.kept.length; at++) this.data[from + at] = this.number(fields, this.kept[at], line);
    if (this.label !== undefined) this.labels.push(this.labelOf(fields, this.label, line));
    this.rows++;
  }

  finish(): CsvTable {
    const { rows, names, label, delimiter } = this;
    if (rows === 0) {
      throw this.error(this.firstLine, undefined, '', 'expected rows of numbers after the header; there is none');
    }
    const left = this.kept.flatMap((j, at) => (this.notNumbers.has(j) ? [] : [at]));
    if (left.length === 0 && label === undefined) {
      throw this.error(this.firstLine, undefined, '', 'no column of numbers is left');
    }
    const all = this.kept.length;
    const data = left.length === all ? this.data.slice(0, rows * all) : new Float64Array(rows * left.length);
    if (left.length < all) {
      for (let i = 0, to = 0; i < rows; i++) for (const at of left) data[to++] = this.data[i * all + at];
    }
    const numbers = this.labels.map((text) => parseNumber(text, this.options.decimal));
    return {
      rows: { data, rows, columns: left.length },
      columns: left.map((at) => names[this.kept[at]]),
      ...(label !== undefined && {
        labels: numbers.every((value) => value !== undefined) ? (numbers as number[]) : this.labels,
        labelColumn: names[label],
      }),
      dropped: [...this.notNumbers].sort((a, b) => a - b).map((j) => names[j]),
      missing: this.missingCount === 0 ? 0 : data.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0),
      delimiter,
    };
  }

  private looksLikeHeader(fields: string[]): boolean {
    const texts = fields.map((field) => field.trim());
    return (
      texts.every((text) => parseNumber(text, this.options.decimal) === undefined) &&
      !texts.every((text) => this.missing.has(text))
    );
  }

  private place(option: string, choice: ColumnChoice): number {
    if (typeof choice === 'string') {
      const found = this.names.indexOf(choice);
      if (found < 0)
        throw new RangeError(`${option}: there is no column ${shown(choice)}; there are ${this.names.map(shown).join(', ')}`);
      return found;
    }
    const at = choice < 0 ? choice + this.width : choice;
    if (!Number.isInteger(at) || at < 0 || at >= this.width) {
      throw new RangeError(`${option}: expected the place of one of ${this.width} columns, from 0; it is ${choice}`);
    }
    return at;
  }

  private number(fields: string[], j: number, line: number): number {
    const text = fields[j].trim();
    const value = parseNumber(text, this.options.decimal);
    if (value !== undefined) return value;
    if (this.missing.has(text)) {
      this.missingCount++;
      return Number.NaN;
    }
    if (this.options.nonNumeric === 'drop') {
      this.notNumbers.add(j);
      return Number.NaN;
    }
    const advice = hasDecimalComma(text)
      ? "for numbers with a decimal comma give decimal: ','"
      : 'choose the column as labelColumn, leave it out by drop, or list the text in missing';
    throw this.error(this.lineOf(fields, j, line), j, fields[j], `expected a number; it is ${shown(text)}; ${advice}`);
  }

  private labelOf(fields: string[], j: number, line: number): string {
    const text = fields[j].trim();
    if (this.missing.has(text)) {
      throw this.error(
        this.lineOf(fields, j, line),
        j,
        fields[j],
        `expected a label; it is ${shown(text)}, which means missing`,
      );
    }
    return text;
  }

  /** Line of field j of a record that starts on `line`: fields before it may hold line ends. */
  private lineOf(fields: string[], j: number, line: number): number {
    return fields.slice(0, j).reduce((sum, field) => sum + countLineEnds(field), line);
  }

  private error(line: number, j: number | undefined, text: string, problem: string): CsvError {
    const { source } = this.options;
    return new CsvError(
      j === undefined ? { source, line, text } : { source, line, column: j + 1, columnName: this.names[j], text },
      problem,
    );
  }
}
