import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as kernels from '../src';
import type { Golden } from './golden-rows';

const golden = JSON.parse(readFileSync(new URL('golden/draws.json', import.meta.url), 'utf8')) as Golden;
const functions = kernels as unknown as Record<string, (...args: number[]) => number>;

describe('derivatives of draws by quadrature against mpmath', () => {
  it.each(Object.keys(golden))('%s', (name) => {
    // They pass through 0: an error counts against the value and against a thousandth of the typical one for these parameters; that of a
    // mixed derivative, which may nearly vanish for all draws, between those of the pure ones.
    const rows = (golden[name] as unknown as number[][]).map((row) => row.map(Number));
    const parameters = rows[0].length - 2;
    const typical = (table: string, row: number[]) => {
      const all = golden[table] as unknown as number[][];
      const alike = all.filter((other) => other.slice(0, parameters).every((each, i) => Number(each) === row[i]));
      return alike.map((other) => Math.abs(Number(other.at(-1)))).sort((x, y) => x - y)[alike.length >> 1];
    };
    const scale = (row: number[]) =>
      name.endsWith('PW')
        ? Math.sqrt(typical(name.replace('PW', 'PP'), row) * typical(name.replace('PW', 'WW'), row))
        : typical(name, row);
    let worst = { error: 0, at: '' };
    for (const row of rows) {
      const expected = row.at(-1)!;
      const found = functions[name](...row.slice(0, -1));
      const error = Math.abs(found - expected) / Math.max(Math.abs(expected), 1e-3 * scale(row));
      if (!(error <= worst.error)) worst = { error, at: `${name}(${row.slice(0, -1)}) = ${found}, not ${expected}` };
    }
    expect(worst.error, worst.at).toBeLessThan(/(PP|PW|WW|KK|ShapeShape)$/.test(name) ? 1e-6 : 1e-8);
  });
});
