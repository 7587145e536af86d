import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cholesky,
  clipEigenvalues,
  haarOrthogonal,
  invertLower,
  key,
  logDeterminant,
  normalStream,
  symmetricEigen,
} from '../src/index';

type Square = Float64Array;
const multiply = (A: Square, B: Square, D: number): Square =>
  Float64Array.from({ length: D * D }, (_, at) => {
    let sum = 0;
    for (let m = 0; m < D; m++) sum += A[Math.floor(at / D) * D + m] * B[m * D + (at % D)];
    return sum;
  });
const transpose = (A: Square, D: number) => A.map((_, at) => A[(at % D) * D + Math.floor(at / D)]);
const unpack = (L: Float64Array, D: number): Square =>
  Float64Array.from({ length: D * D }, (_, at) => {
    const [i, j] = [Math.floor(at / D), at % D];
    return j <= i ? L[(i * (i + 1)) / 2 + j] : 0;
  });
const distance = (A: Square, B: Square) => A.reduce((most, value, at) => Math.max(most, Math.abs(value - B[at])), 0);
const identity = (D: number): Square => Float64Array.from({ length: D * D }, (_, at) => (at % (D + 1) === 0 ? 1 : 0));
/** Symmetric with eigenvalues from tiny to large, some of them equal. */
const symmetric = (values: number[], seed: number): Square => {
  const D = values.length;
  const Q = haarOrthogonal(D, normalStream(key(seed)));
  const scaled = Q.map((q, at) => q * values[at % D]);
  return multiply(scaled, transpose(Q, D), D);
};

describe('Cholesky factors', () => {
  it('multiply back, invert, and give the log-determinant', () => {
    for (const D of [1, 2, 3, 7, 16]) {
      const values = Array.from({ length: D }, (_, i) => 0.5 + i);
      const S = symmetric(values, D);
      const L = cholesky(S, D)!;
      expect(distance(multiply(unpack(L, D), transpose(unpack(L, D), D), D), S)).toBeLessThan(1e-12 * D);
      expect(distance(multiply(unpack(L, D), unpack(invertLower(L, D), D), D), identity(D))).toBeLessThan(1e-12 * D);
      expect(2 * logDeterminant(L, D)).toBeCloseTo(
        values.reduce((sum, v) => sum + Math.log(v), 0),
        11,
      );
    }
  });

  it('do not exist where the matrix is not positive definite', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
    expect(cholesky(Float64Array.of(0), 1)).toBeUndefined();
    expect(cholesky(Float64Array.of(Number.NaN), 1)).toBeUndefined();
    expect(cholesky(Float64Array.of(Number.POSITIVE_INFINITY), 1)).toBeUndefined();
  });
});

describe('symmetricEigen', () => {
  it('finds values and orthonormal vectors at every scale, also where values are equal or zero', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, -2, 1, 1, 3, 1e-9, 50), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1e-150, 1e-30, 1, 1e30, 1e150),
        fc.nat(1e6),
        (shapeValues, scale, seed) => {
          const D = shapeValues.length;
          const S = symmetric(shapeValues, seed).map((s) => s * scale);
          const { values, vectors } = symmetricEigen(S, D);
          const want = [...shapeValues].sort((a, b) => a - b);
          [...values]
            .sort((a, b) => a - b)
            .forEach((v, i) => {
              expect(Math.abs(v / scale - want[i])).toBeLessThan(1e-12 * 50);
            });
          expect(distance(multiply(transpose(vectors, D), vectors, D), identity(D))).toBeLessThan(1e-13 * 50);
          const back = multiply(
            vectors.map((v, at) => v * (values[at % D] / scale)),
            transpose(vectors, D),
            D,
          );
          expect(
            distance(
              back,
              S.map((s) => s / scale),
            ),
          ).toBeLessThan(1e-12 * 50);
        },
      ),
      { numRuns: 100, seed: 11 },
    );
  });

  it('names a matrix that is not finite', () => {
    expect(() => symmetricEigen(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2)).toThrow('holds a value that is not finite');
  });
});

describe('clipEigenvalues', () => {
  it('raises what lies under the floor and leaves the rest', () => {
    const S = symmetric([-3, 1e-7, 0.5, 2], 5);
    expect(clipEigenvalues(S, 4, 0.1)).toBe(true);
    expect([...symmetricEigen(S, 4).values].sort((a, b) => a - b).map((v) => Number(v.toFixed(12)))).toEqual([
      0.1, 0.1, 0.5, 2,
    ]);
    expect(S).toEqual(transpose(S, 4));
  });

  it('does not touch a bit of a symmetric matrix that is above the floor', () => {
    const S = symmetric([0.2, 0.5, 2], 6);
    const even = S.map((s, at) => (s + transpose(S, 3)[at]) / 2);
    const before = even.slice();
    expect(clipEigenvalues(even, 3, 0.1)).toBe(false);
    expect(even).toEqual(before);
  });
});

describe('haarOrthogonal', () => {
  it('gives orthogonal matrices, proper and improper alike', () => {
    const normal = normalStream(key(8));
    let proper = 0;
    for (let i = 0; i < 400; i++) {
      const Q = haarOrthogonal(2, normal);
      if (Q[0] * Q[3] - Q[1] * Q[2] > 0) proper++;
      expect(distance(multiply(Q, transpose(Q, 2), 2), identity(2))).toBeLessThan(1e-14);
    }
    // Binomial(400, 1/2): 50 from its mean is five standard deviations; false alarm 6e-7.
    expect(Math.abs(proper - 200)).toBeLessThan(50);
    expect(distance(multiply(haarOrthogonal(16, normal), identity(16), 16), identity(16))).toBeGreaterThan(0.1);
  });

  it('is uniform: every row points everywhere, and the trace has the moments of Haar measure', () => {
    const normal = normalStream(key(9));
    const n = 20000;
    const bins = new Float64Array(16);
    let trace = 0;
    let square = 0;
    for (let i = 0; i < n; i++) {
      const Q = haarOrthogonal(2, normal);
      bins[Math.min(15, Math.floor(((Math.atan2(Q[1], Q[0]) + Math.PI) / (2 * Math.PI)) * 16))]++;
      trace += (Q[0] + Q[3]) / n;
      square += (Q[0] + Q[3]) ** 2 / n;
    }
    // Chi-squared with 15 degrees of freedom: 58 is passed with probability 5e-7.
    expect(bins.reduce((sum, b) => sum + (b - n / 16) ** 2 / (n / 16), 0)).toBeLessThan(58);
    // E tr Q = 0 and E (tr Q)^2 = 1 on O(D) (Diaconis and Evans 2001); five standard errors, false alarm 6e-7 each.
    expect(Math.abs(trace)).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / n) * 1.3);
  });
});
