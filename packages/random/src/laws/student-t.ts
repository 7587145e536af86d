import { add, div, exp, log, mul, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { positive, real } from '../constraint';
import { asKey, type KeyLike, split } from '../key';
import { drawShape, type DrawOptions, type ParameterLike } from '../law';
import { normal } from './normal';
import { standardLogGamma } from './standard-gamma';

/**
 * Student's t draws: loc + scale z sqrt(nu / 2 / g), z normal and g gamma of concentration nu / 2, from log g.
 *
 * The derivative in nu follows that of g at fixed z: unbiased, exact to second order.
 *
 * @param parameters `degreesOfFreedom` > 0, `loc` (default 0), `scale` > 0 (default 1).
 * @example
 * studentT(key(0), { degreesOfFreedom: 4 }, { shape: [100] });
 */
export function studentT(
  key: KeyLike,
  { degreesOfFreedom, loc = 0, scale = 1 }: { degreesOfFreedom: ParameterLike; loc?: ParameterLike; scale?: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const shape = drawShape('studentT', { degreesOfFreedom, loc, scale }, options);
    const [first, second] = split(asKey(key, 'studentT'), 2);
    const half = div(checked('studentT', 'degreesOfFreedom', degreesOfFreedom, positive), 2);
    const stretch = exp(mul(0.5, sub(log(half), standardLogGamma(second, { concentration: half }, { shape }))));
    const standard = mul(normal(first, {}, { shape }), stretch);
    return add(checked('studentT', 'loc', loc, real), mul(checked('studentT', 'scale', scale, positive), standard));
  });
}
