export * from './constraints/index';
export { type DistributionFactory, type DistributionOptions, defineDistribution } from './define-distribution';
export type { Distribution, DistributionJson, SampleOptions, ValueLike } from './distribution';
export type { Law, OptionalMethod } from './law';
export * from './laws/continuous/index';
export * from './laws/discrete/index';
export * from './laws/multivariate/index';
export type { AtMostOneOf, OneOf, ParameterLike, ParameterSpec, Spec, Values } from './parameters';
