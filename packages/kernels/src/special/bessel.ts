import { elementwise } from '../elementwise';

/** The modified Bessel function I_0(x). */
export const besselI0 = /* @__PURE__ */ elementwise('besselI0', 'x');

/** exp(-|x|) I_0(x). */
export const besselI0e = /* @__PURE__ */ elementwise('besselI0e', 'x');

/** The modified Bessel function I_1(x). */
export const besselI1 = /* @__PURE__ */ elementwise('besselI1', 'x');

/** exp(-|x|) I_1(x). */
export const besselI1e = /* @__PURE__ */ elementwise('besselI1e', 'x');

/** I_v(x), v >= 0; x < 0 for whole v only. */
export const besselIv = /* @__PURE__ */ elementwise('besselIv', 'v', 'x');

/** exp(-|x|) I_v(x), v >= 0; x < 0 for whole v only. */
export const besselIve = /* @__PURE__ */ elementwise('besselIve', 'v', 'x');

/** log I_v(x), v >= 0, x >= 0. */
export const logBesselIv = /* @__PURE__ */ elementwise('logBesselIv', 'v', 'x');

/** The n-th derivative in x of I_v(x), n = 0 .. 12. */
export const besselIvDerivative = /* @__PURE__ */ elementwise('besselIvDerivative', 'v', 'x', 'n');

/** The n-th derivative in x of exp(-|x|) I_v(x), n = 0 .. 12. */
export const besselIveDerivative = /* @__PURE__ */ elementwise('besselIveDerivative', 'v', 'x', 'n');

/** The n-th derivative in x of log I_v(x), n = 1 .. 12. */
export const logBesselIvDerivative = /* @__PURE__ */ elementwise('logBesselIvDerivative', 'v', 'x', 'n');
