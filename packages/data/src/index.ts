export { CsvError } from './csv-error';
export { type CsvContent, type CsvFormat, formatCsv } from './csv-format';
export { type ColumnChoice, type CsvOptions, type CsvTable, missingTexts, parseCsv } from './csv-parse';
export { type IdxArray, parseIdx } from './idx';
export { type DataSet, type DataSetOptions, dataset } from './data-set';
export type { DownloadOptions, DownloadProgress } from './download';
export { type DataFile, type DataSetDescription, type DataSetName, dataSets } from './registry';
