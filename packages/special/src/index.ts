export { digamma, gammaSign, lgamma, polygamma, trigamma } from './gamma';
export { gammaDrawGrad } from './gamma-draw';
export {
  igamma,
  igammac,
  igammacInverse,
  igammaInverse,
  logIgamma,
  logIgammac,
} from './incomplete-gamma';
export { logBinomial, logFactorial, logRisingFactorial } from './counts';
export { lmultibeta } from './lmultibeta';
export { lbeta, polygammaDifference } from './lbeta';
export { multigammaln } from './multigammaln';
export { zeta } from './zeta';
export { betainc, betaincc, betaincinv, logBetainc } from './beta';
export { besselI0, besselI0e, besselI1, besselI1e, besselIv, besselIve, logBesselIv } from './bessel';
export { erf, erfc, erfcinv, erfcx, erfinv, logNdtr, ndtr, ndtri, ndtriExp } from './erf';
export { lambertW0, lambertWm1 } from './lambert-w';
export { expm1, log1mexp, log1p, log1pexp, logDiffExp, logexpm1, logit, logSigmoid, xdivy, xlog1py, xlogy } from './log1p';
export { owensT } from './owens-t';
export { studentTCdf } from './student-t';
export { vonMisesCdf } from './von-mises';
