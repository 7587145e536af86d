/** A key of the counter-based generator: two 32-bit words. Bit-compatible with JAX's Threefry keys. */
export type Key = readonly [number, number];

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** Threefry-2x32 with 20 rounds (Salmon et al. 2011): the bits of counter (c0, c1) under `key`. */
export function threefry2x32([k0, k1]: Key, c0: number, c1: number): [number, number] {
  const k2 = k0 ^ k1 ^ 0x1bd11bda;
  const schedule = [k0, k1, k2];
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  for (let group = 0; group < 5; group++) {
    for (const r of ROTATIONS[group & 1]) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << r) | (x1 >>> (32 - r))) ^ x0;
    }
    x0 = (x0 + schedule[(group + 1) % 3]) | 0;
    x1 = (x1 + schedule[(group + 2) % 3] + group + 1) | 0;
  }
  return [x0 >>> 0, x1 >>> 0];
}

/** The key of a seed: any integer of up to 53 bits; 0 is as good as another. */
export function key(seed: number): Key {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be an integer of at most 53 bits; got ${seed}`);
  return [Math.floor(seed / 2 ** 32) >>> 0, seed >>> 0];
}

type KeyWatcher = (parent: Key, counter: readonly [number, number], child: Key) => void;

let watcher: KeyWatcher | undefined;

/**
 * Reports every key that `split` and `foldIn` make while `run` runs: the parent, and the counter of which the child is the block. A
 * compiled program makes the same keys from whatever key it is given.
 */
export function watchKeys<T>(seen: KeyWatcher, run: () => T): T {
  const before = watcher;
  watcher = seen;
  try {
    return run();
  } finally {
    watcher = before;
  }
}

function childKey(parent: Key, high: number, low: number): Key {
  const child = threefry2x32(parent, high, low);
  watcher?.(parent, [high, low], child);
  return child;
}

/** `count` independent keys (JAX's partitionable form: child i is the block of counter i). */
export function split(parent: Key, count = 2): Key[] {
  return Array.from({ length: count }, (_, i) => childKey(parent, 0, i));
}

/** The key of item `data` under `parent`. */
export function foldIn(parent: Key, data: number): Key {
  return childKey(parent, ...key(data));
}

/** A stream of doubles in [0, 1) with 53 bits each; the same key gives the same stream. */
export function uniformStream(from: Key): () => number {
  let counter = 0;
  return () => {
    const [high, low] = threefry2x32(from, Math.floor(counter / 2 ** 32), counter++ >>> 0);
    return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
  };
}

/** A stream of standard normal doubles (polar method, Marsaglia and Bray 1964). */
export function normalStream(from: Key): () => number {
  const uniform = uniformStream(from);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s === 0 || s >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * factor;
      return u * factor;
    }
  };
}
