import { expandDims, matMul, memory, mul, square, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../../tooling/vitest/backends';
import { cholesky, eigh, grad, hessian, inverse, slogDet, triangularSolve, useBackend } from '../src/index';
import { check } from './gradients/check';
import { linearAlgebra, positive, symmetric } from './gradients/linear-algebra';

describe.each(backends)('linear algebra on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(linearAlgebra.map((each) => ({ each, name: `${each.kernel} (${each.what ?? 'plain'})` })))(
    '$name has right derivatives',
    async ({ each }) => {
      const before = memory().numTensors;
      expect(await check(each)).toEqual([]);
      expect(memory().numTensors).toBe(before);
    },
  );

  const near = (found: Tensor, expected: number[], digits = 5) => {
    const values = [...found.dataSync()];
    expect(values.length).toBe(expected.length);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], digits);
    });
  };

  it('factorises', () => {
    tidy(() => {
      const A = positive(tensor([0.3, -1, 2, 0.7, 0.2, -0.4, 1.1, 0.9, -0.5], [1, 3, 3]));
      const L = cholesky(A);
      near(matMul(L, L, false, true), [...A.dataSync()]);
      near(matMul(inverse(A), A), [1, 0, 0, 0, 1, 0, 0, 0, 1], 4);
      const { values, vectors } = eigh(A);
      near(matMul(mul(vectors, expandDims(values, -2)), vectors, false, true), [...A.dataSync()]);
      near(slogDet(A).logAbs, [[...values.dataSync()].reduce((total, value) => total + Math.log(value), 0)]);
      near(
        eigh([
          [2, 1],
          [1, 2],
        ]).values,
        [1, 3],
      );
      near(
        slogDet([
          [0, 2],
          [3, 0],
        ]).logAbs,
        [Math.log(6)],
      );
      near(
        triangularSolve(
          [
            [2, 0],
            [1, 1],
          ],
          [[4], [3]],
        ),
        [2, 1],
      );
    });
  });

  it('keeps float64 inside: a Hilbert matrix, whose condition number is 5e5', () => {
    tidy(() => {
      const n = 5;
      const hilbert = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Math.fround(1 / (i + j + 1))));
      // mpmath, from these float32 numbers with 50 digits: log(abs(det(A))).
      const [total] = slogDet(hilbert).logAbs.dataSync();
      expect(total).toBe(Math.fround(-26.30837305));
    });
  });

  it('says what is wrong', () => {
    tidy(() => {
      expect(() =>
        cholesky([
          [1, 2],
          [2, 1],
        ]),
      ).toThrow('cholesky: a of shape [2,2] is not positive definite: its leading minor of order 2 is not positive');
      expect(() =>
        cholesky([
          [
            [1, 0],
            [0, 1],
          ],
          [
            [1, 0],
            [0, Number.NaN],
          ],
        ]),
      ).toThrow('cholesky: a[1,1] is NaN (matrix [1] of the batch)');
      expect(() => cholesky([1, 2])).toThrow('cholesky: a must have the shape [..., n, n], but has [2]');
      expect(() =>
        triangularSolve(
          [
            [1, 0],
            [0, 1],
          ],
          [1, 2, 3],
        ),
      ).toThrow('triangularSolve: b must have 2 rows, as l has: l [2,2], b [3,1]');
      expect(() => eigh([[Number.POSITIVE_INFINITY]])).toThrow('eigh: a[0,0] is Infinity');
      const alike = tensor([1, 0, 0, 1], [2, 2]);
      // First derivatives of a function of the values exist; second ones need vectors, which are not determined.
      near(grad((x: Tensor) => sum(square(eigh(x).values)))(alike), [2, 0, 0, 2]);
      expect(() => hessian((x) => sum(square(eigh(symmetric(x)).values)), alike)).toThrow(
        'eigh: eigenvalues 0 and 1 are equal',
      );
    });
  });
});
