// The third module: topic models over sparse counts.
export { heapBase } from './topics/words';
export { networkScratch, networkSweeps } from './topics/belief-network';
export { dirichletColumns } from './topics/dirichlet';
export { simplexStep } from './topics/langevin';
export { tablesOfHistogram } from './topics/tables';
