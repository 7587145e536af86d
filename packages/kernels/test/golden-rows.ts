import type { Numbers } from '../src';

type Cell = number | string;
/** {function: [[arguments..., value]]}, as the generators write it; numbers that JSON lacks are strings. */
export type Golden = Record<string, Cell[][]>;
type Elementwise = (...args: never[]) => unknown;

const number = (cell: Cell) =>
  cell === 'nan' ? Number.NaN : cell === 'inf' ? Infinity : cell === '-inf' ? -Infinity : Number(cell);

/** The rows of a function as arrays: one an argument, and the values. */
export function columns(rows: Cell[][]): { args: Float64Array[]; want: Float64Array } {
  const all = rows[0].map((_, j) => Float64Array.from(rows, (row) => number(row[j])));
  return { args: all.slice(0, -1), want: all[all.length - 1] };
}

const same = (got: number, want: number) => Object.is(got, want) || (got === want && want !== 0) || (got === 0 && want === 0);

/** The greatest relative error of `got`; non-finite values must agree. */
export function relativeErrorOf(got: Float64Array, args: Float64Array[], want: Float64Array): { error: number; at: string } {
  let worst = { error: 0, at: '' };
  for (let i = 0; i < want.length; i++) {
    if (same(got[i], want[i])) continue;
    const distance = Math.abs(got[i] / want[i] - 1);
    const error = Number.isFinite(distance) ? distance : Infinity;
    if (error > worst.error) worst = { error, at: `(${args.map((a) => a[i])}): ${got[i]}, not ${want[i]}` };
  }
  return worst;
}

/** The greatest relative error of a function over its rows in float64, as numbers and as arrays. */
export function relativeError(f: Elementwise, rows: Cell[][]): { error: number; at: string } {
  const { args, want } = columns(rows);
  const asArrays = f(...(args as never[])) as Float64Array;
  const asNumbers = want.map((_, i) => f(...(args.map((a) => a[i]) as never[])) as number);
  const [first, second] = [asArrays, asNumbers].map((got) => relativeErrorOf(got, args, want));
  return first.error > second.error ? first : second;
}

/** The distance of two numbers in units of the last place of float32 at `want`. */
export function float32Ulps(got: number, want: number): number {
  if (same(got, Math.fround(want))) return 0;
  const size = Math.max(Math.abs(want), 2 ** -126);
  const distance = Math.abs(got - want) / 2 ** (Math.floor(Math.log2(size)) - 23);
  return Number.isFinite(distance) ? distance : Infinity;
}

/** The greatest error of a function over its rows as float32 arrays, in units of the last place. */
export function float32Error(f: Elementwise, rows: Cell[][]): { error: number; at: string } {
  const { args, want } = columns(rows);
  const got = f(...(args.map((a) => Float32Array.from(a)) as never[])) as Numbers;
  let worst = { error: 0, at: '' };
  for (let i = 0; i < want.length; i++) {
    const error = float32Ulps(got[i], want[i]);
    if (error > worst.error) worst = { error, at: `(${args.map((a) => a[i])}): ${got[i]}, not ${want[i]}` };
  }
  return worst;
}
