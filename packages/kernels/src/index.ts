export {
  addMoments,
  CHUNK_ROWS,
  type FactorShape,
  type MixtureDensity,
  type MixtureMoments,
  mixtureMoments,
  mixtureScores,
  type Scatter,
  segmentMoments,
  segmentRows,
} from './gaussian-mixture';
export { type KMeansMoments, kMeansPlusPlus, nearestCentres } from './k-means';
export {
  cholesky,
  clipEigenvalues,
  type Eigen,
  haarOrthogonal,
  invertLower,
  logDeterminant,
  symmetricEigen,
} from './linear-algebra';
export * from './random';
export * from './topics';
export { type Matrix, matrix, type Rows } from './matrix';
export { foldIn, type Key, key, normalStream, split, threefry2x32, uniformStream, watchKeys } from './threefry';
export { type KernelPool, kernelPool } from './pool';
export { type Products, productsOn } from './products';
export {
  type Argument,
  type Binary,
  type ElementwiseCall,
  type Numbers,
  type Ternary,
  type Unary,
  watchElementwise,
} from './elementwise';
export { digamma, gammaSign, lgamma, trigamma } from './special/gamma';
export { gammaDrawFirst, gammaDrawSecond, logGammaDrawFirst, logGammaDrawSecond } from './special/gamma-draw';
export {
  gammaDensity,
  gammaDensitySlope,
  gammaHazard,
  gammaReversedHazard,
  igammaP,
  igammaPInverse,
  igammaQ,
  igammaQInverse,
  igammaShapeFirst,
  igammaShapeSecond,
  logIgammaP,
  logIgammaQ,
} from './special/incomplete-gamma';
export { logBinomial, logFactorial, logRisingFactorial } from './special/counts';
export { lbeta, multigammaln, multiPolygamma, polygammaDifference } from './special/lbeta';
export { polygamma, riemannZeta, zeta, zetaFirst, zetaSecond } from './special/zeta';
export {
  erf,
  erfc,
  erfcinv,
  erfcinvDerivative,
  erfcx,
  erfcxDerivative,
  erfinv,
  erfinvDerivative,
  expSquare,
  logNdtr,
  logNdtrDerivative,
  ndtr,
  ndtri,
  ndtriDerivative,
  ndtriExp,
} from './special/erf';
export { expm1, log1mexp, log1p, log1pexp, logDiffExp, logexpm1, logit, logSigmoid, xlog1py, xlogy } from './special/log1p';
export { cos, exp, lawFunctions, log, pow, sigmoid, sin, tanh } from './special/elementary';
export {
  betaDensity,
  betaDrawA,
  betaDrawAA,
  betaDrawAB,
  betaDrawB,
  betaDrawBB,
  betainc,
  betaincA,
  betaincAA,
  betaincAB,
  betaincB,
  betaincBB,
  betaincc,
  betaincinv,
  betaincinvA,
  betaincinvAA,
  betaincinvAB,
  betaincinvB,
  betaincinvBB,
  betaReversedHazard,
  betaScoreA,
  betaScoreB,
  logBetainc,
  logBetaincA,
  logBetaincAA,
  logBetaincAB,
  logBetaincB,
  logBetaincBB,
} from './special/beta';
export {
  besselI0,
  besselI0e,
  besselI1,
  besselI1e,
  besselIv,
  besselIvDerivative,
  besselIve,
  besselIveDerivative,
  logBesselIv,
  logBesselIvDerivative,
} from './special/bessel';
export { lambertW0, lambertW0Derivative, lambertWm1, lambertWm1Derivative } from './special/lambert-w';
export { owensT } from './special/owens-t';
export {
  studentTCdf,
  studentTCdfN,
  studentTCdfNN,
  studentTDensity,
  studentTDrawN,
  studentTDrawNN,
  studentTScore,
} from './special/student-t';
export * from './special/tilted-draw';
export { betaLogitDrawSlopes } from './special/beta-draw-slopes';
export {
  vonMisesCdf,
  vonMisesCdfKappa,
  vonMisesCdfKappaKappa,
  vonMisesDensity,
  vonMisesDrawK,
  vonMisesDrawKK,
  vonMisesScore,
} from './special/von-mises';
export { negativeBinomialDrawR, negativeBinomialDrawRR } from './special/negative-binomial';
