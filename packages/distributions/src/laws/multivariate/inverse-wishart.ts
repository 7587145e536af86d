import { multigammaln } from '@baytes/special';
import {
  diagonalPart,
  logDet,
  lowerTriangle,
  matrixTranspose,
  solvePositiveDefinite,
  traceOf,
  triangularSolve,
} from '@baytes/tensor';
import { add, div, expandDims, greater, matMul, mul, neg, square, sub, where } from '@tensorflow/tfjs-core';
import { positive } from '../../constraints/numbers';
import { positiveDefinite } from '../../constraints/positive-definite';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterLike } from '../../parameters';
import { bartlett } from './bartlett';
import { logDetOf, type ScaleNames, scaleSpec } from './scale-matrix';
import { commonSize } from './sizes';
import { enoughFreedom, forMatrices, multiDigamma, wishartEntropy } from './wishart';

export type InverseWishartParameters = {
  /** More than n - 1, for matrices of n x n. */
  degreesOfFreedom: ParameterLike;
} & OneOf<ScaleNames>;

/**
 * The inverse Wishart law, of the inverses of Wishart matrices: density det(S)^(nu / 2) det(X)^(-(nu + n + 1) / 2) exp(-tr(S X^-1) / 2) /
 * (2^(nu n / 2) Gamma_n(nu / 2)), nu the degrees of freedom. S is given whole, `scaleMatrix`, or by its lower Cholesky factor,
 * `scaleTril`. The mean is there for nu > n + 1, the variance for nu > n + 3; NaN elsewhere.
 *
 * @example
 * inverseWishart({ degreesOfFreedom: 5, scaleMatrix: [[2, 1], [1, 3]] }).mean(); // [[1, 0.5], [0.5, 1.5]]
 */
export const inverseWishart = /* @__PURE__ */ defineDistribution<InverseWishartParameters, 'degreesOfFreedom' | ScaleNames>({
  name: 'inverseWishart',
  parameters: { degreesOfFreedom: { constraint: positive }, ...scaleSpec },
  oneOf: [['scaleMatrix', 'scaleTril']],
  relations: enoughFreedom,
  support: positiveDefinite,
  eventShape: (shapeOf) => {
    const n = commonSize('inverseWishart', shapeOf, { matrices: ['scaleMatrix', 'scaleTril'] });
    return [n, n];
  },
  // With W = A A' a standard Wishart matrix and S = L L': X = L W^-1 L' = R' R, R = A^-1 L'.
  sample: (key, { degreesOfFreedom, scaleTril }, shape) => {
    const root = triangularSolve(bartlett(key, degreesOfFreedom, shape), matrixTranspose(lowerTriangle(scaleTril)));
    return matMul(root, root, true, false);
  },
  logProb: (x, values) => {
    const { degreesOfFreedom: nu, scaleMatrix } = values;
    const n = x.shape[x.rank - 1];
    const half = mul(0.5, nu);
    const kernel = add(
      mul(mul(0.5, add(nu, n + 1)), logDet(x, { indefinite: 'nan' })),
      mul(0.5, traceOf(solvePositiveDefinite(x, scaleMatrix, { indefinite: 'nan' }))),
    );
    return sub(sub(mul(half, sub(logDetOf(values), n * Math.LN2)), multigammaln(half, n)), kernel);
  },
  // That of the Wishart law of the inverse, and the expected logarithm of the Jacobian, det(X)^(n + 1).
  entropy: (values, [n]) => {
    const { degreesOfFreedom: nu } = values;
    const inverse = neg(logDetOf(values));
    const expected = add(add(multiDigamma(mul(0.5, nu), n), n * Math.LN2), inverse);
    return sub(wishartEntropy(nu, inverse, n), mul(n + 1, expected));
  },
  mean: ({ degreesOfFreedom, scaleMatrix }, [n]) => {
    const spare = sub(degreesOfFreedom, n + 1);
    return div(scaleMatrix, forMatrices(where(greater(spare, 0), spare, Number.NaN)));
  },
  variance: ({ degreesOfFreedom: nu, scaleMatrix }, [n]) => {
    const spread = diagonalPart(scaleMatrix);
    const products = mul(expandDims(spread, -1), expandDims(spread, -2));
    const [a, b, c, d] = [1, 0, -1, -3].map((more) => sub(nu, n - more));
    const scale = mul(mul(b, square(c)), where(greater(d, 0), d, Number.NaN));
    return div(add(mul(forMatrices(a), square(scaleMatrix)), mul(forMatrices(c), products)), forMatrices(scale));
  },
  mode: ({ degreesOfFreedom, scaleMatrix }, [n]) => div(scaleMatrix, forMatrices(add(degreesOfFreedom, n + 1))),
});
