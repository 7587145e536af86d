/** Where a CSV is wrong: its message says source, line, column and the text that is there. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  /** Line of the text, from 1. */
  readonly line: number;
  /** Field of the line, from 1; undefined where the whole line is wrong. */
  readonly column: number | undefined;
  /** What stands there. */
  readonly text: string;

  constructor(at: { source?: string; line: number; column?: number; columnName?: string; text: string }, problem: string) {
    const { source = 'CSV', line, column, columnName, text } = at;
    const where = column === undefined ? '' : `, column ${column}${columnName === undefined ? '' : ` (${columnName})`}`;
    super(`${source}: line ${line}${where}: ${problem}`);
    this.line = line;
    this.column = column;
    this.text = text;
  }
}

/** A text as it is shown in a message: in quotes, on one line, not too long. */
export const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
