import { diagonalPart, matrixVector, triangularSolve } from '@baytes/tensor';
import { add, broadcastTo, log, neg, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { each } from '../constraints/each';
import { lowerCholesky } from '../constraints/lower-cholesky';
import { real } from '../constraints/numbers';
import type { ParameterLike } from '../parameters';
import { defineBijector } from './define-bijector';

export interface LowerTriangularAffineParameters {
  /** Of shape [..., n]. */
  loc: ParameterLike;
  /** Of shape [..., n, n], lower triangular with a positive diagonal. */
  scaleTril: ParameterLike;
}

const logDeterminant = (scaleTril: Tensor) => sum(log(diagonalPart(scaleTril)), -1);

const sameLength = ([n]: readonly number[], shapeOf: (name: 'loc' | 'scaleTril') => readonly number[]) => {
  const rows = shapeOf('scaleTril').at(-1) as number;
  if (n !== rows || shapeOf('loc').at(-1) !== rows)
    throw new RangeError(
      `lowerTriangularAffine: expected loc [..., n], scaleTril [..., n, n] and vectors of n numbers; got ` +
        `[${shapeOf('loc')}], [${shapeOf('scaleTril')}] and ${n} numbers`,
    );
  return [n];
};

/**
 * y = loc + L x on vectors, L = scaleTril: what takes standard normal vectors to those of covariance L L'. log |det| is the sum of the
 * logarithms of L's diagonal.
 *
 * @example
 * lowerTriangularAffine({ loc: [1, 0], scaleTril: [[2, 0], [1, 1]] }).forward([1, 1]); // [3, 2]
 */
export const lowerTriangularAffine = /* @__PURE__ */ defineBijector<LowerTriangularAffineParameters, 'loc' | 'scaleTril'>({
  name: 'lowerTriangularAffine',
  parameters: { loc: { constraint: each(real, 1) }, scaleTril: { constraint: lowerCholesky } },
  domain: each(real, 1),
  codomain: each(real, 1),
  linear: true,
  eventShape: { forward: sameLength, inverse: sameLength },
  forward: (x, { loc, scaleTril }) => ({
    value: add(loc, matrixVector(scaleTril, x)),
    logDeterminant: () => logDeterminant(scaleTril),
  }),
  inverse: (y, { loc, scaleTril }) => ({
    value: triangularSolve(scaleTril, broadcastTo(sub(y, loc), y.shape), { vectors: true }),
    logDeterminant: () => neg(logDeterminant(scaleTril)),
  }),
});
