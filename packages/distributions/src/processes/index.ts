export { type AutoregressiveProcessParameters, autoregressiveProcess } from './autoregressive-process';
export { type GaussianProcess, type GaussianProcessParameters, gaussianProcess } from './gaussian-process';
export { type GaussianRandomWalkParameters, gaussianRandomWalk } from './gaussian-random-walk';
export { type HiddenMarkovModel, hiddenMarkovModel } from './hidden-markov-model';
export * as kernels from './kernels';
export type { Kernel, StationaryKernel } from './kernels';
export { markovChain } from './markov-chain';
export type { ChainParameters } from './states';
