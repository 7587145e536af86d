import { elementwise } from '../elementwise';

/** log(1 + x). */
export const log1p = /* @__PURE__ */ elementwise('log1p', 'x');

/** exp(x) - 1. */
export const expm1 = /* @__PURE__ */ elementwise('expm1', 'x');

/** log(1 + exp(x)): softplus. */
export const log1pexp = /* @__PURE__ */ elementwise('log1pexp', 'x');

/** log(1 - exp(x)), x <= 0. */
export const log1mexp = /* @__PURE__ */ elementwise('log1mexp', 'x');

/** log(exp(a) - exp(b)), a >= b. */
export const logDiffExp = /* @__PURE__ */ elementwise('logDiffExp', 'a', 'b');

/** log(exp(x) - 1), x >= 0: the inverse of softplus. */
export const logexpm1 = /* @__PURE__ */ elementwise('logexpm1', 'x');

/** log(p / (1 - p)). */
export const logit = /* @__PURE__ */ elementwise('logit', 'p');

/** log(1 / (1 + exp(-x))). */
export const logSigmoid = /* @__PURE__ */ elementwise('logSigmoid', 'x');

/** x log(y), and 0 where x = 0 (but NaN for a y that is NaN). */
export const xlogy = /* @__PURE__ */ elementwise('xlogy', 'x', 'y');

/** x log(1 + y), and 0 where x = 0 (but NaN for a y that is NaN). */
export const xlog1py = /* @__PURE__ */ elementwise('xlog1py', 'x', 'y');
