export type { ByStatistic, ExponentialFamily, WeightedSample } from './exponential-family';
export { type MaximumLikelihoodOptions, maximumLikelihood, type Observations } from './maximum-likelihood';
export {
  expectedStatistics,
  exponentialFamilies,
  exponentialFamily,
  fromNatural,
  naturalParameters,
  sufficientStatistics,
} from './of-distribution';
