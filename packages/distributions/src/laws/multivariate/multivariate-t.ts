import { logGamma, normal } from '@baytes/random';
import { lbeta, lgamma, log1p, polygammaDifference } from '@baytes/special';
import { diagonalPart, lowerTriangle, matrixVector } from '@baytes/tensor';
import { add, div, exp, expandDims, greater, log, mul, neg, sub, type Tensor, where } from '@tensorflow/tfjs-core';
import { each } from '../../constraints/each';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterLike, Values } from '../../parameters';
import { splitKey } from '../../split-key';
import { logDetOf, quadraticForm, type ScaleNames, scaleSpec } from './scale-matrix';
import { commonSize } from './sizes';
import { forMatrices } from './wishart';

export type MultivariateTParameters = {
  /** Positive. */
  degreesOfFreedom: ParameterLike;
  /** The centre, of shape [..., D]. */
  loc: ParameterLike;
} & OneOf<ScaleNames>;

type Parameter = 'degreesOfFreedom' | 'loc' | ScaleNames;

const sizeOfEvent = ({ loc }: Values<Parameter>) => loc.shape[loc.rank - 1];

/** The logarithm of the density at the centre: Gamma((nu + D) / 2) / Gamma(nu / 2) as a beta function, exact also for large nu. */
function logPeak(values: Values<Parameter>): Tensor {
  const D = sizeOfEvent(values);
  const { degreesOfFreedom: nu } = values;
  const gammas = sub(lgamma(D / 2), lbeta(mul(0.5, nu), D / 2));
  return sub(sub(gammas, mul(D / 2, log(mul(nu, Math.PI)))), mul(0.5, logDetOf(values)));
}

/** S times nu / (nu - 2): infinite on the diagonal up to nu = 2, NaN up to 1. */
const stretch = (nu: Tensor) =>
  where(
    greater(nu, 2),
    div(nu, sub(where(greater(nu, 2), nu, 3), 2)),
    where(greater(nu, 1), Number.POSITIVE_INFINITY, Number.NaN),
  );

/**
 * The multivariate Student t law on vectors of D numbers: density proportional to (1 + (x - loc)' S^-1 (x - loc) / nu)^(-(nu + D) / 2),
 * nu the degrees of freedom. S, which is not the covariance, is given whole, `scaleMatrix`, or by its lower Cholesky factor, `scaleTril`.
 *
 * @example
 * multivariateT({ degreesOfFreedom: 4, loc: [0, 0], scaleMatrix: [[1, 0], [0, 2]] }).covariance(); // [[2, 0], [0, 4]]
 */
export const multivariateT = /* @__PURE__ */ defineDistribution<MultivariateTParameters, Parameter>({
  name: 'multivariateT',
  parameters: { degreesOfFreedom: { constraint: positive }, loc: { constraint: each(real, 1) }, ...scaleSpec },
  oneOf: [['scaleMatrix', 'scaleTril']],
  support: each(real, 1),
  eventShape: (shapeOf) => [commonSize('multivariateT', shapeOf, { vectors: ['loc'], matrices: ['scaleMatrix', 'scaleTril'] })],
  // A normal vector over the root of a chi-square / nu, in log space, so that few degrees of freedom give no division by 0.
  sample: (key, { degreesOfFreedom: nu, loc, scaleTril }, shape) => {
    const [first, second] = splitKey(key, 2);
    const z = matrixVector(lowerTriangle(scaleTril), normal(first, { loc: 0, scale: 1 }, { shape }));
    const half = mul(0.5, nu);
    const logs = sub(logGamma(second, { concentration: half, rate: 1 }, { shape: shape.slice(0, -1) }), log(half));
    return add(loc, mul(z, expandDims(exp(mul(-0.5, logs)), -1)));
  },
  logProb: (x, values) => {
    const { degreesOfFreedom: nu, loc } = values;
    const fall = log1p(div(quadraticForm(values, sub(x, loc)), nu));
    return sub(logPeak(values), mul(mul(0.5, add(nu, sizeOfEvent(values))), fall));
  },
  entropy: (values) => {
    const D = sizeOfEvent(values);
    const half = mul(0.5, values.degreesOfFreedom);
    const fall = neg(polygammaDifference(half, D / 2, { order: 0 }));
    return sub(mul(add(half, D / 2), fall), logPeak(values));
  },
  mean: ({ degreesOfFreedom: nu, loc }) => where(greater(expandDims(nu, -1), 1), loc, Number.NaN),
  variance: ({ degreesOfFreedom: nu, scaleMatrix }) => mul(expandDims(stretch(nu), -1), diagonalPart(scaleMatrix)),
  mode: ({ loc }) => loc,
  covariance: ({ degreesOfFreedom: nu, scaleMatrix }) => mul(forMatrices(stretch(nu)), scaleMatrix),
});
