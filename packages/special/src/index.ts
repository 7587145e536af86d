export { digamma, gammaSign, lgamma, polygamma, trigamma } from './gamma';
export { gammaDrawGrad } from './gamma-draw';
export {
  igamma,
  igammac,
  igammacInverse,
  igammaInverse,
  logIgamma,
  logIgammac,
} from './incomplete-gamma';
export { lbeta } from './lbeta';
export { multigammaln } from './multigammaln';
export { zeta } from './zeta';
