export type { Constraint } from './constraint';
export { each } from './each';
export { type Bound, type Interval, type IntervalOptions, interval } from './interval';
export {
  binary,
  count,
  nonNegative,
  openUnitInterval,
  positive,
  positiveCount,
  real,
  unitInterval,
} from './numbers';
export { simplex } from './simplex';
