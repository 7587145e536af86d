import { elementwise } from '../elementwise';

/** log k! = log Gamma(k + 1); looked up for whole k under 256. */
export const logFactorial = /* @__PURE__ */ elementwise('logFactorial', 'k');
/** log of Gamma(a + n) / Gamma(a), a > 0 and a + n > 0, also where n is much smaller than a. */
export const logRisingFactorial = /* @__PURE__ */ elementwise('logRisingFactorial', 'a', 'n');
/** log of n! / (k! (n - k)!), n >= k >= 0, real numbers too; minus infinity for k outside. */
export const logBinomial = /* @__PURE__ */ elementwise('logBinomial', 'n', 'k');
