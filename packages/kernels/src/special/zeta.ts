import { elementwise } from '../elementwise';

/** Hurwitz's zeta(s, q), s > 1. */
export const zeta = /* @__PURE__ */ elementwise('zeta', 's', 'q');
/** d zeta(s, q) / ds. */
export const zetaFirst = /* @__PURE__ */ elementwise('zetaFirst', 's', 'q');
/** d2 zeta(s, q) / ds2. */
export const zetaSecond = /* @__PURE__ */ elementwise('zetaSecond', 's', 'q');
/** Riemann's zeta(s), for all real s. */
export const riemannZeta = /* @__PURE__ */ elementwise('riemannZeta', 's');
/** The n-th derivative of digamma at x; n is a whole number. */
export const polygamma = /* @__PURE__ */ elementwise('polygamma', 'n', 'x');
