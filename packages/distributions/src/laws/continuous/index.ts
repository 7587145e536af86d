export { type GammaParameters, gamma } from './gamma';
export { type NormalParameters, normal } from './normal';
