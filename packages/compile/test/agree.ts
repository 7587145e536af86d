// A function three times: eagerly in float32, as a program, and as a program that is interpreted without any pass.
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { compile } from '../src';
import { evaluateGraph } from '../src/graph/evaluate';
import { buildLoops } from '../src/loops/build';
import { interpret } from '../src/loops/interpret';
import { loopsOf } from '../src/loops/optimize';
import { lower } from '../src/lower/lower';
import { compiled } from '../src/program';
import { type Argument, isKey, leavesOf, type Returned } from '../src/tree';

/** Numbers of the leaves of a tree, in double precision. */
export const numbersOf = (tree: unknown): Float64Array[] =>
  leavesOf(tree, 'tree').map(({ value }) => Float64Array.from(isKey(value) ? value : value.dataSync()));

/** Numbers of a program's results. */
export function flatten(results: unknown): Float64Array[] {
  if (typeof results === 'number') return [Float64Array.of(results)];
  if (results instanceof Float64Array) return [results];
  return Object.values(results as object).flatMap(flatten);
}

function expectClose(
  actual: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: number,
  what: string,
  floor = 1e-3,
): void {
  expect(actual.length, what).toBe(wanted.length);
  let size = 0;
  for (let i = 0; i < wanted.length; i++) if (Number.isFinite(wanted[i])) size = Math.max(size, Math.abs(wanted[i]));
  for (let i = 0; i < wanted.length; i++) {
    const [a, b] = [actual[i], wanted[i]];
    if (Object.is(a, b) || a === b) continue;
    if (!(Math.abs(a - b) <= tolerance * (Math.abs(b) + 0.1 * size + floor))) {
      expect.fail(`${what}: number ${i} is ${a}, but should be ${b}`);
    }
  }
}

/**
 * Holds a compiled function against the eager one (float32), and the program against its own graph and its own loops before any pass
 * has changed them (float64).
 *
 * @param floor added to the size of numbers to which the tolerance is relative: for sums in which all digits can cancel.
 */
export function expectAgreement<T extends Argument>(fn: (at: T) => Returned, example: T, tolerance = 2e-5, floor = 1e-3): void {
  const program = compileAny(fn, example);
  const results = flatten(program(example));
  const eager = tidy(() => numbersOf(fn(example)) as never) as Float64Array[];
  eager.forEach((wanted, i) => {
    expectClose(results[i], wanted, tolerance, `result ${i}, eager`, floor);
  });
  const {
    trace,
    main: { graph },
    signature,
  } = compiled(program);
  const inputs = numbersOf(example);
  const plain = lower(trace);
  const sizes = signature.parameters.map((_, slot) => ({ size: inputs[slot].length }));
  const ways = {
    'the graph before its passes': evaluateGraph(plain, inputs),
    'the graph after its passes': evaluateGraph(graph, inputs),
    'its loops before their passes': interpret(buildLoops(graph, sizes), inputs),
    'its loops, none unrolled': interpret(loopsOf(graph, sizes, { unroll: false }), inputs),
    'its loops': interpret(loopsOf(graph, sizes), inputs),
  };
  for (const [what, found] of Object.entries(ways)) {
    found.forEach((numbers, i) => {
      expectClose(results[i], numbers, 1e-11, `result ${i}, ${what}`);
    });
  }
}

/** Types of trees that are not known are too deep for TypeScript. */
const compileAny = compile as unknown as (fn: unknown, example: unknown) => (at: unknown) => unknown;

/** A tensor's worth of numbers between -2 and 2, without pattern. */
export const someNumbers = (size: number, seed = 1): number[] =>
  Array.from({ length: size }, (_, i) => 2 * Math.sin(12.9898 * (i + 1) + 78.233 * seed));

export type { Tensor };
