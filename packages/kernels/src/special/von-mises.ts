import { elementwise } from '../elementwise';

/** The distribution function on [-pi, pi] of the von Mises law with mean 0 and concentration kappa. */
export const vonMisesCdf = /* @__PURE__ */ elementwise('vonMisesCdf', 'kappa', 'x');

/** Its derivative in kappa. */
export const vonMisesCdfKappa = /* @__PURE__ */ elementwise('vonMisesCdfKappa', 'kappa', 'x');

/** Its second derivative in kappa. */
export const vonMisesCdfKappaKappa = /* @__PURE__ */ elementwise('vonMisesCdfKappaKappa', 'kappa', 'x');

/** Pathwise derivative dx/dkappa of a draw x in [-pi, pi] at a fixed probability. */
export const vonMisesDrawK = /* @__PURE__ */ elementwise('vonMisesDrawK', 'kappa', 'x');

/** d2x/dkappa2 of a draw at a fixed probability. */
export const vonMisesDrawKK = /* @__PURE__ */ elementwise('vonMisesDrawKK', 'kappa', 'x');

/** The density of the von Mises law. */
export const vonMisesDensity = /* @__PURE__ */ elementwise('vonMisesDensity', 'kappa', 'x');

/** d/dkappa of the logarithm of the density: cos x - I1(kappa) / I0(kappa). */
export const vonMisesScore = /* @__PURE__ */ elementwise('vonMisesScore', 'kappa', 'x');
