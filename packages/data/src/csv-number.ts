const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const infinity = /^([+-]?)inf(?:inity)?$/i;
const decimalComma = /^[+-]?(?:\d+,\d*|,\d+)(?:e[+-]?\d+)?$/i;

/** Which character stands before the fraction of a number. */
export type Decimal = '.' | ',';

/** The number that a field says, or undefined. Hexadecimal numbers and those beyond 1.8e308 are none; `inf` and `Infinity` are. */
export function parseNumber(text: string, decimal: Decimal = '.'): number | undefined {
  const plain = decimal === ',' ? text.replace(',', '.') : text;
  if (number.test(plain) && !(decimal === ',' && text.includes('.'))) {
    const value = Number(plain);
    return Number.isFinite(value) ? value : undefined;
  }
  const infinite = infinity.exec(plain);
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : undefined;
}

/** Whether a field is a number that is written with a decimal comma. */
export const hasDecimalComma = (text: string): boolean => decimalComma.test(text);
