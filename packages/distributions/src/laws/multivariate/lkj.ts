import { logDet, setDiagonal, diagonalPart } from '@baytes/tensor';
import { expandDims, eye, greaterEqual, matMul, mul, onesLike, reciprocal, sub, where, add } from '@tensorflow/tfjs-core';
import { correlation } from '../../constraints/positive-definite';
import { positive, positiveCount } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike } from '../../parameters';
import { expectedLogDet, factorDraws, logNormalizer } from './lkj-parts';

export interface LkjParameters {
  /** How many variables are correlated: matrices are of dimension x dimension. A plain number. */
  dimension: number;
  /** Positive: 1 is uniform over all correlation matrices, more favours the identity. */
  concentration: ParameterLike;
}

/**
 * The law of Lewandowski, Kurowicka and Joe on correlation matrices: density proportional to det(R)^(concentration - 1) with respect to
 * the entries below the diagonal. For models, that on their Cholesky factors, `lkjCholesky`, is cheaper and more stable.
 *
 * @example
 * lkj({ dimension: 2, concentration: 1 }).logProb([[1, 0.3], [0.3, 1]]); // log(1/2)
 */
export const lkj = /* @__PURE__ */ defineDistribution<LkjParameters, 'dimension' | 'concentration'>({
  name: 'lkj',
  parameters: { dimension: { constraint: positiveCount }, concentration: { constraint: positive } },
  support: correlation,
  eventShape: (_shapeOf, numberOf) => [numberOf('dimension'), numberOf('dimension')],
  sample: (key, { concentration }, shape) => {
    const factor = factorDraws(key, concentration, shape);
    const product = matMul(factor, factor, false, true);
    return setDiagonal(product, onesLike(diagonalPart(product)));
  },
  logProb: (x, { concentration }) =>
    sub(mul(sub(concentration, 1), logDet(x, { indefinite: 'nan' })), logNormalizer(concentration, x.shape[x.rank - 1])),
  entropy: ({ concentration }, [n]) =>
    sub(logNormalizer(concentration, n), mul(sub(concentration, 1), expectedLogDet(concentration, n))),
  mean: (_values, [n]) => eye(n),
  // Each correlation is 2 y - 1 with y of Beta(b, b), b = concentration - 1 + n / 2.
  variance: ({ concentration }, [n]) =>
    mul(sub(1, eye(n)), expandDims(expandDims(reciprocal(add(mul(2, concentration), n - 1)), -1), -1)),
  mode: ({ concentration }, [n]) => where(greaterEqual(expandDims(expandDims(concentration, -1), -1), 1), eye(n), Number.NaN),
});
