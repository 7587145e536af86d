import { describe, expect, it } from 'vitest';
import { digamma, lgamma, trigamma } from '../src';

describe('elementwise functions', () => {
  it.each([0, 1, 2, 3, 4, 5, 7, 4095, 4096, 4097, 9001])(
    'give %i numbers for as many, and each of them what the scalar gives',
    (length) => {
      const x = Float64Array.from({ length }, (_, i) => 0.01 + i * 0.37);
      for (const f of [lgamma, digamma, trigamma]) {
        const double = f(x);
        const single = f(Float32Array.from(x));
        expect(double).toBeInstanceOf(Float64Array);
        expect(single).toBeInstanceOf(Float32Array);
        expect([double.length, single.length]).toEqual([length, length]);
        for (let i = 0; i < length; i++) {
          const scalar = f(x[i]);
          expect(Math.abs(double[i] - scalar)).toBeLessThanOrEqual(1e-15 * Math.abs(scalar) + 1e-15);
          const rounded = f(Math.fround(x[i]));
          expect(Math.abs(single[i] - rounded)).toBeLessThanOrEqual((f === lgamma ? 4 : 1) * 2 ** -23 * Math.abs(rounded));
        }
      }
    },
  );

  it('handle rare numbers between common ones', () => {
    const x = Float64Array.of(1.5, -0.5, Number.NaN, 3, 0, Number.POSITIVE_INFINITY, -2, 1e-310, 1e20);
    expect([...lgamma(x)]).toEqual([...x].map((v) => lgamma(v)));
    const single = Float32Array.from(x);
    expect([...lgamma(single)]).toEqual([...single].map((v) => Math.fround(lgamma(v))));
  });

  it('write into an array that is given, which may be the argument', () => {
    const x = Float64Array.from({ length: 5000 }, (_, i) => i + 0.5);
    const expected = digamma(x);
    expect(digamma(x, x)).toBe(x);
    expect(x).toEqual(expected);
  });

  it('say what is wrong', () => {
    expect(() => lgamma([1, 2] as never)).toThrow(
      'lgamma: expected a number, Float64Array or Float32Array; got [object Array]',
    );
    expect(() => lgamma(new Float64Array(3), new Float64Array(2))).toThrow(
      'lgamma: out has 2 numbers where another array has 3',
    );
    expect(() => lgamma(new Float64Array(3), new Float32Array(3) as never)).toThrow(
      'lgamma: out must be a Float64Array as the other arrays are',
    );
  });
});
