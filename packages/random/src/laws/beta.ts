import { sigmoid, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { asKey, type KeyLike, split } from '../key';
import { drawShape, type DrawOptions, type ParameterLike } from '../law';
import { standardLogGamma } from './standard-gamma';

interface BetaParameters {
  concentration1: ParameterLike;
  concentration0: ParameterLike;
}

/**
 * log(y / (1 - y)) of the draws y of {@link beta}: finite at every concentration, where y itself rounds to 0 or 1.
 *
 * @param parameters `concentration1` > 0, `concentration0` > 0: of y and of 1 - y.
 */
export function betaLogit(key: KeyLike, parameters: BetaParameters, options?: DrawOptions): Tensor {
  const { concentration1, concentration0 } = parameters;
  return tidy(() => {
    const shape = drawShape('beta', { concentration1, concentration0 }, options);
    const [first, second] = split(asKey(key, 'beta'), 2);
    return sub(
      standardLogGamma(first, { concentration: concentration1 }, { shape }),
      standardLogGamma(second, { concentration: concentration0 }, { shape }),
    );
  });
}

/**
 * Beta draws: density y^(a-1) (1-y)^(b-1) / B(a, b), a = concentration1, b = concentration0.
 *
 * @param parameters `concentration1` > 0, `concentration0` > 0.
 * @example
 * beta(key(0), { concentration1: 2, concentration0: [1, 5] }, { shape: [100, 2] });
 */
export function beta(key: KeyLike, parameters: BetaParameters, options?: DrawOptions): Tensor {
  return tidy(() => sigmoid(betaLogit(key, parameters, options)));
}
