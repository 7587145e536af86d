export type { Bijector, BijectorJson, ValueAndLogDeterminant } from './bijectors/bijector';
export { bijectorTo } from './bijectors/bijector-to';
export {
  type BijectorOptions,
  type BijectorPage,
  defineBijector,
  type Mapped,
} from './bijectors/define-bijector';
export { bijectorFromJSON } from './bijectors/from-json';
export * as bijectors from './bijectors/index';
export { type ParameterBijectors, type ParameterTree, parameterBijectors } from './bijectors/parameter-bijectors';
export * from './conjugate/index';
export * from './constraints/index';
export { type DistributionFactory, type DistributionOptions, defineDistribution } from './define-distribution';
export type { Distribution, DistributionJson, SampleOptions, ValueLike } from './distribution';
export * from './exponential-family/index';
export { fromJSON, jsonLaws } from './json/from-json';
export { kl, type KlOptions, klPairs } from './kl/kl';
export type { Law, OptionalMethod } from './law';
export * from './laws/continuous/index';
export * from './laws/discrete/index';
export * from './laws/multivariate/index';
export type { AtMostOneOf, OneOf, ParameterLike, ParameterSpec, Spec, Values } from './parameters';
export * from './processes/index';
export * from './wrappers/index';
