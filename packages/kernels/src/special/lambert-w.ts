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

/** The n-th derivative of lambertW0, n = 0 .. 12. */
export const lambertW0Derivative = /* @__PURE__ */ elementwise('lambertW0Derivative', 'x', 'n');

/** The n-th derivative of lambertWm1, n = 0 .. 12. */
export const lambertWm1Derivative = /* @__PURE__ */ elementwise('lambertWm1Derivative', 'x', 'n');
