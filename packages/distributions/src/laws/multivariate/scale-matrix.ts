// A positive definite matrix that is given whole or by its Cholesky factor.
import { cholesky, choleskyLogDet, lowerTriangle, logDet, mahalanobis, solvePositiveDefinite } from '@baytes/tensor';
import { matMul, mul, sum, type Tensor } from '@tensorflow/tfjs-core';
import { lowerCholesky } from '../../constraints/lower-cholesky';
import { positiveDefinite } from '../../constraints/positive-definite';
import type { ParameterSpec, Values } from '../../parameters';

export type ScaleNames = 'scaleMatrix' | 'scaleTril';

/** L L', of the lower triangle of L alone. */
export function squareOf(factor: Tensor): Tensor {
  const l = lowerTriangle(factor);
  return matMul(l, l, false, true);
}

/** For the parameters of a page. */
export const scaleSpec: { readonly [K in ScaleNames]: ParameterSpec<ScaleNames> } = {
  scaleMatrix: { constraint: positiveDefinite, otherwise: ({ scaleTril }) => squareOf(scaleTril) },
  scaleTril: { constraint: lowerCholesky, otherwise: ({ scaleMatrix }) => cholesky(scaleMatrix) },
};

/** log det; of a whole matrix by its factor in float64. */
export const logDetOf = (values: Values<ScaleNames>): Tensor =>
  values.given('scaleTril') ? choleskyLogDet(values.scaleTril) : logDet(values.scaleMatrix);

/** x' S^-1 x for vectors x. */
export const quadraticForm = (values: Values<ScaleNames>, x: Tensor): Tensor =>
  values.given('scaleTril')
    ? mahalanobis(values.scaleTril, x)
    : sum(mul(x, solvePositiveDefinite(values.scaleMatrix, x, { vectors: true })), -1);
