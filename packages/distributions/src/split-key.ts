import { type Key, type KeyLike, key, split } from '@baytes/random';

/** Keys for the parts of a draw. */
export const splitKey = (given: KeyLike, parts: number): Key[] => split(typeof given === 'number' ? key(given) : given, parts);
