import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldOutLogLikelihood } from '../src/index';

/** A model whose log-density of a row is the row's first number. */
const echo = { scoreSamples: (rows: unknown) => (rows as number[][]).map(([first]) => first) };

describe('held-out log-likelihood', () => {
  it('is the mean over rows with the standard error of a mean', () => {
    const found = heldOutLogLikelihood(echo, [[-1], [-4], [-2], [-1]]);
    expect(found.mean).toBeCloseTo(-2, 14);
    expect(found.standardError).toBeCloseTo(Math.sqrt(6 / 3 / 4), 14);
    expect(found.rows).toBe(4);
    expect(found.worst).toEqual({ row: 1, logDensity: -4 });
  });

  it('takes an integer weight as a row given that often', () => {
    const rows = fc.array(fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.nat(3)), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (pairs) => {
        fc.pre(pairs.some(([, weight]) => weight > 0));
        const weighted = heldOutLogLikelihood(
          echo,
          pairs.map(([score]) => [score]),
          pairs.map(([, weight]) => weight),
        );
        const repeated = heldOutLogLikelihood(
          echo,
          pairs.flatMap(([score, weight]) => Array.from({ length: weight }, () => [score])),
        );
        expect(weighted.mean).toBeCloseTo(repeated.mean, 9);
        if (repeated.rows > 1) expect(weighted.standardError).toBeCloseTo(repeated.standardError, 9);
        expect(weighted.worst.logDensity).toBe(repeated.worst.logDensity);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('keeps its digits far from 0', () => {
    expect(heldOutLogLikelihood(echo, [[1e9], [1e9 + 1], [1e9 + 2]]).standardError).toBeCloseTo(Math.sqrt(1 / 3), 9);
  });

  it('is -Infinity where a row has density 0, unless its weight is 0', () => {
    const impossible = heldOutLogLikelihood(echo, [[-1], [-Infinity], [-2]]);
    expect(impossible).toEqual({ mean: -Infinity, standardError: Infinity, rows: 3, worst: { row: 1, logDensity: -Infinity } });
    expect(heldOutLogLikelihood(echo, [[-1], [-Infinity], [-2]], [1, 0, 1]).mean).toBe(-1.5);
  });

  it('does not know the error of one row', () => {
    expect(heldOutLogLikelihood(echo, [[-3]])).toMatchObject({ mean: -3, standardError: Infinity });
  });

  it('names what is wrong', () => {
    expect(() => heldOutLogLikelihood(echo, [])).toThrow('rows: expected at least one row');
    expect(() => heldOutLogLikelihood(echo, [[1]], [0])).toThrow('at least one row of a weight above 0');
    expect(() => heldOutLogLikelihood(echo, [[1]], [1, 1])).toThrow('rowWeights: expected 1, one for every row; it has 2');
    expect(() => heldOutLogLikelihood(echo, [[1]], [-1])).toThrow('weight 0 is -1');
    expect(() => heldOutLogLikelihood(echo, [[1], [Number.NaN]])).toThrow(
      'model: scoreSamples gives row 1 the log-density NaN',
    );
  });
});
