import { elementwise } from '../elementwise';

/**
 * The regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b) at x.
 *
 * @example
 * betainc(2, 3, 0.4); // 0.5248
 */
export const betainc = /* @__PURE__ */ elementwise('betainc', 'a', 'b', 'x');

/** 1 - I_x(a, b), with its own digits where it is small. */
export const betaincc = /* @__PURE__ */ elementwise('betaincc', 'a', 'b', 'x');

/** log I_x(a, b), also where I_x(a, b) itself underflows. */
export const logBetainc = /* @__PURE__ */ elementwise('logBetainc', 'a', 'b', 'x');

/** The inverse of I_x(a, b) in x: the quantile p of Beta(a, b). */
export const betaincinv = /* @__PURE__ */ elementwise('betaincinv', 'a', 'b', 'p');

/** The density of Beta(a, b) at x: dI/dx. */
export const betaDensity = /* @__PURE__ */ elementwise('betaDensity', 'a', 'b', 'x');

/** dI/da. */
export const betaincA = /* @__PURE__ */ elementwise('betaincA', 'a', 'b', 'x');

/** dI/db. */
export const betaincB = /* @__PURE__ */ elementwise('betaincB', 'a', 'b', 'x');

/** d2I/da2. */
export const betaincAA = /* @__PURE__ */ elementwise('betaincAA', 'a', 'b', 'x');

/** d2I/da db. */
export const betaincAB = /* @__PURE__ */ elementwise('betaincAB', 'a', 'b', 'x');

/** d2I/db2. */
export const betaincBB = /* @__PURE__ */ elementwise('betaincBB', 'a', 'b', 'x');

/**
 * Pathwise derivative dx/da of a draw x of Beta(a, b): of the quantile at a fixed probability, -(dI/da) / density (Figurnov,
 * Mohamed and Mnih 2018, "Implicit reparameterization gradients").
 */
export const betaDrawA = /* @__PURE__ */ elementwise('betaDrawA', 'a', 'b', 'x');

/** dx/db of a draw, as {@link betaDrawA}. */
export const betaDrawB = /* @__PURE__ */ elementwise('betaDrawB', 'a', 'b', 'x');

/** d2x/da2 of a draw at a fixed probability. */
export const betaDrawAA = /* @__PURE__ */ elementwise('betaDrawAA', 'a', 'b', 'x');

/** d2x/da db of a draw at a fixed probability. */
export const betaDrawAB = /* @__PURE__ */ elementwise('betaDrawAB', 'a', 'b', 'x');

/** d2x/db2 of a draw at a fixed probability. */
export const betaDrawBB = /* @__PURE__ */ elementwise('betaDrawBB', 'a', 'b', 'x');

/** d/da of {@link logBetainc}. */
export const logBetaincA = /* @__PURE__ */ elementwise('logBetaincA', 'a', 'b', 'x');

/** d/db of {@link logBetainc}. */
export const logBetaincB = /* @__PURE__ */ elementwise('logBetaincB', 'a', 'b', 'x');

/** d2/da2 of {@link logBetainc}. */
export const logBetaincAA = /* @__PURE__ */ elementwise('logBetaincAA', 'a', 'b', 'x');

/** d2/da db of {@link logBetainc}. */
export const logBetaincAB = /* @__PURE__ */ elementwise('logBetaincAB', 'a', 'b', 'x');

/** d2/db2 of {@link logBetainc}. */
export const logBetaincBB = /* @__PURE__ */ elementwise('logBetaincBB', 'a', 'b', 'x');

/** d/da of {@link betaincinv}, at a fixed p. */
export const betaincinvA = /* @__PURE__ */ elementwise('betaincinvA', 'a', 'b', 'p');

/** d/db of {@link betaincinv}, at a fixed p. */
export const betaincinvB = /* @__PURE__ */ elementwise('betaincinvB', 'a', 'b', 'p');

/** d2/da2 of {@link betaincinv}, at a fixed p. */
export const betaincinvAA = /* @__PURE__ */ elementwise('betaincinvAA', 'a', 'b', 'p');

/** d2/da db of {@link betaincinv}, at a fixed p. */
export const betaincinvAB = /* @__PURE__ */ elementwise('betaincinvAB', 'a', 'b', 'p');

/** d2/db2 of {@link betaincinv}, at a fixed p. */
export const betaincinvBB = /* @__PURE__ */ elementwise('betaincinvBB', 'a', 'b', 'p');

/** d/da of the logarithm of the density of Beta(a, b): log x - psi(a) + psi(a + b). */
export const betaScoreA = /* @__PURE__ */ elementwise('betaScoreA', 'a', 'b', 'x');

/** d/db of the logarithm of the density: log(1 - x) - psi(b) + psi(a + b). */
export const betaScoreB = /* @__PURE__ */ elementwise('betaScoreB', 'a', 'b', 'x');

/** The density of Beta(a, b) over its distribution function: the derivative of {@link logBetainc} in x. */
export const betaReversedHazard = /* @__PURE__ */ elementwise('betaReversedHazard', 'a', 'b', 'x');
