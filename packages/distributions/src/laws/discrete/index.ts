export { type BernoulliParameters, bernoulli } from './bernoulli';
export { type BetaBinomialParameters, betaBinomial } from './beta-binomial';
export { type BinomialParameters, binomial } from './binomial';
export { type CategoricalParameters, categorical } from './categorical';
export { type DiscreteUniformParameters, discreteUniform } from './discrete-uniform';
export { type GeometricParameters, geometric } from './geometric';
export { type HypergeometricParameters, hypergeometric } from './hypergeometric';
export { type LogarithmicParameters, logarithmic } from './logarithmic';
export { type NegativeBinomialParameters, negativeBinomial } from './negative-binomial';
export { type OrderedLogisticParameters, orderedLogistic } from './ordered-logistic';
export { type PoissonParameters, poisson } from './poisson';
export {
  type ZeroInflatedNegativeBinomialParameters,
  zeroInflatedNegativeBinomial,
} from './zero-inflated-negative-binomial';
export { type ZeroInflatedPoissonParameters, zeroInflatedPoisson } from './zero-inflated-poisson';
export { type ZeroTruncatedPoissonParameters, zeroTruncatedPoisson } from './zero-truncated-poisson';
