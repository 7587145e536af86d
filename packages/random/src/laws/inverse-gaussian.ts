import { inverseGaussianDraws, inverseGaussianDrawShape, inverseGaussianDrawShapeShape } from '@baytes/kernels';
import { div, mul, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { checked } from '../checked';
import { positive } from '../constraint';
import type { KeyLike } from '../key';
import { drawShape, type DrawOptions, type ParameterLike } from '../law';
import { shapeLaw } from '../shape-law';

const standard = /* @__PURE__ */ shapeLaw(
  'inverseGaussian',
  'RandomInverseGaussian',
  'shape',
  positive,
  (key, shape, out, first) => inverseGaussianDraws(key, 1, shape, out, first),
  inverseGaussianDrawShape,
  inverseGaussianDrawShapeShape,
  // A narrow law's draws are near 1, where float32 does not tell their quantiles apart.
  false,
);

/**
 * Inverse Gaussian (Wald) draws: density sqrt(s / (2 pi x^3)) exp(-s (x - m)^2 / (2 m^2 x)), with mean m and variance m^3 / s.
 *
 * Michael, Schucany and Haas 1976: the mean times a draw of mean 1 and shape s / m. The draw carries its first and exact second
 * derivatives in both parameters at a fixed quantile.
 *
 * @param parameters `mean` m > 0 (default 1), `concentration` s > 0.
 * @example
 * inverseGaussian(key(0), { mean: 2, concentration: 5 }, { shape: [100] });
 */
export function inverseGaussian(
  key: KeyLike,
  { concentration, mean = 1 }: { concentration: ParameterLike; mean?: ParameterLike },
  options?: DrawOptions,
): Tensor {
  return tidy(() => {
    const shape = drawShape('inverseGaussian', { concentration, mean }, options);
    const middle = checked('inverseGaussian', 'mean', mean, positive);
    const ratio = div(checked('inverseGaussian', 'concentration', concentration, positive), middle);
    return mul(middle, standard(key, { shape: ratio }, { shape }));
  });
}
