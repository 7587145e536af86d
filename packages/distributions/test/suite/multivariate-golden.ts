// Rows of the golden files: a law, its parameters, points, and what SciPy or mpmath say of them.
import { readFileSync } from 'node:fs';

/** Nested arrays of numbers. */
export type Nested = number | Nested[];

export interface GoldenRow {
  law: string;
  what: string;
  parameters: Record<string, Nested>;
  x: Nested[];
  logProb: number[];
  statistics: Record<string, Nested>;
}

/** Infinities and NaN are text in JSON. */
function numbers(plain: unknown): never {
  if (typeof plain === 'string') return Number(plain) as never;
  if (Array.isArray(plain)) return plain.map(numbers) as never;
  return plain as never;
}

export function goldenRows(name: string): GoldenRow[] {
  const { rows } = JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as {
    rows: GoldenRow[];
  };
  return rows.map((row) => ({
    ...row,
    parameters: Object.fromEntries(Object.entries(row.parameters).map(([key, value]) => [key, numbers(value)])),
    x: numbers(row.x),
    logProb: numbers(row.logProb),
    statistics: Object.fromEntries(Object.entries(row.statistics).map(([key, value]) => [key, numbers(value)])),
  }));
}
