export type { ByStatistic, ExponentialFamily, WeightedSample } from './exponential-family';
export { type MaximumLikelihoodOptions, maximumLikelihood } from './maximum-likelihood';
export type { Observations } from './observations';
export {
  expectedStatistics,
  exponentialFamilies,
  exponentialFamily,
  fromNatural,
  naturalParameters,
  sufficientStatistics,
} from './of-distribution';
