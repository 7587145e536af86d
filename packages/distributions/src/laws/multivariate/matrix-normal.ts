import { normal as draws } from '@baytes/random';
import { cholesky, choleskyLogDet, diagonalPart, lowerTriangle, matrixTranspose, triangularSolve } from '@baytes/tensor';
import { add, expandDims, matMul, mul, square, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../../constraints/each';
import { lowerCholesky } from '../../constraints/lower-cholesky';
import { real } from '../../constraints/numbers';
import { positiveDefinite } from '../../constraints/positive-definite';
import { defineDistribution } from '../../define-distribution';
import type { OneOf, ParameterLike, Values } from '../../parameters';
import { squareOf } from './scale-matrix';
import { commonSize } from './sizes';

export type MatrixNormalParameters = {
  /** The mean, of shape [..., R, C]. */
  loc: ParameterLike;
} & OneOf<'rowCovariance' | 'rowScaleTril'> &
  OneOf<'columnCovariance' | 'columnScaleTril'>;

type Parameter = 'loc' | 'rowCovariance' | 'rowScaleTril' | 'columnCovariance' | 'columnScaleTril';
type Given = Values<Parameter>;

const LOG_TWO_PI = Math.log(2 * Math.PI);

const sizesOf = ({ loc }: Given) => loc.shape.slice(-2);

/** log det of the covariance of all entries: C log det U + R log det V. */
function logDetAll(values: Given): Tensor {
  const [rows, columns] = sizesOf(values);
  return add(mul(columns, choleskyLogDet(values.rowScaleTril)), mul(rows, choleskyLogDet(values.columnScaleTril)));
}

/**
 * The matrix normal law on matrices of R x C: density exp(-tr(V^-1 (X - M)' U^-1 (X - M)) / 2) / ((2 pi)^(RC / 2) det(U)^(C / 2)
 * det(V)^(R / 2)), M the mean. U says how entries of one column vary together, over the rows: `rowCovariance` [..., R, R], or its lower
 * Cholesky factor `rowScaleTril`; V likewise over the columns.
 *
 * @example
 * matrixNormal({ loc: [[0, 0]], rowCovariance: [[2]], columnCovariance: [[1, 0], [0, 3]] }).variance(); // [[2, 6]]
 */
export const matrixNormal = /* @__PURE__ */ defineDistribution<MatrixNormalParameters, Parameter>({
  name: 'matrixNormal',
  parameters: {
    loc: { constraint: each(real, 2) },
    rowCovariance: { constraint: positiveDefinite, otherwise: ({ rowScaleTril }) => squareOf(rowScaleTril) },
    rowScaleTril: { constraint: lowerCholesky, otherwise: ({ rowCovariance }) => cholesky(rowCovariance) },
    columnCovariance: { constraint: positiveDefinite, otherwise: ({ columnScaleTril }) => squareOf(columnScaleTril) },
    columnScaleTril: { constraint: lowerCholesky, otherwise: ({ columnCovariance }) => cholesky(columnCovariance) },
  },
  oneOf: [
    ['rowCovariance', 'rowScaleTril'],
    ['columnCovariance', 'columnScaleTril'],
  ],
  support: each(real, 2),
  eventShape: (shapeOf) => {
    const loc = shapeOf('loc').slice(-2);
    const rows = commonSize('matrixNormal', shapeOf, { matrices: ['rowCovariance', 'rowScaleTril'] });
    const columns = commonSize('matrixNormal', shapeOf, { matrices: ['columnCovariance', 'columnScaleTril'] });
    if (loc[0] === rows && loc[1] === columns) return loc;
    throw new RangeError(`matrixNormal: loc must have the shape [..., ${rows}, ${columns}]; got [${shapeOf('loc')}]`);
  },
  sample: (key, { loc, rowScaleTril, columnScaleTril }, shape) => {
    const z = draws(key, { loc: 0, scale: 1 }, { shape });
    return add(loc, matMul(matMul(lowerTriangle(rowScaleTril), z), lowerTriangle(columnScaleTril), false, true));
  },
  logProb: (x, values) => {
    const [rows, columns] = sizesOf(values);
    const half = triangularSolve(values.rowScaleTril, sub(x, values.loc), { vectors: false });
    const z = triangularSolve(values.columnScaleTril, matrixTranspose(half), { vectors: false });
    return mul(-0.5, add(add(sum(square(z), [-2, -1]), logDetAll(values)), rows * columns * LOG_TWO_PI));
  },
  entropy: (values) => {
    const [rows, columns] = sizesOf(values);
    return mul(0.5, add(logDetAll(values), rows * columns * (1 + LOG_TWO_PI)));
  },
  mean: ({ loc }) => loc,
  variance: ({ rowCovariance, columnCovariance }) =>
    mul(expandDims(diagonalPart(rowCovariance), -1), expandDims(diagonalPart(columnCovariance), -2)),
  mode: ({ loc }) => loc,
});
