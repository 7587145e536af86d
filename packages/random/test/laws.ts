// The samplers by the names of golden/cells.json: draws under a key with constant parameters.
import * as kernels from '@baytes/kernels';
import type { Key } from '@baytes/kernels';

type Draw = (key: Key, parameters: number[], out: Float64Array) => ArrayLike<number>;

const by =
  (draws: (key: Key, ...rest: never[]) => Float64Array): Draw =>
  (key, parameters, out) =>
    draws(key, ...([...parameters, out] as never[]));

export const LAWS: Record<string, Draw> = {
  uniform32: (key, _, out) => kernels.randomUniform(key, new Float32Array(out.length)),
  uniform64: (key, _, out) => kernels.randomUniform(key, out),
  normal32: (key, _, out) => kernels.randomNormal(key, new Float32Array(out.length)),
  normal64: (key, _, out) => kernels.randomNormal(key, out),
  exactNormal: by(kernels.normalDraws),
  exponential: by(kernels.exponentialDraws),
  laplace: by(kernels.laplaceDraws),
  logistic: by(kernels.logisticDraws),
  gumbel: by(kernels.gumbelDraws),
  cauchy: by(kernels.cauchyDraws),
  weibull: by(kernels.weibullDraws),
  pareto: by(kernels.paretoDraws),
  rayleigh: by(kernels.rayleighDraws),
  kumaraswamy: by(kernels.kumaraswamyDraws),
  truncatedNormal: by(kernels.truncatedNormalDraws),
  logGamma: by(kernels.logGammaDraws),
  gamma: by(kernels.gammaDraws),
  inverseGamma: by(kernels.inverseGammaDraws),
  betaLogit: by(kernels.betaLogitDraws),
  beta: by(kernels.betaDraws),
  studentT: by(kernels.studentTDraws),
  vonMises: by(kernels.vonMisesDraws),
  vonMisesFisherRoot: (key, parameters, out) => by(kernels.vonMisesFisherFallDraws)(key, parameters, out) && out.map(Math.sqrt),
  inverseGaussian: by(kernels.inverseGaussianDraws),
  logGeneralisedInverseGaussian: by(kernels.logGeneralisedInverseGaussianDraws),
  polyaGamma: by(kernels.polyaGammaDraws),
  dirichletFirst: (key, parameters, out) => {
    const K = parameters.length;
    const rows = kernels.dirichletDraws(key, Float64Array.from(parameters), K, new Float64Array(out.length * K));
    return out.map((_, i) => rows[i * K]);
  },
  bernoulli: by(kernels.bernoulliDraws),
  binomial: by(kernels.binomialDraws),
  poisson: by(kernels.poissonDraws),
  zeroTruncatedPoisson: by(kernels.zeroTruncatedPoissonDraws),
  geometric: by(kernels.geometricDraws),
  negativeBinomial: by(kernels.negativeBinomialDraws),
  betaBinomial: by(kernels.betaBinomialDraws),
  hypergeometric: by(kernels.hypergeometricDraws),
  logarithmic: by(kernels.logarithmicDraws),
  chineseRestaurant: by(kernels.chineseRestaurantDraws),
};
