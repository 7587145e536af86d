import { digamma, multigammaln } from '@baytes/special';
import { choleskySolve, diagonalPart, logDet, lowerTriangle, solvePositiveDefinite, traceOf } from '@baytes/tensor';
import { add, expandDims, matMul, mul, range, square, sub, sum, type Tensor, where, greaterEqual } from '@tensorflow/tfjs-core';
import { positive } from '../../constraints/numbers';
import { positiveDefinite } from '../../constraints/positive-definite';
import { defineDistribution } from '../../define-distribution';
import type { ShapeOf } from '../../law';
import type { OneOf, ParameterLike } from '../../parameters';
import type { Relation } from '../../relations';
import { bartlett } from './bartlett';
import { logDetOf, type ScaleNames, scaleSpec } from './scale-matrix';
import { commonSize } from './sizes';

export type WishartParameters = {
  /** More than n - 1, for matrices of n x n. */
  degreesOfFreedom: ParameterLike;
} & OneOf<ScaleNames>;

/** Degrees of freedom above n - 1. */
export const enoughFreedom = (shapeOf: ShapeOf<'degreesOfFreedom' | ScaleNames>): Relation<'degreesOfFreedom'>[] => {
  const n = (shapeOf('scaleMatrix').at(-1) ?? shapeOf('scaleTril').at(-1)) as number;
  return [{ of: ['degreesOfFreedom'], words: `above ${n - 1} for matrices of ${n} x ${n}`, holds: (each) => each > n - 1 }];
};

/** The derivative of multigammaln: E log det of half of a standard Wishart matrix. */
export const multiDigamma = (a: Tensor, n: number): Tensor => sum(digamma(sub(expandDims(a, -1), mul(0.5, range(0, n)))), -1);

/** Numbers for matrices: [...] to [..., 1, 1]. */
export const forMatrices = (x: Tensor): Tensor => expandDims(expandDims(x, -1), -1);

/** In nats, of the Wishart law whose scale matrix has that log determinant. */
export function wishartEntropy(nu: Tensor, logDetScale: Tensor, n: number): Tensor {
  const half = mul(0.5, nu);
  const scale = add(mul((n + 1) / 2, logDetScale), 0.5 * n * (n + 1) * Math.LN2);
  const rest = sub(multigammaln(half, n), mul(mul(0.5, sub(nu, n + 1)), multiDigamma(half, n)));
  return add(add(scale, rest), mul(half, n));
}

/**
 * The Wishart law on positive definite matrices of n x n: density det(X)^((nu - n - 1) / 2) exp(-tr(V^-1 X) / 2) / (2^(nu n / 2)
 * det(V)^(nu / 2) Gamma_n(nu / 2)), nu the degrees of freedom, with respect to the entries on and below the diagonal. V is given whole,
 * `scaleMatrix`, or by its lower Cholesky factor, `scaleTril`.
 *
 * @example
 * wishart({ degreesOfFreedom: 5, scaleMatrix: [[2, 1], [1, 3]] }).mean(); // [[10, 5], [5, 15]]
 */
export const wishart = /* @__PURE__ */ defineDistribution<WishartParameters, 'degreesOfFreedom' | ScaleNames>({
  name: 'wishart',
  parameters: { degreesOfFreedom: { constraint: positive }, ...scaleSpec },
  oneOf: [['scaleMatrix', 'scaleTril']],
  relations: enoughFreedom,
  support: positiveDefinite,
  eventShape: (shapeOf) => {
    const n = commonSize('wishart', shapeOf, { matrices: ['scaleMatrix', 'scaleTril'] });
    return [n, n];
  },
  sample: (key, { degreesOfFreedom, scaleTril }, shape) => {
    const root = matMul(lowerTriangle(scaleTril), bartlett(key, degreesOfFreedom, shape));
    return matMul(root, root, false, true);
  },
  logProb: (x, values) => {
    const { degreesOfFreedom: nu } = values;
    const n = x.shape[x.rank - 1];
    const solved = values.given('scaleTril')
      ? choleskySolve(values.scaleTril, x)
      : solvePositiveDefinite(values.scaleMatrix, x);
    const kernel = sub(mul(mul(0.5, sub(nu, n + 1)), logDet(x, { indefinite: 'nan' })), mul(0.5, traceOf(solved)));
    const half = mul(0.5, nu);
    return sub(kernel, add(mul(half, add(logDetOf(values), n * Math.LN2)), multigammaln(half, n)));
  },
  entropy: (values, [n]) => wishartEntropy(values.degreesOfFreedom, logDetOf(values), n),
  mean: ({ degreesOfFreedom, scaleMatrix }) => mul(forMatrices(degreesOfFreedom), scaleMatrix),
  variance: ({ degreesOfFreedom, scaleMatrix }) => {
    const spread = diagonalPart(scaleMatrix);
    const products = mul(expandDims(spread, -1), expandDims(spread, -2));
    return mul(forMatrices(degreesOfFreedom), add(square(scaleMatrix), products));
  },
  mode: ({ degreesOfFreedom, scaleMatrix }, [n]) => {
    const spare = sub(degreesOfFreedom, n + 1);
    return mul(forMatrices(where(greaterEqual(spare, 0), spare, Number.NaN)), scaleMatrix);
  },
});
