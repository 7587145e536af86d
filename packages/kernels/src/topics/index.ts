export { dirichletColumns, restaurantTables, type SimplexBoundary, type SimplexStep, simplexStep } from './columns';
export {
  type Collapsed,
  type HeldOut,
  type Link,
  type NetworkLayer,
  networkSweeps,
  type Restaurants,
  type Sweeps,
} from './network-sweeps';
export { type SharedArrayType, sharedArray, type TopicsPool, topicsPool } from './pool';
export { documentRange, rowStride, type SparseCounts } from './sparse-counts';
