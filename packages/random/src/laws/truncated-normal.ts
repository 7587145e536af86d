import { truncatedNormalDraws } from '@baytes/kernels';
import { bound, positive, real } from '../constraint';
import { defineLaw } from '../law';

/**
 * Normal draws given that they fall between bounds, of which either may be infinite.
 *
 * Robert 1995: rejection from the normal itself, a uniform or an exponential, whichever fits the bounds.
 *
 * @param parameters `loc`, `scale` > 0 of the normal; `low` < `high`.
 * @example
 * truncatedNormal(key(0), { loc: 0, scale: 1, low: 0, high: Infinity }, { shape: [100] });
 */
export const truncatedNormal = /* @__PURE__ */ defineLaw(['loc', 'scale', 'low', 'high'], {
  law: 'truncatedNormal',
  kernel: 'RandomTruncatedNormal',
  parameters: { loc: real, scale: positive, low: bound, high: bound },
  draw: (key, out, loc, scale, low, high) => truncatedNormalDraws(key, loc, scale, low, high, out),
});
