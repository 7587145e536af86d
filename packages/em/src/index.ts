export type { Batches } from './batches';
export { hasConverged, keepBest } from './convergence';
export { expectAll, expectationMaximization, type Options, type Snapshot } from './expectation-maximization';
export type { Family } from './family';
export { type RestartOptions, type RestartSnapshot, type RestartState, type Run, restarts } from './restarts';
export {
  type StepSizes,
  type StepwiseOptions,
  type StepwiseSnapshot,
  type StepwiseState,
  stepSize,
  stepwiseExpectationMaximization,
  stepwiseStart,
  stepwiseUpdate,
  type UpdateOptions,
} from './stepwise';
