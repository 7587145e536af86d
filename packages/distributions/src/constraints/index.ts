export type { Constraint } from './constraint';
export { countsOf } from './counts-of';
export { type Each, each } from './each';
export { type Bound, type Interval, type IntervalOptions, interval } from './interval';
export { logSimplex } from './log-simplex';
export { correlationCholesky, lowerCholesky } from './lower-cholesky';
export { nonZero } from './non-zero';
export {
  binary,
  count,
  extendedReal,
  integer,
  nonNegative,
  openUnitInterval,
  positive,
  positiveCount,
  real,
  unitInterval,
} from './numbers';
export { oneHot } from './one-hot';
export { ordered, positiveOrdered } from './ordered';
export { correlation, positiveDefinite } from './positive-definite';
export { simplex } from './simplex';
export { unitVector } from './unit-vector';
export { zeroSum } from './zero-sum';
