export { drawTask, type MatchingOptions, matchMarginal, type Task, type TaskShares } from './big-learning-em';
export { type Covariance, density, type MixtureParameters } from './parameters';
