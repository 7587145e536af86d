import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeRows, observedRows, splitAtRandom } from '../src/demo/data-set';
import { gridMeans, gridTruth, modesFound } from '../src/demo/grid';
import { penguinData } from '../src/demo/penguins';
import { writePoints } from './points';
import { baytes, start, temporaryFolder } from './run';

/** Control characters but for the line's end. */
const control = /(?!\n)\p{Cc}/u;

describe('baytes demo', () => {
  it('sets the methods side by side on penguins and the grid, tidily in a pipe', async () => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await baytes(['demo', '--iterations', '40'], folder);
    expect(code, stderr).toBe(0);
    expect(stdout + stderr).not.toMatch(control);
    const row = String.raw` +(-?[\d.]+|–) +0\.\d{3} +0\.\d{3} +0\.\d{3}`;
    for (const method of ['k-means, best of 10', String.raw`EM from N\(0, I\)`, 'EM, best of 10 k-means', 'Big Learning EM']) {
      expect(stdout.match(new RegExp(`^  ${method}${row}`, 'gm')), method).toHaveLength(2);
    }
    expect(
      Math.max(
        ...stdout
          .split('\n')
          .slice(0, 14)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
    expect(stdout).toContain(`Report: ${join(folder, 'baytes-report.html')}`);
    expect(readFileSync(join(folder, 'baytes-report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  }, 60_000);

  it('does the same for a file, with K from its labels', async () => {
    const folder = temporaryFolder();
    const file = writePoints(folder);
    const { code, stdout, stderr } = await baytes(
      ['demo', file, '--label', 'tree', '--iterations', '40', '--report', 'r.html'],
      folder,
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/EM, best of 10 k-means +-\d\.\d{4} +1\.000 +1\.000 +1\.000/);
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain('K = 3, as many as there are labels in tree');
  }, 60_000);

  it('writes what it has at Ctrl-C', async () => {
    const folder = temporaryFolder();
    const { child, ended } = start(['demo', '--iterations', '10000000'], folder);
    child.stderr!.on('data', (text) => {
      if (String(text).includes('EM, best of 10')) setTimeout(() => child.kill('SIGINT'), 300);
    });
    const { code, stdout, stderr } = await ended;
    expect(code, stderr).toBe(130);
    expect(stdout).toContain('* stopped early');
    expect(readFileSync(join(folder, 'baytes-report.html'), 'utf8')).toContain('stopped early');
  }, 60_000);
});

describe('the data of the demo', () => {
  it('is 344 penguins, two of them not measured', () => {
    const { rows, labels } = penguinData();
    expect([rows.rows, rows.columns, new Set(labels).size]).toEqual([344, 4, 3]);
    expect(completeRows(rows)).toHaveLength(342);
    expect(observedRows(rows)).toHaveLength(342);
  });

  it('is split without loss, the same way for the same seed', () => {
    const all = Array.from({ length: 50 }, (_, i) => i);
    const [test, train] = splitAtRandom(all, 0.2, 3);
    expect(test).toHaveLength(10);
    expect([...test, ...train].sort((a, b) => a - b)).toEqual(all);
    expect(splitAtRandom(all, 0.2, 3)).toEqual([test, train]);
    expect(splitAtRandom(all, 0.2, 4)[0]).not.toEqual(test);
  });

  it('counts modes by half a unit', () => {
    const means = gridTruth().means.slice();
    expect(modesFound(gridMeans, means).found).toBe(25);
    means[0] += 0.51;
    expect(modesFound(gridMeans, means)).toEqual({ found: 24, missed: [[-4, -4]] });
  });
});
