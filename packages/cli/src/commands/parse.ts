// Arguments from text. What is wrong with one is said by commander, with the option's name before it.
import { InvalidArgumentError } from 'commander';

/** A whole number. */
export const integer = (least: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < least)
    throw new InvalidArgumentError(`Expected an integer of at least ${least}.`);
  return value;
};

/** A finite number. */
export const atLeast = (least: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least)
    throw new InvalidArgumentError(`Expected a number of at least ${least}.`);
  return value;
};

/** Names with commas between them. */
export const list = (text: string) => text.split(',').map((name) => name.trim());

/** `3`, or `1:9` for every number from 1 to 9. */
export function sizes(text: string): number[] {
  const [from, to = from, ...more] = text.split(':').map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  if (more.length > 0 || !(from >= 1) || !(to >= from))
    throw new InvalidArgumentError('Expected a number such as 3, or a range such as 1:9.');
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Whole numbers of at least 1 with commas between them. */
export const integers = (text: string) => list(text).map(integer(1));
