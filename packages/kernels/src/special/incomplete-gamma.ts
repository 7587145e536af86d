import { elementwise } from '../elementwise';

/**
 * P(a, x), the distribution function of Gamma(a, 1): SciPy's `gammainc`. NaN for negative arguments and at (0, 0).
 *
 * Temme's uniform expansion (1979) near x = a, else the power series (DLMF 8.7.1) or the continued fraction (DLMF 8.9.2). Relative
 * error 1e-13 in float64, 1.5 units of the last place in float32.
 *
 * @example
 * igammaP(1, 2); // 1 - exp(-2)
 */
export const igammaP = /* @__PURE__ */ elementwise('igammaP', 'a', 'x');
/** Q(a, x) = 1 - P(a, x), also where that is tiny: SciPy's `gammaincc`. */
export const igammaQ = /* @__PURE__ */ elementwise('igammaQ', 'a', 'x');
/** log P(a, x), also where P underflows. */
export const logIgammaP = /* @__PURE__ */ elementwise('logIgammaP', 'a', 'x');
/** log Q(a, x), also where Q underflows. */
export const logIgammaQ = /* @__PURE__ */ elementwise('logIgammaQ', 'a', 'x');
/**
 * x with P(a, x) = p: SciPy's `gammaincinv`. By Halley's steps on log P or log Q.
 *
 * @example
 * igammaPInverse(1, 0.5); // log 2
 */
export const igammaPInverse = /* @__PURE__ */ elementwise('igammaPInverse', 'a', 'p');
/** x with Q(a, x) = q: SciPy's `gammainccinv`. */
export const igammaQInverse = /* @__PURE__ */ elementwise('igammaQInverse', 'a', 'q');
/** dP/da. */
export const igammaShapeFirst = /* @__PURE__ */ elementwise('igammaShapeFirst', 'a', 'x');
/** d2P/da2. */
export const igammaShapeSecond = /* @__PURE__ */ elementwise('igammaShapeSecond', 'a', 'x');
/** The density of Gamma(a, 1) at x. */
export const gammaDensity = /* @__PURE__ */ elementwise('gammaDensity', 'a', 'x');
/** The slope of that density in x. */
export const gammaDensitySlope = /* @__PURE__ */ elementwise('gammaDensitySlope', 'a', 'x');
/** The density of Gamma(a, 1) over P(a, x): the slope of log P in x. */
export const gammaReversedHazard = /* @__PURE__ */ elementwise('gammaReversedHazard', 'a', 'x');
/** The density of Gamma(a, 1) over Q(a, x): minus the slope of log Q in x. */
export const gammaHazard = /* @__PURE__ */ elementwise('gammaHazard', 'a', 'x');
