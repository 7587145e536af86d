import { elementwise } from '../elementwise';

/**
 * The error function, (2 / sqrt pi) times the integral of exp(-t^2) from 0 to x.
 *
 * @example
 * erf(0.5); // 0.5204998778130465
 */
export const erf = /* @__PURE__ */ elementwise('erf', 'x');

/** 1 - erf(x), with all digits in its tail. */
export const erfc = /* @__PURE__ */ elementwise('erfc', 'x');

/** exp(x^2) erfc(x): the tail of erfc without its exponential. */
export const erfcx = /* @__PURE__ */ elementwise('erfcx', 'x');

/** The inverse of erf on [-1, 1]. */
export const erfinv = /* @__PURE__ */ elementwise('erfinv', 'x');

/** The inverse of erfc on [0, 2]. */
export const erfcinv = /* @__PURE__ */ elementwise('erfcinv', 'x');

/** The distribution function of the standard normal law. */
export const ndtr = /* @__PURE__ */ elementwise('ndtr', 'x');

/** log ndtr(x), exact far into the lower tail. */
export const logNdtr = /* @__PURE__ */ elementwise('logNdtr', 'x');

/** The inverse of ndtr: the normal quantile of p. */
export const ndtri = /* @__PURE__ */ elementwise('ndtri', 'p');

/** The inverse of logNdtr: the normal quantile of exp(logP), logP <= 0. */
export const ndtriExp = /* @__PURE__ */ elementwise('ndtriExp', 'logP');

/** exp(scale x^2), with the digits of the square. */
export const expSquare = /* @__PURE__ */ elementwise('expSquare', 'x', 'scale');

/** The n-th derivative of erfcx, n = 0 .. 12. */
export const erfcxDerivative = /* @__PURE__ */ elementwise('erfcxDerivative', 'x', 'n');

/** The n-th derivative of erfinv, n = 0 .. 12. */
export const erfinvDerivative = /* @__PURE__ */ elementwise('erfinvDerivative', 'x', 'n');

/** The n-th derivative of erfcinv, n = 0 .. 12. */
export const erfcinvDerivative = /* @__PURE__ */ elementwise('erfcinvDerivative', 'x', 'n');

/** The n-th derivative of logNdtr, n = 1 .. 12. */
export const logNdtrDerivative = /* @__PURE__ */ elementwise('logNdtrDerivative', 'x', 'n');

/** The n-th derivative of ndtri, n = 0 .. 12. */
export const ndtriDerivative = /* @__PURE__ */ elementwise('ndtriDerivative', 'p', 'n');
