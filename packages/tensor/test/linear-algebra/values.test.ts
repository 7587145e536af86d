import { readFileSync } from 'node:fs';
import { tensor, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  cholesky,
  choleskySolve,
  eigh,
  inverse,
  inversePositiveDefinite,
  logDet,
  mahalanobis,
  matrixTranspose,
  slogDet,
  solve,
  solvePositiveDefinite,
  triangularSolve,
  useBackend,
} from '../../src/index';
import { backends } from '../../../../tooling/vitest/backends';

type Golden = Record<string, { shape: number[]; values: number[] }>;

const { cases } = JSON.parse(readFileSync(new URL('golden/linear-algebra.json', import.meta.url), 'utf8')) as {
  cases: Record<string, Golden>;
};

const inputs = ['a', 'b', 'x', 'l', 'row'] as const;
type Inputs = Record<(typeof inputs)[number], Tensor>;

/** By the names of the golden values. */
const operations: Record<string, (given: Inputs) => Tensor> = {
  cholesky: ({ a }) => cholesky(a),
  solveLower: ({ l, b }) => triangularSolve(l, b),
  solveLowerTransposed: ({ l, b }) => triangularSolve(l, b, { transpose: true }),
  solveUpper: ({ l, b }) => triangularSolve(matrixTranspose(l), b, { lower: false }),
  solveUpperTransposed: ({ l, b }) => triangularSolve(matrixTranspose(l), b, { lower: false, transpose: true }),
  choleskySolve: ({ l, b }) => choleskySolve(l, b),
  solvePositiveDefinite: ({ a, b }) => solvePositiveDefinite(a, b),
  inversePositiveDefinite: ({ a }) => inversePositiveDefinite(a),
  logDet: ({ a }) => logDet(a),
  solve: ({ x, b }) => solve(x, b),
  solveTransposed: ({ x, b }) => solve(x, b, { transpose: true }),
  inverse: ({ x }) => inverse(x),
  sign: ({ x }) => slogDet(x).sign,
  logAbs: ({ x }) => slogDet(x).logAbs,
  values: ({ a }) => eigh(a).values,
  vectors: ({ a }) => eigh(a).vectors,
  mahalanobis: ({ l, row }) => mahalanobis(l, row),
};

describe.each(backends)('golden values on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  describe.each(Object.entries(cases))('%s', (_case, golden) => {
    it('has an operation for every golden value', () => {
      expect(Object.keys(golden).sort()).toEqual([...inputs, ...Object.keys(operations)].sort());
    });

    it.each(Object.entries(operations))('%s', (name, operation) => {
      tidy(() => {
        const given = Object.fromEntries(inputs.map((each) => [each, tensor(golden[each].values, golden[each].shape)]));
        const result = operation(given as Inputs);
        expect(result.shape).toEqual(golden[name].shape);
        const found = result.dataSync();
        // Rounded once: half a unit in the last place, and what float64 loses to a condition of 1e6.
        const scale = Math.max(...golden[name].values.map(Math.abs));
        golden[name].values.forEach((wanted, i) => {
          expect(Math.abs(found[i] - wanted), `entry ${i}: ${found[i]}, not ${wanted}`).toBeLessThanOrEqual(
            Math.abs(wanted) * 2 ** -24 + scale * 1e-9,
          );
        });
      });
    });
  });
});
