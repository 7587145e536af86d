import { type Key, key } from '@baytes/kernels';

export { foldIn, type Key, key, split } from '@baytes/kernels';

/** A key, or the seed of one. */
export type KeyLike = Key | number;

/** The key that `given` is, or is the seed of. */
export function asKey(given: KeyLike, law: string): Key {
  if (typeof given === 'number') return key(given);
  const isWord = (word: unknown) => Number.isInteger(word) && (word as number) >= 0 && (word as number) < 2 ** 32;
  if (Array.isArray(given) && given.length === 2 && given.every(isWord)) return given;
  throw new TypeError(`${law}: the first argument must be a key (\`key(seed)\`) or a seed; got ${JSON.stringify(given)}`);
}
