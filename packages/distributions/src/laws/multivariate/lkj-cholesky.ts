import { diagonalPart } from '@baytes/tensor';
import { add, expandDims, log, mul, range, slice, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { correlationCholesky } from '../../constraints/lower-cholesky';
import { positive, positiveCount } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { LkjParameters } from './lkj';
import { expectedLogDiagonal, factorDraws, logNormalizer } from './lkj-parts';

/** The powers of the diagonal: n - 1 - i + 2 (concentration - 1) for row i, of which n - 1 - i are the Jacobian's of L to L L'. */
const powers = (concentration: Tensor, n: number): Tensor =>
  add(mul(2, sub(expandDims(concentration, -1), 1)), sub(n - 1, range(0, n)));

/** All but the first along the last axis. */
const fromSecond = (x: Tensor): Tensor =>
  slice(x, [...x.shape.slice(1).map(() => 0), 1], [...x.shape.slice(0, -1), x.shape[x.rank - 1] - 1]);

/**
 * The law of Lewandowski, Kurowicka and Joe on Cholesky factors of correlation matrices: L has it where L L' is `lkj`. Density
 * proportional to prod_i L_ii^(dimension - i + 2 (concentration - 1)), i from 1, with respect to the entries below the diagonal.
 *
 * @example
 * lkjCholesky({ dimension: 2, concentration: 1 }).logProb([[1, 0], [0.6, 0.8]]); // log(1/2)
 */
export const lkjCholesky = /* @__PURE__ */ defineDistribution<LkjParameters, 'dimension' | 'concentration'>({
  name: 'lkjCholesky',
  parameters: { dimension: { constraint: positiveCount }, concentration: { constraint: positive } },
  support: correlationCholesky,
  eventShape: (_shapeOf, numberOf) => [numberOf('dimension'), numberOf('dimension')],
  sample: (key, { concentration }, shape) => factorDraws(key, concentration, shape),
  logProb: (x, { concentration }) => {
    const n = x.shape[x.rank - 1];
    // The first entry is 1 and says nothing.
    const rows = log(fromSecond(diagonalPart(x)));
    return sub(sum(mul(fromSecond(powers(concentration, n)), rows), -1), logNormalizer(concentration, n));
  },
  entropy: ({ concentration }, [n]) => {
    const expected = mul(0.5, expectedLogDiagonal(concentration, n));
    return sub(logNormalizer(concentration, n), sum(mul(powers(concentration, n), expected), -1));
  },
});
