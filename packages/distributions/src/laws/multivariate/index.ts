export { type DirichletParameters, dirichlet } from './dirichlet';
