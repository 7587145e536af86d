import { normal as draws } from '@baytes/random';
import { cholesky, choleskyLogDet, choleskySolve, diagonal, matrixTranspose, matrixVector } from '@baytes/tensor';
import { add, div, expandDims, eye, log, matMul, mul, sqrt, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../../constraints/each';
import { positive, real } from '../../constraints/numbers';
import { defineDistribution } from '../../define-distribution';
import type { ParameterLike, Values } from '../../parameters';
import { splitKey } from '../../split-key';

export interface MultivariateNormalLowRankParameters {
  /** The mean, of shape [..., D]. */
  loc: ParameterLike;
  /** Of shape [..., D, R]: what the numbers have in common, R < D. */
  factor: ParameterLike;
  /** The variances of the rest, positive, of shape [..., D]. */
  diagonal: ParameterLike;
}

type Parameter = 'loc' | 'factor' | 'diagonal';
type Given = Values<Parameter>;

const LOG_TWO_PI = Math.log(2 * Math.PI);

const sizeOfEvent = ({ loc }: Given) => loc.shape[loc.rank - 1];

/** F' diag(1 / d), of shape [..., R, D]. */
const weighted = ({ factor, diagonal: d }: Given) => div(matrixTranspose(factor), expandDims(d, -2));

/** Cholesky factor of I + F' diag(1 / d) F, [..., R, R]: Woodbury's small matrix. */
const capacitance = (values: Given) => {
  const { factor } = values;
  return cholesky(add(matMul(weighted(values), factor), eye(factor.shape[factor.rank - 1])));
};

/** By the determinant lemma. */
const logDetCovariance = (values: Given, small: Tensor) => add(sum(log(values.diagonal), -1), choleskyLogDet(small));

/**
 * The squared Mahalanobis distance. Woodbury's identity has it as a difference, of which few digits are left where the factor is large
 * against the diagonal; here it is the sum of squares |(r - F z) / sqrt(d)|^2 + |z|^2 at the z where that is least.
 */
function distance(x: Tensor, values: Given, small: Tensor): Tensor {
  const { loc, factor, diagonal: d } = values;
  const r = sub(x, loc);
  const z = choleskySolve(small, matrixVector(weighted(values), r), { vectors: true });
  const rest = sub(r, matrixVector(factor, z));
  return add(sum(div(square(rest), d), -1), sum(square(z), -1));
}

/**
 * The multivariate normal law with covariance factor factor' + diag(diagonal): as {@link multivariateNormal}, at a cost of D R^2 in
 * place of D^3, and without a D x D matrix but for `covariance()`.
 *
 * @example
 * multivariateNormalLowRank({ loc: [0, 0], factor: [[1], [2]], diagonal: [3, 1] }).covariance(); // [[4, 2], [2, 5]]
 */
export const multivariateNormalLowRank = /* @__PURE__ */ defineDistribution<MultivariateNormalLowRankParameters, Parameter>({
  name: 'multivariateNormalLowRank',
  parameters: {
    loc: { constraint: each(real, 1) },
    factor: { constraint: each(real, 2) },
    diagonal: { constraint: each(positive, 1) },
  },
  support: each(real, 1),
  eventShape: (shapeOf) => {
    const [loc, factor, d] = [shapeOf('loc'), shapeOf('factor'), shapeOf('diagonal')];
    const n = loc[loc.length - 1];
    if (factor[factor.length - 2] === n && d[d.length - 1] === n) return [n];
    throw new RangeError(
      `multivariateNormalLowRank: loc [..., n], factor [..., n, r] and diagonal [..., n] do not fit: [${loc}], [${factor}], [${d}]`,
    );
  },
  sample: (key, { loc, factor, diagonal: d }, shape) => {
    const [first, second] = splitKey(key, 2);
    const lead = shape.slice(0, -1);
    const z = draws(first, { loc: 0, scale: 1 }, { shape: [...lead, factor.shape[factor.rank - 1]] });
    const own = draws(second, { loc: 0, scale: sqrt(d) }, { shape });
    return add(add(loc, own), matrixVector(factor, z));
  },
  logProb: (x, values) => {
    const small = capacitance(values);
    return mul(-0.5, add(add(distance(x, values, small), logDetCovariance(values, small)), sizeOfEvent(values) * LOG_TWO_PI));
  },
  entropy: (values) => mul(0.5, add(logDetCovariance(values, capacitance(values)), sizeOfEvent(values) * (1 + LOG_TWO_PI))),
  mean: ({ loc }) => loc,
  variance: ({ factor, diagonal: d }) => add(sum(square(factor), -1), d),
  mode: ({ loc }) => loc,
  covariance: ({ factor, diagonal: d }) => add(matMul(factor, factor, false, true), diagonal(d)),
});
