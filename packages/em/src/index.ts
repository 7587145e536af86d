export { expectAll, expectationMaximization, type Options, type Snapshot } from './expectation-maximization';
export type { Family } from './family';
