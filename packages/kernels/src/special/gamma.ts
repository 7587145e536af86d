import { elementwise } from '../elementwise';

/**
 * log |Gamma(x)|. Infinity at 0, -1, -2, ...
 *
 * @example
 * lgamma(0.5); // 0.5723649429247001
 */
export const lgamma = /* @__PURE__ */ elementwise('lgamma', 'x');

/** The sign of Gamma(x); NaN at -1, -2, ... and at minus infinity, as SciPy's `gammasgn`. */
export const gammaSign = /* @__PURE__ */ elementwise('gammaSign', 'x');

/** psi(x), the derivative of lgamma. NaN at -1, -2, ...; infinite at 0, with the opposite sign of the zero. */
export const digamma = /* @__PURE__ */ elementwise('digamma', 'x');

/** The derivative of digamma. Infinity at 0, -1, -2, ... */
export const trigamma = /* @__PURE__ */ elementwise('trigamma', 'x');
