import { elementwise } from '../elementwise';
import { laws } from '../laws-engine';

/** exp(x). */
export const exp = /* @__PURE__ */ elementwise('exp', 'x');

/** log(x), the natural logarithm. */
export const log = /* @__PURE__ */ elementwise('log', 'x');

/** 1 / (1 + exp(-x)). */
export const sigmoid = /* @__PURE__ */ elementwise('sigmoid', 'x');

/** tanh(x). */
export const tanh = /* @__PURE__ */ elementwise('tanh', 'x');

/** x to the power y. */
export const pow = /* @__PURE__ */ elementwise('pow', 'x', 'y');

/** sin(x), x in radians. */
export const sin = /* @__PURE__ */ elementwise('sin', 'x');

/** cos(x), x in radians. */
export const cos = /* @__PURE__ */ elementwise('cos', 'x');

/**
 * The functions of the laws module as WebAssembly functions, to be imported by modules that are made at run time: each elementwise function
 * under its name for one double, and where it has vector code under its name with `_f64x2` (two doubles) or `_f32x4` (four floats).
 * JavaScript cannot call those that take vectors.
 */
export const lawFunctions = (): Readonly<Record<string, CallableFunction>> => laws.exports() as never;
