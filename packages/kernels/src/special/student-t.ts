import { elementwise } from '../elementwise';

/** The distribution function of Student's t with n degrees of freedom. */
export const studentTCdf = /* @__PURE__ */ elementwise('studentTCdf', 'n', 't');

/** Its derivative in n. */
export const studentTCdfN = /* @__PURE__ */ elementwise('studentTCdfN', 'n', 't');

/** Its second derivative in n. */
export const studentTCdfNN = /* @__PURE__ */ elementwise('studentTCdfNN', 'n', 't');

/** Pathwise derivative dt/dn of a draw t at a fixed probability. */
export const studentTDrawN = /* @__PURE__ */ elementwise('studentTDrawN', 'n', 't');

/** d2t/dn2 of a draw at a fixed probability. */
export const studentTDrawNN = /* @__PURE__ */ elementwise('studentTDrawNN', 'n', 't');

/** The density of Student's t. */
export const studentTDensity = /* @__PURE__ */ elementwise('studentTDensity', 'n', 't');

/** d/dn of the logarithm of the density. */
export const studentTScore = /* @__PURE__ */ elementwise('studentTScore', 'n', 't');
