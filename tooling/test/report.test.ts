// A command's aims decide its exit code, and what it prints is what it writes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findPeer } from '../bench/python.mjs';
import { Measured } from '../bench/rounds.mjs';
import { inWords, isMet, missedAims, type Row } from '../report/aims.mjs';
import { markdown, Report } from '../report/report.mjs';

describe('an aim', () => {
  it.each([
    [{ value: 2, atLeast: 2 }, true],
    [{ value: 1.999, atLeast: 2 }, false],
    [{ value: 0.5, atMost: 0.5 }, true],
    [{ value: 0.51, atMost: 0.5 }, false],
    [{ value: 3, atLeast: 1, atMost: 2 }, false],
    [{ value: Number.NaN, atLeast: 0 }, false],
    [{ value: Number.NaN, atMost: 1 }, false],
  ])('%o is met: %s', (aim, met) => expect(isMet({ what: 'x', ...aim })).toBe(met));

  it('says its bound and its verdict', () => {
    expect(inWords({ what: 'NMI', value: 0.81523, atLeast: 0.83 })).toBe('NMI 0.8152 (aim >= 0.83: MISSED)');
    expect(inWords({ what: 'gap', value: 1e-4, atMost: 2e-3 })).toBe('gap 1.00e-4 (aim <= 0.002: met)');
  });

  it('that is missed names its table and row', () => {
    const rows = [
      { name: 'good', cells: {}, aims: [{ what: 'a', value: 1, atLeast: 1 }] },
      { name: 'bad', cells: {}, aims: [{ what: 'b', value: 0, atLeast: 1 }] },
      { name: 'free', cells: {} },
    ];
    expect(missedAims('Table', rows)).toEqual(['Table, bad: b 0 (aim >= 1: MISSED)']);
  });
});

describe('a report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baytes-report-'));
  const before = process.exitCode;
  afterEach(() => {
    process.exitCode = before;
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    [2, 0],
    [0.5, 1],
  ])('with a value of %s against an aim of 1 exits with %s', (value, code) => {
    const printed: string[] = [];
    const report = new Report('bench:nothing', { folder, print: (line) => printed.push(line) });
    report.table('Speed', [{ name: 'row', cells: { s: 0.25 }, aims: [{ what: 'ratio', value, atLeast: 1 }] }]);
    const missed = report.finish();
    expect(process.exitCode).toBe(code);
    expect(missed).toHaveLength(code);
    expect(printed.filter((line) => line.includes('MISSED  Speed, row: ratio'))).toHaveLength(code);
    const written = JSON.parse(readFileSync(join(folder, 'bench-nothing.json'), 'utf8'));
    expect(written).toMatchObject({ command: 'bench:nothing', missed, tables: [{ title: 'Speed' }] });
  });

  it('prints a table whose columns are those of all rows', () => {
    const rows: Row[] = [
      { name: '|a|', cells: { x: 1 } },
      { name: 'b', cells: { y: 0.123456 } },
    ];
    expect(markdown(rows)).toBe(
      ['|       | x   | y      |', '|-------|-----|--------|', '| \\|a\\| | 1   |        |', '| b     |     | 0.1235 |'].join(
        '\n',
      ),
    );
  });
});

describe('peers', () => {
  it('without scripts or without Python are missing, with a reason', () => {
    expect(findPeer('em.py', ['sklearn'], { PEERS_SCRIPTS: '/nowhere' })).toEqual({
      missing: expect.stringContaining('PEERS_SCRIPTS'),
    });
    const folder = join(import.meta.dirname, '../bench');
    const env = { PEERS_SCRIPTS: folder, PEERS_VENV: '/nowhere' };
    expect(findPeer('em.mjs', ['sklearn'], env)).toEqual({ missing: expect.stringContaining('PEERS_VENV') });
  });

  it('are compared within a round, not across rounds', () => {
    const line = (peer: string, median_s: number) => ({ work: 'w', peer, threads: 1, median_s });
    const measured = new Measured(
      new Map([
        ['w baytes', [1, 10, 100].map((s) => line('baytes', s))],
        ['w sklearn', [2, 30, 200].map((s) => line('sklearn', s))],
      ]),
    );
    expect(measured.ratio('w', 'sklearn', 'baytes')).toEqual({ median: 2, low: 2, high: 3 });
    expect(measured.has('w', 'torch')).toBe(false);
  });
});
