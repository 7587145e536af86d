import { logSigmoid } from '@baytes/special';
import { fillLowerTriangle, lowerTriangleValues } from '@baytes/tensor';
import { add, asinh, div, exp, eye, mul, neg, pad, slice, sqrt, square, sum, tanh, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { correlationCholesky as factors } from '../constraints/lower-cholesky';
import { real } from '../constraints/numbers';
import { defineBijector } from './define-bijector';
import { triangleOf } from './triangles';
import { runningSum } from './vectors';

type Pads = [number, number][];

/** n (n - 1) / 2 numbers below the diagonal of an n x n matrix, 0 elsewhere. */
function belowDiagonal(values: Tensor): Tensor {
  const triangle = fillLowerTriangle(values);
  const none = triangle.shape.slice(2).map((): [number, number] => [0, 0]);
  return pad(triangle, [...none, [1, 0], [0, 1]] as Pads);
}

/** The other way round. */
function valuesBelow(matrix: Tensor): Tensor {
  const n = matrix.shape[matrix.rank - 1];
  const lead = matrix.shape.slice(0, -2);
  return lowerTriangleValues(slice(matrix, [...lead.map(() => 0), 1, 0], [...lead, n - 1, n - 1]));
}

/** log(1 - tanh(x)^2), which does not cancel. */
const logSechSquared = (x: Tensor) => add(2 * Math.LN2, add(logSigmoid(mul(2, x)), logSigmoid(mul(-2, x))));

/** log of what is left of each row's length 1 before each column, squared. */
const logLeft = (x: Tensor) => runningSum(belowDiagonal(logSechSquared(x)), { exclusive: true });

const logDeterminant = (x: Tensor) => sum(add(logSechSquared(x), mul(0.5, valuesBelow(logLeft(x)))), -1);

/**
 * From n (n - 1) / 2 real numbers to the Cholesky factor of a correlation matrix: tanh makes them partial correlations z, and row i of
 * the factor is l_ij = z_ij sqrt(1 - l_i1^2 - ... - l_i,j-1^2). The density is with respect to what is below the diagonal.
 *
 * D. Lewandowski, D. Kurowicka and H. Joe (2009), "Generating random correlation matrices based on vines and extended onion method", J.
 * Multivariate Analysis 100; Stan Reference Manual, "Cholesky factors of correlation matrices".
 *
 * @example
 * correlationCholesky().forward([0.6931]); // [[1, 0], [0.6, 0.8]]
 */
export const correlationCholesky = /* @__PURE__ */ defineBijector({
  name: 'correlationCholesky',
  domain: each(real, 1),
  codomain: factors,
  eventShape: triangleOf('correlationCholesky', 1),
  forward: (x) => {
    const left = logLeft(x);
    const n = left.shape[left.rank - 1];
    return {
      value: mul(add(belowDiagonal(tanh(x)), eye(n)), exp(mul(0.5, left))),
      logDeterminant: () => logDeterminant(x),
    };
  },
  inverse: (l) => {
    // What is left of a row after a column is what the columns behind it hold.
    const behind = sqrt(valuesBelow(runningSum(square(l), { exclusive: true, reverse: true })));
    const x = asinh(div(valuesBelow(l), behind));
    return { value: x, logDeterminant: () => neg(logDeterminant(x)) };
  },
});
