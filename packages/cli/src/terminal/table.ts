import Table from 'cli-table3';

/** A cell: text, or a number with its number of decimals; undefined is shown as a dash. */
export type Cell = string | readonly [value: number | undefined, decimals: number] | undefined;

export function cellText(cell: Cell): string {
  if (cell === undefined) return '–';
  if (typeof cell === 'string') return cell;
  const [value, decimals] = cell;
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(decimals);
}

/**
 * A table for a terminal: a heading, a rule, the rows; text to the left, numbers (and the columns named in `right`) to the right.
 *
 * @example
 * textTable(['method', 'NMI'], [['EM', [0.91234, 3]]]);
 */
export function textTable(head: readonly string[], rows: readonly (readonly Cell[])[], right: readonly number[] = []): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, j) =>
      right.includes(j) || rows.every((row) => row[j] === undefined || typeof row[j] !== 'string') ? 'right' : 'left',
    ),
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '  ',
    },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  table.push(...rows.map((row) => row.map(cellText)));
  const [heading, ...body] = table.toString().split('\n');
  const width = Math.max(heading.length, ...body.map((line) => line.length));
  return [heading, '─'.repeat(width), ...body].map((line) => line.trimEnd()).join('\n');
}
