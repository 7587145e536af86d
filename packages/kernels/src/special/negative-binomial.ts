import { elementwise } from '../elementwise';

/**
 * For a negative binomial count y with mass C(y + r - 1, y) p^y (1 - p)^r: minus the derivative in r of P(Y <= y), divided by the
 * mass at y. The pathwise derivative of the GO gradient for a discrete variable (Cong et al. 2019).
 */
export const negativeBinomialDrawR = /* @__PURE__ */ elementwise('negativeBinomialDrawR', 'r', 'p', 'y');

/** Minus the second derivative in r of P(Y <= y), divided by the mass at y. */
export const negativeBinomialDrawRR = /* @__PURE__ */ elementwise('negativeBinomialDrawRR', 'r', 'p', 'y');
