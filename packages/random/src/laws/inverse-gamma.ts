import { exp, mul, neg, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { positive } from '../constraint';
import type { KeyLike } from '../key';
import { drawShape, type DrawOptions, type ParameterLike } from '../law';
import { standardLogGamma } from './standard-gamma';

/**
 * Inverse gamma draws: density scale^a x^(-a-1) exp(-scale / x) / Gamma(a). The reciprocal of a gamma draw, from its logarithm.
 *
 * @param parameters `concentration` a > 0, `scale` > 0 (default 1).
 * @example
 * inverseGamma(key(0), { concentration: 3, scale: 2 }, { shape: [100] });
 */
export function inverseGamma(
  key: KeyLike,
  { concentration, scale = 1 }: { concentration: ParameterLike; scale?: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const shape = drawShape('inverseGamma', { concentration, scale }, options);
    const log = standardLogGamma(key, { concentration }, { shape });
    return mul(exp(neg(log)), checked('inverseGamma', 'scale', scale, positive));
  });
}
