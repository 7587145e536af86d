export { expectationMaximization, type Family, type Options, type Snapshot } from './expectation-maximization';
