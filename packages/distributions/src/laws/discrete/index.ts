export { type BernoulliParameters, bernoulli } from './bernoulli';
