export * from './index';
export { readCsv, writeCsv } from './files';
