export { mixtureScratch, mixtureStatistics } from './gaussian-mixture';
export { kMeansScratch, nearestCentres, seedingDistances } from './k-means';
export { heapBase } from './memory';
