export * from './index';
// In Node, `dataset` has a cache; it takes the place of the one above.
export { type CachedDataSetOptions, cacheFolder, dataset } from './cache';
export { readCsv, writeCsv } from './files';
