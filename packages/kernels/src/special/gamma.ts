import { elementwise } from '../elementwise';

/**
 * log |Gamma(x)|. Infinity at 0, -1, -2, ...
 *
 * @example
 * lgamma(0.5); // 0.5723649429247001
 */
export const lgamma = /* @__PURE__ */ elementwise('lgamma', 'x');

/** The sign of Gamma(x). */
export const gammaSign = /* @__PURE__ */ elementwise('gammaSign', 'x');

/** psi(x), the derivative of lgamma. */
export const digamma = /* @__PURE__ */ elementwise('digamma', 'x');

/** The derivative of digamma. */
export const trigamma = /* @__PURE__ */ elementwise('trigamma', 'x');
