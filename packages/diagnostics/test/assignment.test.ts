// The Hungarian method against SciPy's linear_sum_assignment, and against every permutation of small matrices.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assignment, hungarian } from '../src/index';
import golden from './golden/golden.json' with { type: 'json' };

/** That an assignment matches one to one, fully, for the cost that it says. */
function expectMatching({ columnOfRow, rowOfColumn, cost }: Assignment, matrix: number[][]) {
  const pairs = [...columnOfRow].flatMap((column, row) => (column < 0 ? [] : [[row, column]]));
  expect(pairs).toHaveLength(Math.min(matrix.length, matrix[0].length));
  expect([...rowOfColumn].filter((row) => row >= 0)).toHaveLength(pairs.length);
  for (const [row, column] of pairs) expect(rowOfColumn[column]).toBe(row);
  expect(pairs.reduce((sum, [row, column]) => sum + matrix[row][column], 0)).toBeCloseTo(cost, 9);
}

function leastByTrial(matrix: number[][], row = 0, used = 0): number {
  if (row === matrix.length) return 0;
  return Math.min(
    ...matrix[row].map((cost, column) =>
      used & (1 << column) ? Infinity : cost + leastByTrial(matrix, row + 1, used | (1 << column)),
    ),
  );
}

describe('hungarian', () => {
  it.each(golden.assignments)('finds the least and the most that SciPy finds: $least, $most', ({ cost, least, most }) => {
    for (const [maximize, expected] of [
      [false, least],
      [true, most],
    ] as const) {
      const found = hungarian(cost, { maximize });
      expectMatching(found, cost);
      expect(found.cost).toBeCloseTo(expected, 9);
    }
  });

  it('finds the best of all permutations, with ties and forbidden pairs', () => {
    const entry = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Infinity));
    const square = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(1)).chain(([rows, more]) => {
      const row = fc.array(entry, { minLength: rows + more, maxLength: rows + more });
      return fc.array(row, { minLength: rows, maxLength: rows });
    });
    fc.assert(
      fc.property(square, (matrix) => {
        const least = leastByTrial(matrix);
        if (least === Infinity) {
          expect(() => hungarian(matrix)).toThrow('cost: the forbidden pairs leave no full matching');
          return;
        }
        const found = hungarian(matrix);
        expectMatching(found, matrix);
        expect(found.cost).toBe(least);
        expect(hungarian(matrix[0].map((_, j) => matrix.map((row) => row[j]))).cost).toBe(least);
        expect(
          hungarian(
            matrix.map((row) => row.map((cost) => -cost)),
            { maximize: true },
          ).cost === -least,
        ).toBe(true);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('names a wrong entry', () => {
    expect(() => hungarian([])).toThrow('cost: expected at least one row and column; it is 0 x 0');
    expect(() =>
      hungarian([
        [1, 2],
        [3, Number.NaN],
      ]),
    ).toThrow('entry (1, 1) is NaN');
    expect(() => hungarian([[1, -Infinity]])).toThrow('Infinity to forbid a pair; entry (0, 1) is -Infinity');
    expect(() => hungarian([[1], [2, 3]])).toThrow('row 1 has 2 numbers');
  });
});
