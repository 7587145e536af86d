import { elementwise } from '../elementwise';

/** log |Gamma(a) Gamma(b) / Gamma(a + b)|, also where a and b are far apart or both large. */
export const lbeta = /* @__PURE__ */ elementwise('lbeta', 'a', 'b');
/** psi_n(a) - psi_n(a + b), psi_n the n-th derivative of digamma, also where a is much larger than b. */
export const polygammaDifference = /* @__PURE__ */ elementwise('polygammaDifference', 'n', 'a', 'b');
/** The log of the multivariate gamma function of dimension d, a > (d - 1)/2. */
export const multigammaln = /* @__PURE__ */ elementwise('multigammaln', 'a', 'd');
/** The derivative of order n + 1 of `multigammaln` in a. */
export const multiPolygamma = /* @__PURE__ */ elementwise('multiPolygamma', 'n', 'a', 'd');
