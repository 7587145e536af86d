export { randomBits, randomNormal, randomUniform } from './bits';
export { categoricalDraws, dirichletDraws, multinomialDraws } from './categories';
export * from './laws';
export { permutationDraw } from './permutation';
export type { Parameter, Sampler } from './sampler';
export { type DrawsPool, drawsPool } from './pool';
