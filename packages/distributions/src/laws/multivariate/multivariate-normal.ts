import { normal as draws } from '@baytes/random';
import {
  cholesky,
  choleskyLogDet,
  diagonalPart,
  inversePositiveDefinite,
  logDet,
  lowerTriangle,
  mahalanobis,
  matrixVector,
  solvePositiveDefinite,
} from '@baytes/tensor';
import { add, mul, neg, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../../constraints/each';
import { lowerCholesky } from '../../constraints/lower-cholesky';
import { real } from '../../constraints/numbers';
import { positiveDefinite } from '../../constraints/positive-definite';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterLike, Values } from '../../parameters';
import { squareOf } from './scale-matrix';
import { commonSize } from './sizes';

export type MultivariateNormalParameters = {
  /** The mean, of shape [..., D]. */
  loc: ParameterLike;
} & OneOf<'covariance' | 'precision' | 'scaleTril'>;

type Parameter = 'loc' | 'covariance' | 'precision' | 'scaleTril';

const LOG_TWO_PI = Math.log(2 * Math.PI);

const sizeOfEvent = ({ loc }: Values<Parameter>) => loc.shape[loc.rank - 1];

/** log det of the covariance. A whole matrix keeps its factor in float64. */
function logDetCovariance(values: Values<Parameter>): Tensor {
  if (values.given('covariance')) return logDet(values.covariance);
  return values.given('precision') ? neg(logDet(values.precision)) : choleskyLogDet(values.scaleTril);
}

/** The squared Mahalanobis distance of x from the mean. */
function distance(x: Tensor, values: Values<Parameter>): Tensor {
  const r = sub(x, values.loc);
  if (values.given('covariance')) return sum(mul(r, solvePositiveDefinite(values.covariance, r, { vectors: true })), -1);
  return values.given('precision') ? sum(mul(r, matrixVector(values.precision, r)), -1) : mahalanobis(values.scaleTril, r);
}

/**
 * The multivariate normal law on vectors of D numbers: density exp(-(x - loc)' S^-1 (x - loc) / 2) / sqrt(det(2 pi S)). Its covariance S
 * is given whole, [..., D, D], or by its inverse, the `precision`, or by its lower Cholesky factor, `scaleTril`, which is the cheapest.
 *
 * @example
 * multivariateNormal({ loc: [0, 0], covariance: [[4, 2], [2, 5]] }).logProb([2, 5]); // -5.7242
 */
export const multivariateNormal = /* @__PURE__ */ defineDistribution<MultivariateNormalParameters, Parameter>({
  name: 'multivariateNormal',
  parameters: {
    loc: { constraint: each(real, 1) },
    covariance: {
      constraint: positiveDefinite,
      otherwise: (values) =>
        values.given('precision') ? inversePositiveDefinite(values.precision) : squareOf(values.scaleTril),
    },
    precision: { constraint: positiveDefinite, otherwise: ({ covariance }) => inversePositiveDefinite(covariance) },
    scaleTril: { constraint: lowerCholesky, otherwise: ({ covariance }) => cholesky(covariance) },
  },
  oneOf: [['covariance', 'precision', 'scaleTril']],
  support: each(real, 1),
  eventShape: (shapeOf) => [
    commonSize('multivariateNormal', shapeOf, { vectors: ['loc'], matrices: ['covariance', 'precision', 'scaleTril'] }),
  ],
  sample: (key, { loc, scaleTril }, shape) =>
    add(loc, matrixVector(lowerTriangle(scaleTril), draws(key, { loc: 0, scale: 1 }, { shape }))),
  logProb: (x, values) => mul(-0.5, add(add(distance(x, values), logDetCovariance(values)), sizeOfEvent(values) * LOG_TWO_PI)),
  entropy: (values) => mul(0.5, add(logDetCovariance(values), sizeOfEvent(values) * (1 + LOG_TWO_PI))),
  mean: ({ loc }) => loc,
  variance: ({ covariance }) => diagonalPart(covariance),
  mode: ({ loc }) => loc,
  covariance: ({ covariance }) => covariance,
});
