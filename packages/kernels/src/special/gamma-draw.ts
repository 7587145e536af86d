import { elementwise } from '../elementwise';

/** dx/da of a draw x of Gamma(a, 1) at a fixed quantile. */
export const gammaDrawFirst = /* @__PURE__ */ elementwise('gammaDrawFirst', 'a', 'x');

/** d2x/da2 of a draw x of Gamma(a, 1) at a fixed quantile. */
export const gammaDrawSecond = /* @__PURE__ */ elementwise('gammaDrawSecond', 'a', 'x');

/** dy/da of y = log x at a fixed quantile, x a draw of Gamma(a, 1): nothing underflows. */
export const logGammaDrawFirst = /* @__PURE__ */ elementwise('logGammaDrawFirst', 'a', 'y');

/** d2y/da2 of y = log x at a fixed quantile, x a draw of Gamma(a, 1). */
export const logGammaDrawSecond = /* @__PURE__ */ elementwise('logGammaDrawSecond', 'a', 'y');
