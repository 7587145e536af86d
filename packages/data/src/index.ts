export { CsvError } from './csv-error';
export { type CsvContent, type CsvFormat, formatCsv } from './csv-format';
export { type ColumnChoice, type CsvOptions, type CsvTable, missingTexts, parseCsv } from './csv-parse';
export { type IdxArray, parseIdx } from './idx';
