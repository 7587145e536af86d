import { polyaGammaDraws } from '@baytes/kernels';
import { nonNegative, real } from '../constraint';
import { defineLaw } from '../law';

/**
 * Polya-gamma draws PG(shape, tilt): the augmentation of logistic and negative binomial regression (Polson, Scott and Windle 2013).
 *
 * Exact for whole shapes, at a cost that grows with the shape. A fraction that is left is a sum of 200 gamma draws, and a gamma draw
 * with the mean and the variance of the rest of the series. No derivatives.
 *
 * @param parameters `shape` >= 0, `tilt` real.
 * @example
 * polyaGamma(key(0), { shape: 1, tilt: [0, 2.5] });
 */
export const polyaGamma = /* @__PURE__ */ defineLaw(['shape', 'tilt'], {
  law: 'polyaGamma',
  kernel: 'RandomPolyaGamma',
  parameters: { shape: nonNegative, tilt: real },
  draw: (key, out, shape, tilt) => polyaGammaDraws(key, shape, tilt, out),
});
