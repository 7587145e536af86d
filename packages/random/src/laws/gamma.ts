import { div, log, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { positive } from '../constraint';
import { drawShape, type DrawOptions, type ParameterLike } from '../law';
import type { KeyLike } from '../key';
import { checked } from '../checked';
import { standardGamma, standardLogGamma } from './standard-gamma';

/**
 * Gamma draws: density rate^a x^(a-1) exp(-rate x) / Gamma(a), a the concentration.
 *
 * Marsaglia and Tsang 2000, and for a < 1 the boost by U^(1/a). The draw carries its first and exact second derivative in the
 * concentration at a fixed quantile (implicit reparameterisation, the GO gradient); the rate divides.
 *
 * Concentrations far below 1 underflow: at 0.01 a third of all draws is below the least float32. {@link logGamma} does not.
 *
 * @param parameters `concentration` > 0, `rate` > 0 (default 1).
 * @example
 * gamma(key(0), { concentration: [0.5, 2], rate: 3 }, { shape: [1000, 2] });
 */
export function gamma(
  key: KeyLike,
  { concentration, rate = 1 }: { concentration: ParameterLike; rate?: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const shape = drawShape('gamma', { concentration, rate }, options);
    return div(standardGamma(key, { concentration }, { shape }), checked('gamma', 'rate', rate, positive));
  });
}

/**
 * Logarithms of the draws of {@link gamma}: finite at every concentration, down to 1e-6 and below. Ratios of gamma draws (beta,
 * Dirichlet, Student t) are best taken as differences of these.
 *
 * @param parameters `concentration` > 0, `rate` > 0 (default 1).
 * @example
 * logGamma(key(0), { concentration: 1e-6 });
 */
export function logGamma(
  key: KeyLike,
  { concentration, rate = 1 }: { concentration: ParameterLike; rate?: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const shape = drawShape('logGamma', { concentration, rate }, options);
    return sub(standardLogGamma(key, { concentration }, { shape }), log(checked('logGamma', 'rate', rate, positive)));
  });
}
