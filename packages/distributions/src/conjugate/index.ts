export { type ConjugateOptions, conjugatePairs, conjugateUpdate } from './conjugate-update';
