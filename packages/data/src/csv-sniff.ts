import Papa from 'papaparse';
import { hasDecimalComma, parseNumber } from './csv-number';

const candidates = [',', ';', '\t', '|'];

/**
 * The delimiter of a text with line ends \n: the one under which the first lines have equally many fields, the most numbers among
 * them, and are widest. A comma where nothing separates anything.
 */
export function sniffDelimiter(text: string): string {
  const scored = candidates.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: 20, skipEmptyLines: true });
    const fields = data.flat();
    const numbers = fields.filter((field) => parseNumber(field.trim()) !== undefined || hasDecimalComma(field.trim()));
    const width = data[0]?.length ?? 1;
    const regular = data.every(({ length }) => length === width);
    return { delimiter, width, regular, numeric: numbers.length / fields.length };
  });
  const separating = scored.filter(({ width }) => width > 1);
  separating.sort((a, b) => Number(b.regular) - Number(a.regular) || b.numeric - a.numeric || b.width - a.width);
  return separating[0]?.delimiter ?? ',';
}
