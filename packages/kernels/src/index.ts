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
export { type Matrix, matrix, type Rows } from './matrix';
export { foldIn, type Key, key, normalStream, split, threefry2x32, uniformStream } from './threefry';
export { type KernelPool, kernelPool } from './pool';
export type { Argument, Binary, Numbers, Ternary, Unary } from './elementwise';
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
export { lbeta, multigammaln, multiPolygamma, polygammaDifference } from './special/lbeta';
export { polygamma, riemannZeta, zeta, zetaFirst, zetaSecond } from './special/zeta';
