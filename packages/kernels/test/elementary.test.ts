// Elementary functions against JavaScript's own, on both loops, over the whole range and at its ends.
import { describe, expect, it } from 'vitest';
import { cos, exp, log, pow, sigmoid, sin, tanh, type Unary } from '../src';

const spread = (low: number, high: number, n = 4001) =>
  Float64Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));
const ENDS = [
  0,
  -0,
  1,
  -1,
  5e-324,
  1e-310,
  2.2250738585072014e-308,
  1e308,
  -1e308,
  Infinity,
  -Infinity,
  Number.NaN,
  88.5,
  -87.5,
  -104,
  709.7,
  710,
  -745,
  -746,
];

const CASES: [string, Unary, (x: number) => number, Float64Array, double: number, single: number][] = [
  ['exp', exp, Math.exp, spread(-745, 710), 1, 1],
  ['log', log, Math.log, spread(-700, 700).map(Math.exp), 1, 1],
  ['log near 1', log, Math.log, spread(0.5, 2), 1, 1],
  ['sigmoid', sigmoid, (x) => 1 / (1 + Math.exp(-x)), spread(-40, 40), 3, 2],
  ['tanh', tanh, Math.tanh, spread(-30, 30), 2, 4],
  ['sin', sin, Math.sin, spread(-100, 100), 1, 1],
  ['cos', cos, Math.cos, spread(-100, 100), 1, 1],
  ['sin far out', sin, Math.sin, spread(-1e6, 1e6), 4, 1],
];

/** How many units in the last place of a number of `bits` bits lie between found and expected, or all there are. */
function ulps(found: number, expected: number, bits: number): number {
  if (Object.is(found, expected) || (Number.isNaN(found) && Number.isNaN(expected)) || found === expected) return 0;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(expected))), bits === 53 ? -1022 : -126);
  return Math.abs(found - expected) / 2 ** (exponent - bits + 1);
}

describe.each(CASES)('%s', (_, f, reference, xs, double, single) => {
  it(`is within ${double} ulp in float64`, () => {
    const all = Float64Array.from([...ENDS, ...xs]);
    const found = f(all);
    const worst = all.map((x, i) => ulps(found[i], reference(x), 53));
    const at = worst.indexOf(Math.max(...worst));
    expect(worst[at], `at ${all[at]}: ${found[at]}`).toBeLessThanOrEqual(double + 0.5);
    expect(f(all[30])).toBeCloseTo(reference(all[30]), 12);
  });

  it(`is within ${single} ulp in float32`, () => {
    const all = Float32Array.from([...ENDS, ...xs]);
    const found = f(all);
    const worst = Array.from(all, (x, i) => ulps(found[i], Math.fround(reference(x)), 24));
    const at = worst.indexOf(Math.max(...worst));
    expect(worst[at], `at ${all[at]}: ${found[at]}`).toBeLessThanOrEqual(single);
  });
});

it('raises to powers', () => {
  const x = Float32Array.from([2, 0.5, 0, -2, 1e-30, Infinity, 3, 1]);
  const y = Float32Array.from([0.5, 10, 0, 3, 0.1, -1, Number.NaN, Infinity]);
  const found = pow(x, y);
  for (const [i, each] of found.entries()) expect(ulps(each, Math.fround(x[i] ** y[i]), 24)).toBeLessThanOrEqual(1);
});
