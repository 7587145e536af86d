// The matrix that a law of vectors or matrices is stretched by, given by its Cholesky factor, itself or its inverse.
import { cholesky, triangularSolve } from '@baytes/tensor';
import { matMul, type Tensor } from '@tensorflow/tfjs-core';
import { checked } from './checked';
import { real } from './constraint';
import type { ParameterLike } from './law';

/** One of the three. */
export type SpreadLike =
  | { scaleTril: ParameterLike; covariance?: undefined; precision?: undefined }
  | { covariance: ParameterLike; scaleTril?: undefined; precision?: undefined }
  | { precision: ParameterLike; scaleTril?: undefined; covariance?: undefined };

export interface Spread {
  /** The name of the parameter that it was given by. */
  name: string;
  /** [..., D, D]. */
  shape: number[];
  /** L x for x [..., D, columns], L L' the covariance. */
  stretch: (x: Tensor) => Tensor;
}

/**
 * The spread that `given` names.
 *
 * @throws TypeError if it names none or several; RangeError for a shape that is not [..., D, D].
 */
export function spread(law: string, given: SpreadLike): Spread {
  const names = (['scaleTril', 'covariance', 'precision'] as const).filter((name) => given[name] != null);
  if (names.length !== 1)
    throw new TypeError(`${law}: needs one of scaleTril, covariance and precision; got ${names.join(' and ') || 'none'}`);
  const [name] = names;
  const matrix = checked(law, name, given[name], real);
  const { shape } = matrix;
  if (shape.length < 2 || shape.at(-1) !== shape.at(-2))
    throw new RangeError(`${law}: ${name} must have the shape [..., D, D]; got [${shape}]`);
  if (name === 'scaleTril') return { name, shape, stretch: (x) => matMul(matrix, x) };
  const factor = cholesky(matrix);
  // P = C C', so (C^-1)' (C^-1) is the covariance.
  const stretch =
    name === 'covariance' ? (x: Tensor) => matMul(factor, x) : (x: Tensor) => triangularSolve(factor, x, { transpose: true });
  return { name, shape, stretch };
}
