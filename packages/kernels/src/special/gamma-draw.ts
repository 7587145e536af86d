import { elementwise } from '../elementwise';

/**
 * dx/da of a draw x of Gamma(a, 1) at a fixed quantile: the pathwise (implicit, GO) derivative, by expansions uniform in log(x/a)
 * (scripts/gamma_expansions.py). For shapes 1e-4 to 1e4 and quantiles 1e-8 to 1 - 1e-8 the relative error is 1.1e-9 in float64, and
 * under 4e-7 in float32.
 *
 * @example
 * gammaDrawFirst(1, 0.5); // 0.806979116825
 */
export const gammaDrawFirst = /* @__PURE__ */ elementwise('gammaDrawFirst', 'a', 'x');

/** d2x/da2 of a draw x of Gamma(a, 1) at a fixed quantile; relative error 7e-9 where {@link gammaDrawFirst} has 1.1e-9. */
export const gammaDrawSecond = /* @__PURE__ */ elementwise('gammaDrawSecond', 'a', 'x');

/** dy/da of y = log x at a fixed quantile, x a draw of Gamma(a, 1): nothing underflows. */
export const logGammaDrawFirst = /* @__PURE__ */ elementwise('logGammaDrawFirst', 'a', 'y');

/** d2y/da2 of y = log x at a fixed quantile, x a draw of Gamma(a, 1). */
export const logGammaDrawSecond = /* @__PURE__ */ elementwise('logGammaDrawSecond', 'a', 'y');
