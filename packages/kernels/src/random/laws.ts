import { sampler } from './sampler';

/** Standard gamma draws: rate 1. */
export const gammaDraws = /* @__PURE__ */ sampler('standardGamma', 'concentration');
/** Logarithms of standard gamma draws: the same draws, which do not underflow at any concentration. */
export const logGammaDraws = /* @__PURE__ */ sampler('standardLogGamma', 'concentration');
export const inverseGammaDraws = /* @__PURE__ */ sampler('inverseGamma', 'concentration', 'scale');
export const betaDraws = /* @__PURE__ */ sampler('beta', 'a', 'b');
/** log(y / (1 - y)) of the beta draws y. */
export const betaLogitDraws = /* @__PURE__ */ sampler('betaLogit', 'a', 'b');
export const studentTDraws = /* @__PURE__ */ sampler('studentT', 'degrees', 'loc', 'scale');

/** Normal draws by the ziggurat: faster than `randomNormal`, other numbers. */
export const normalDraws = /* @__PURE__ */ sampler('exactNormal', 'loc', 'scale');
export const exponentialDraws = /* @__PURE__ */ sampler('exponentialLaw', 'rate');
export const laplaceDraws = /* @__PURE__ */ sampler('laplace', 'loc', 'scale');
/** Wald draws. */
export const inverseGaussianDraws = /* @__PURE__ */ sampler('inverseGaussian', 'mean', 'shape');
export const logisticDraws = /* @__PURE__ */ sampler('logistic', 'loc', 'scale');
export const gumbelDraws = /* @__PURE__ */ sampler('gumbel', 'loc', 'scale');
export const cauchyDraws = /* @__PURE__ */ sampler('cauchy', 'loc', 'scale');
export const weibullDraws = /* @__PURE__ */ sampler('weibull', 'concentration', 'scale');
export const paretoDraws = /* @__PURE__ */ sampler('pareto', 'concentration', 'scale');
export const rayleighDraws = /* @__PURE__ */ sampler('rayleigh', 'scale');
export const kumaraswamyDraws = /* @__PURE__ */ sampler('kumaraswamy', 'a', 'b');
export const truncatedNormalDraws = /* @__PURE__ */ sampler('truncatedNormal', 'loc', 'scale', 'low', 'high');
/** Angles from the mean direction, on (-pi, pi). */
export const vonMisesDraws = /* @__PURE__ */ sampler('standardVonMises', 'concentration');
/** 1 - cos of the angle between a von Mises-Fisher draw and its mean direction. */
export const vonMisesFisherFallDraws = /* @__PURE__ */ sampler('vonMisesFisherFall', 'concentration', 'dimension');
/** Logarithms of draws with density x^(order-1) exp(-(a x + b / x) / 2). */
export const logGeneralisedInverseGaussianDraws = /* @__PURE__ */ sampler('logGeneralisedInverseGaussian', 'order', 'a', 'b');
/** Polya-gamma draws PG(shape, tilt). */
export const polyaGammaDraws = /* @__PURE__ */ sampler('polyaGamma', 'shape', 'tilt');

export const bernoulliDraws = /* @__PURE__ */ sampler('bernoulli', 'probability');
export const binomialDraws = /* @__PURE__ */ sampler('binomial', 'trials', 'probability');
export const poissonDraws = /* @__PURE__ */ sampler('poisson', 'rate');
export const zeroTruncatedPoissonDraws = /* @__PURE__ */ sampler('zeroTruncatedPoisson', 'rate');
export const geometricDraws = /* @__PURE__ */ sampler('geometric', 'probability');
/** Mass C(y + r - 1, y) (1 - p)^r p^y, y = 0, 1, ... */
export const negativeBinomialDraws = /* @__PURE__ */ sampler('negativeBinomial', 'concentration', 'probability');
/** Marked items among `drawn` that are taken from `total`, of which `marked` are marked. */
export const hypergeometricDraws = /* @__PURE__ */ sampler('hypergeometric', 'total', 'marked', 'drawn');
export const betaBinomialDraws = /* @__PURE__ */ sampler('betaBinomial', 'trials', 'a', 'b');
export const logarithmicDraws = /* @__PURE__ */ sampler('logarithmic', 'probability');
/** Tables that customers occupy in a Chinese restaurant: sums of Bernoulli(r / (r + i)), i = 0 .. customers - 1. */
export const chineseRestaurantDraws = /* @__PURE__ */ sampler('chineseRestaurantTables', 'customers', 'concentration');
