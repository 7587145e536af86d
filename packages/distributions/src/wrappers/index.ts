export { autoregressive } from './autoregressive';
export { empirical } from './empirical';
export { independent } from './independent';
export { masked } from './masked';
export { type MixtureWeights, mixture, mixtureSameFamily } from './mixture';
export { transformed } from './transformed';
export { type Truncation, truncated } from './truncated';
export { zeroInflated } from './zero-inflated';
