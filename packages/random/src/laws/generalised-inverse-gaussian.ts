import { logGeneralisedInverseGaussianDraws } from '@baytes/kernels';
import { positive, real } from '../constraint';
import { defineLaw } from '../law';

/**
 * Generalised inverse Gaussian draws: density proportional to x^(order - 1) exp(-(a x + b / x) / 2).
 *
 * Devroye 2014: rejection on the logarithmic scale, bounded over all parameters. No derivatives.
 *
 * @param parameters `order` real, `a` > 0, `b` > 0.
 * @example
 * generalisedInverseGaussian(key(0), { order: -0.5, a: 2, b: 3 }, { shape: [100] });
 */
export const generalisedInverseGaussian = /* @__PURE__ */ defineLaw(['order', 'a', 'b'], {
  law: 'generalisedInverseGaussian',
  kernel: 'RandomGeneralisedInverseGaussian',
  parameters: { order: real, a: positive, b: positive },
  draw: (key, out, order, a, b) => {
    const logs = logGeneralisedInverseGaussianDraws(key, order, a, b, new Float64Array(out.length));
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(logs[i]);
  },
});
