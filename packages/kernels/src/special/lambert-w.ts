import { elementwise } from '../elementwise';

/**
 * Lambert's W on its principal branch: w >= -1 with w exp(w) = x, x >= -1/e.
 *
 * @example
 * lambertW0(1); // 0.5671432904097838
 */
export const lambertW0 = /* @__PURE__ */ elementwise('lambertW0', 'x');

/** Lambert's W on the branch -1: w <= -1 with w exp(w) = x, -1/e <= x < 0. */
export const lambertWm1 = /* @__PURE__ */ elementwise('lambertWm1', 'x');
