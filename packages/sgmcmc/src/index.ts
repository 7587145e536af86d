export { type StepSizes, stepSize } from './step-sizes';
export { sgrld, type TopicKernel, type TopicLangevinOptions, tlasgr, tlfsgr } from './topic-langevin';
export type { TopicMatrix, TopicPosition, TopicState, TopicStatistics, TopicStepInfo } from './topic-position';
