// The second module: special functions and random draws. Array loops over every function that is marked `// @elementwise` in
// special/ and random/ are written by scripts/elementwise.mjs and exported here along with the functions; those over samplers,
// marked `// @sampler`, by scripts/samplers.mjs.
export { heapBase } from './random/scratch';
export * from './elementwise';
export * from './samplers';
export { betaLogitSlopes } from './special/beta-draw-single';
export { randomBits32, randomBits64, uniform32, uniform64, normal32, normal64, normalsOf32 } from './random/bits';
export { categoricalDraws } from './random/categorical';
export { multinomialDraws } from './random/multinomial';
export { dirichletDraws } from './random/dirichlet';
export { shuffle } from './random/permutation';
