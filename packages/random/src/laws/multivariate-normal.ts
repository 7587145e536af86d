import { add, expandDims, matMul, squeeze, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { real } from '../constraint';
import type { KeyLike } from '../key';
import { type DrawOptions, type ParameterLike, settleShape } from '../law';
import { normal } from './normal';

/**
 * Multivariate normal draws: loc + L z with z standard normal, L the lower Cholesky factor of the covariance.
 *
 * @param parameters `loc` [..., D]; `scaleTril` [..., D, D], lower triangular with a positive diagonal.
 * @param options `shape` is that of the rows: the result has the shape [...shape, D].
 * @example
 * multivariateNormal(key(0), { loc: [0, 0], scaleTril: [[1, 0], [0.5, 2]] }, { shape: [100] }); // [100, 2]
 */
export function multivariateNormal(
  key: KeyLike,
  { loc, scaleTril }: { loc: ParameterLike; scaleTril: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const mean = checked('multivariateNormal', 'loc', loc, real);
    const factor = checked('multivariateNormal', 'scaleTril', scaleTril, real);
    const D = mean.shape.at(-1);
    if (D === undefined || factor.rank < 2 || factor.shape.at(-1) !== D || factor.shape.at(-2) !== D)
      throw new RangeError(
        `multivariateNormal: expected loc [..., D] and scaleTril [..., D, D]; got [${mean.shape}] and [${factor.shape}]`,
      );
    const batches = { 'rows of loc': mean.shape.slice(0, -1), 'matrices of scaleTril': factor.shape.slice(0, -2) };
    const batch = settleShape('multivariateNormal', batches, options);
    const z = expandDims(normal(key, {}, { shape: [...batch, D] }), -1);
    return add(mean, squeeze(matMul(factor, z), [-1]));
  });
}
