import { add, expandDims, squeeze, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { real } from '../constraint';
import type { KeyLike } from '../key';
import { type DrawOptions, type ParameterLike, settleShape } from '../law';
import { type SpreadLike, spread } from '../spread';
import { normal } from './normal';

/**
 * Multivariate normal draws: loc + L z with z standard normal and L L' the covariance.
 *
 * The derivative in a covariance or a precision is that of this construction, with L its Cholesky factor or its inverse transposed.
 *
 * @param parameters `loc` [..., D]; and one of `scaleTril`, lower triangular with a positive diagonal, `covariance` and `precision`, both
 *   symmetric positive definite, [..., D, D].
 * @param options `shape` is that of the rows: the result has the shape [...shape, D].
 * @example
 * multivariateNormal(key(0), { loc: [0, 0], scaleTril: [[1, 0], [0.5, 2]] }, { shape: [100] }); // [100, 2]
 */
export function multivariateNormal(
  key: KeyLike,
  { loc, ...given }: { loc: ParameterLike } & SpreadLike,
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const mean = checked('multivariateNormal', 'loc', loc, real);
    const { name, shape, stretch } = spread('multivariateNormal', given);
    const D = mean.shape.at(-1);
    if (D === undefined || shape.at(-1) !== D)
      throw new RangeError(
        `multivariateNormal: expected loc [..., D] and ${name} [..., D, D]; got [${mean.shape}] and [${shape}]`,
      );
    const batches = { 'rows of loc': mean.shape.slice(0, -1), [`matrices of ${name}`]: shape.slice(0, -2) };
    const batch = settleShape('multivariateNormal', batches, options);
    const z = expandDims(normal(key, {}, { shape: [...batch, D] }), -1);
    return add(mean, squeeze(stretch(z), [-1]));
  });
}
