import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvError, formatCsv, parseCsv } from '../src/index';

const numbers = (text: string, options = {}) => {
  const { rows, columns } = parseCsv(text, options);
  return { shape: [rows.rows, rows.columns], data: [...rows.data], columns };
};

/** The error that parsing throws, its place and text with it. */
function wrong(text: string, options = {}) {
  try {
    parseCsv(text, options);
  } catch (error) {
    if (error instanceof CsvError) return { line: error.line, column: error.column, text: error.text, message: error.message };
    throw error;
  }
  throw new Error('parsed without an error');
}

describe('parseCsv', () => {
  it('reads numbers with a header', () => {
    expect(numbers('a,b\n1,2.5\n-3e2,.5\n')).toEqual({ shape: [2, 2], data: [1, 2.5, -300, 0.5], columns: ['a', 'b'] });
  });

  it('finds out that there is no header, or believes the option', () => {
    expect(numbers('1,2\n3,4')).toEqual({ shape: [2, 2], data: [1, 2, 3, 4], columns: ['x1', 'x2'] });
    expect(numbers('1999,2000\n3,4', { header: true })).toEqual({ shape: [1, 2], data: [3, 4], columns: ['1999', '2000'] });
    expect(numbers('NA,NA\n3,4').data).toEqual([Number.NaN, Number.NaN, 3, 4]);
    expect(numbers(',b\n3,4').columns).toEqual(['x1', 'b']);
    expect(wrong('a,b\n1,2', { header: false })).toMatchObject({ line: 1, column: 1, text: 'a' });
  });

  it('takes what spreadsheets write: byte order mark, CRLF, CR, quotes, spaces, blank lines', () => {
    const expected = { shape: [2, 2], data: [1, 2, 3, 4], columns: ['a', 'b'] };
    expect(numbers('\uFEFFa,b\r\n1,2\r\n3,4\r\n')).toEqual(expected);
    expect(numbers('a,b\r1,2\r3,4')).toEqual(expected);
    expect(numbers('"a", b\n"1",2\n"3","4"\n')).toEqual(expected);
    expect(numbers('a , b\n\n 1 ,\t2\n  \n3,4\n\n\n')).toEqual(expected);
    expect(numbers('a,b\r\n1,2\n3,4\r\n')).toEqual(expected);
    // Blank lines cost no more than others: time in their square would be minutes here.
    expect(numbers(`a,b\n1,2${'\n'.repeat(300_000)}3,4`)).toEqual(expected);
  });

  it.each([',', ';', '\t', '|'])('finds the delimiter %j', (delimiter) => {
    const text = ['a b', 'c', 'd'].join(delimiter) + ['\n1', '2', '3'].join(delimiter);
    expect(parseCsv(text)).toMatchObject({ delimiter, columns: ['a b', 'c', 'd'] });
  });

  it('tells a decimal comma from a delimiter', () => {
    expect(numbers('1,5;2,5;3\n4;-5,25e1;,5\n', { decimal: ',' }).data).toEqual([1.5, 2.5, 3, 4, -52.5, 0.5]);
    expect(wrong('a;b\n1,5;2,5\n').message).toMatch("give decimal: ','");
    expect(wrong('a;b\n1.5;2,5\n', { decimal: ',' })).toMatchObject({ line: 2, column: 1, text: '1.5' });
  });

  it('takes the usual texts for missing, or those given', () => {
    expect(numbers('a,b\n,NA\n?,nan').data).toEqual(Array(4).fill(Number.NaN));
    expect(parseCsv('a,b\n,NA\n?,4').missing).toBe(3);
    expect(numbers('a,b\n-99,1\n2,3', { missing: ['-99x', '-'] }).data).toEqual([-99, 1, 2, 3]);
    expect(wrong('a,b\n1,NA', { missing: ['-'] })).toMatchObject({ line: 2, column: 2, text: 'NA' });
    expect(numbers('a\n1\n\n3\n').data).toEqual([1, Number.NaN, 3]);
    expect(numbers('a\tb\n1\t2\n\t\n').data).toEqual([1, 2, Number.NaN, Number.NaN]);
  });

  it('takes infinity, and nothing else that JavaScript thinks a number', () => {
    expect(numbers('a,b\ninf,-Infinity').data).toEqual([Infinity, -Infinity]);
    for (const text of ['0x10', '1e999', '1_000', '0b1', '1 2', '--1', '1e', '.']) {
      expect(wrong(`a,b\n1,2\n3,${text}`)).toMatchObject({ line: 3, column: 2, text });
    }
  });

  it('takes labels from a column by name, place, or place from the end', () => {
    const text = 'kind,x,y\nb,1,2\n"a, or so",3,4\n';
    const expected = { columns: ['x', 'y'], labels: ['b', 'a, or so'], labelColumn: 'kind' };
    for (const labelColumn of ['kind', 0, -3]) expect(parseCsv(text, { labelColumn })).toMatchObject(expected);
    expect(parseCsv('1,2\n3,4', { labelColumn: -1 })).toMatchObject({ labels: [2, 4], labelColumn: 'x2', columns: ['x1'] });
    expect(parseCsv('1,2\n3,b', { labelColumn: -1 }).labels).toEqual(['2', 'b']);
    expect(wrong('k,x\na,1\n,2', { labelColumn: 'k' })).toMatchObject({ line: 3, column: 1, text: '' });
  });

  it('keeps and drops columns', () => {
    const text = 'a,b,c\n1,x,3\n4,y,6\n';
    expect(numbers(text, { columns: ['c', 0] })).toEqual({ shape: [2, 2], data: [3, 1, 6, 4], columns: ['c', 'a'] });
    expect(numbers(text, { drop: ['b'] })).toEqual({ shape: [2, 2], data: [1, 3, 4, 6], columns: ['a', 'c'] });
    expect(parseCsv(text, { nonNumeric: 'drop' })).toMatchObject({ columns: ['a', 'c'], dropped: ['b'], missing: 0 });
    expect([...parseCsv('a,b\n1,2\n3,x\n5,6', { nonNumeric: 'drop' }).rows.data]).toEqual([1, 3, 5]);
    expect(() => parseCsv(text, { columns: ['z'] })).toThrow('columns: there is no column "z"; there are "a", "b", "c"');
    expect(() => parseCsv(text, { labelColumn: 3 })).toThrow(
      'labelColumn: expected the place of one of 3 columns, from 0; it is 3',
    );
    expect(wrong('a,b\nx,y\n', { nonNumeric: 'drop' }).message).toMatch('no column of numbers is left');
  });

  it('names line and column of what is no number, also behind fields of several lines', () => {
    expect(wrong('a,b\n1,2\n3,four\n', { source: 'my.csv' })).toEqual({
      line: 3,
      column: 2,
      text: 'four',
      message:
        'my.csv: line 3, column 2 (b): expected a number; it is "four"; choose the column as labelColumn, leave it out by drop, or list the text in missing',
    });
    expect(wrong('k,x\n"one\ntwo",1\n"a\nb\nc",oops\n', { labelColumn: 'k' })).toMatchObject({
      line: 6,
      column: 2,
      text: 'oops',
    });
    expect(wrong('a,b\r\n\r\n1,2\r\n\r\n3,oops')).toMatchObject({ line: 5, column: 2 });
  });

  it('names the line of a ragged row', () => {
    expect(wrong('a,b\n1,2\n3\n5,6')).toEqual({
      line: 3,
      column: undefined,
      text: '3',
      message: 'CSV: line 3: it has 1 field where line 1 has 2: "3"',
    });
    expect(wrong('a,b\n1,2,3').message).toBe('CSV: line 2: it has 3 fields where line 1 has 2: "1,2,3"');
  });

  it('names the place of a quote that is not closed, or is followed by more', () => {
    expect(wrong('k,x\n"a\nb",1\nc,"2\n3,4\n', { labelColumn: 'k' })).toMatchObject({ line: 4, column: 2, text: '"2' });
    expect(wrong('"k,x\na,1\n')).toMatchObject({ line: 1, column: 1, text: '"k,x' });
    expect(wrong('k,x\n"a"b,1\n')).toMatchObject({ line: 2, column: 1, text: '"a"b,1' });
    expect(wrong('k,x\n1,2\n3,4\n5,"').message).toMatch(/^CSV: line 4, column 2: the quote of .* is not closed/);
  });

  it('does not take an empty text, or a header alone', () => {
    for (const text of ['', ' \n\n', '\uFEFF'])
      expect(wrong(text).message).toBe('CSV: line 1: expected rows of numbers; it is empty');
    expect(wrong('a,b\n').message).toMatch('expected rows of numbers after the header; there is none');
  });

  it('does not take a header with a name twice', () => {
    expect(wrong('a,b,a\n1,2,3')).toMatchObject({ line: 1, column: 3, text: 'a' });
  });

  it('says how far it is', () => {
    const parts: number[] = [];
    parseCsv(`a\n${'1\n'.repeat(50_000)}`, { onProgress: (part) => parts.push(part) });
    expect(parts).toHaveLength(3);
    expect(parts[0]).toBeCloseTo(0.4, 2);
    expect(parts[2]).toBe(1);
  });
});

describe('formatCsv', () => {
  it('writes what is read back the same, to the last bit', () => {
    const label = fc.string({ maxLength: 5 }).map((text) => `l${text.replaceAll('\r', '\n')}l`);
    const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
      const row = fc.tuple(label, fc.array(fc.double(), { minLength: width, maxLength: width }));
      return fc.tuple(fc.array(row, { minLength: 1, maxLength: 8 }), fc.constantFrom(',', ';', '\t'));
    });
    fc.assert(
      fc.property(table, ([records, delimiter]) => {
        const rows = records.map(([, numbers]) => numbers);
        const text = formatCsv({ rows, labels: records.map(([name]) => name) }, { delimiter });
        const back = parseCsv(text, { labelColumn: 'label', delimiter });
        expect(back.labels).toEqual(records.map(([name]) => name));
        expect([...back.rows.data]).toEqual(rows.flat());
        expect([...parseCsv(formatCsv({ rows }, { header: false }), { delimiter: ',', header: false }).rows.data]).toEqual(
          rows.flat(),
        );
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('writes names, labels and missing values as asked', () => {
    const content = { rows: [[1, Number.NaN]], columns: ['a,b', 'c'], labels: ['x "y"'], labelColumn: 'kind' };
    expect(formatCsv(content)).toBe('kind,"a,b",c\n"x ""y""",1,NaN\n');
    expect(formatCsv(content, { header: false, delimiter: ';', missing: '' })).toBe('"x ""y""";1;\n');
  });

  it('names what does not fit', () => {
    expect(() => formatCsv({ rows: [[1, 2]], columns: ['a'] })).toThrow(
      'columns: expected 2 names, one for every column; it has 1',
    );
    expect(() => formatCsv({ rows: [[1, 2]], labels: [] })).toThrow('labels: expected 1, one for every row; it has 0');
  });
});
