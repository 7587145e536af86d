import { foldIn, type Key, key, type KeyLike } from '@baytes/random';

/** Two keys of one, for laws whose draws are made of two. */
export function twoKeys(given: KeyLike): [Key, Key] {
  const from = typeof given === 'number' ? key(given) : given;
  return [foldIn(from, 0), foldIn(from, 1)];
}
