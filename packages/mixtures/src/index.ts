export { drawTask, type MatchingOptions, matchMarginal, type Task, type TaskShares } from './big-learning-em';
export { type Checkpoint, checkpointFromJSON, checkpointToJSON, type HistoryEntry, type RunState } from './checkpoint';
export type { BigLearningOptions, FitOptions, FitSnapshot } from './fit';
export { GaussianMixture, type GaussianMixtureJSON } from './gaussian-mixture';
export type { Initialization } from './initialization';
export { type LloydOptions, type LloydResult, lloyd } from './k-means';
export type { DeadComponent } from './maximization';
export { type Covariance, density, type MixtureParameters } from './parameters';
export type { Scaling } from './scaling';
