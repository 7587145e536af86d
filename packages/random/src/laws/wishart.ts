import { isRecording } from '@baytes/tensor';
import { add, div, exp, eye, log, matMul, mul, range, reshape, sub, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { positive } from '../constraint';
import { asKey, type KeyLike, split } from '../key';
import { type DrawOptions, type ParameterLike, settleShape } from '../law';
import { type SpreadLike, spread } from '../spread';
import { normal } from './normal';
import { standardLogGamma } from './standard-gamma';

/**
 * Wishart draws: sums of `degreesOfFreedom` outer products of normal vectors with covariance L L'.
 *
 * Bartlett's decomposition: (L A)(L A)' with A lower triangular, normal below the diagonal and on it roots of chi-squares, whose
 * derivative in the degrees of freedom is that of gamma draws.
 *
 * @param parameters `degreesOfFreedom` > D - 1, a number or [...]; and, of those vectors, one of `scaleTril` (L, lower
 *   triangular), `covariance` and `precision`, [..., D, D].
 * @param options `shape` is that of the matrices: the result has the shape [...shape, D, D].
 * @example
 * wishart(key(0), { degreesOfFreedom: 5, scaleTril: [[1, 0], [0.5, 2]] }, { shape: [10] }); // [10, 2, 2]
 */
export function wishart(
  key: KeyLike,
  { degreesOfFreedom, ...given }: { degreesOfFreedom: ParameterLike } & SpreadLike,
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const nu = checked('wishart', 'degreesOfFreedom', degreesOfFreedom, positive);
    const { name, shape, stretch } = spread('wishart', given);
    const D = shape[shape.length - 1];
    const least = isRecording() ? D : Math.min(...nu.dataSync());
    if (!(least > D - 1))
      throw new RangeError(`wishart: degreesOfFreedom of shape [${nu.shape}] must be above ${D - 1}; got ${least}`);
    const batches = { degreesOfFreedom: nu.shape, [`matrices of ${name}`]: shape.slice(0, -2) };
    const batch = settleShape('wishart', batches, options);
    const [first, second] = split(asKey(key, 'wishart'), 2);
    const halves = div(sub(reshape(nu, [...nu.shape, 1]), range(0, D)), 2);
    const logs = standardLogGamma(first, { concentration: halves }, { shape: [...batch, D] });
    const diagonal = exp(mul(0.5, add(logs, log(2))));
    const z = normal(second, {}, { shape: [...batch, D, D] });
    const lower = tensor2d(
      Array.from({ length: D * D }, (_, i) => (i % D < Math.floor(i / D) ? 1 : 0)),
      [D, D],
    );
    const root = add(mul(z, lower), mul(eye(D), reshape(diagonal, [...batch, D, 1])));
    const a = stretch(root);
    return matMul(a, a, false, true);
  });
}
