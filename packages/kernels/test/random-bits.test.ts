import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { foldIn, type Key, key, randomBits, randomNormal, randomUniform, split, threefry2x32 } from '../src';
import golden from './golden/random.json';

const MANY = 1_000_000;

function hexes(values: ArrayBufferView & { BYTES_PER_ELEMENT: number }, count: number): string[] {
  const { buffer, byteOffset, BYTES_PER_ELEMENT: bytes } = values;
  const words = bytes === 4 ? new Uint32Array(buffer, byteOffset, count) : new BigUint64Array(buffer, byteOffset, count);
  return Array.from(words as Iterable<number | bigint>, (word) => word.toString(16).padStart(2 * bytes, '0'));
}

const digest = (values: ArrayBufferView) =>
  createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');

describe('keys are those of JAX', () => {
  it.each(golden.keys)('of seed $seed', ({ seed, key: words }) => {
    expect(key(seed)).toEqual(words);
  });
  it.each(golden.splits)('split of seed $seed', ({ seed, children }) => {
    expect(split(key(seed), 5)).toEqual(children);
  });
  it.each(golden.folds)('folded: $seed, $data', ({ seed, data, key: words }) => {
    expect(foldIn(key(seed), data)).toEqual(words);
  });
});

const arrays: Record<string, (key: Key, length: number) => ArrayBufferView & { BYTES_PER_ELEMENT: number }> = {
  bits32: (from, n) => randomBits(from, new Uint32Array(n)),
  bits64: (from, n) => randomBits(from, new BigUint64Array(n)),
  uniform32: (from, n) => randomUniform(from, new Float32Array(n)),
  uniform64: (from, n) => randomUniform(from, new Float64Array(n)),
  normal32: (from, n) => randomNormal(from, new Float32Array(n)),
};

describe.each(golden.draws)('a million numbers of seed $seed are those of JAX', (entry) => {
  it.each(Object.keys(arrays))('%s', (name) => {
    const expected = entry[name as 'bits32'];
    const made = arrays[name](key(entry.seed), MANY);
    expect(hexes(made, 8)).toEqual(expected.first);
    expect(digest(made)).toBe(expected.sha256);
  });
});

describe('numbers depend on key and place alone', () => {
  const from = key(2026);
  const whole = randomBits(from, new Uint32Array(9001));

  it('any part of an array can be made by itself', () => {
    for (const [start, length] of [
      [0, 1],
      [1, 3],
      [511, 2],
      [513, 1030],
      [8191, 2],
      [8999, 2],
    ])
      expect(randomBits(from, new Uint32Array(length), start)).toEqual(whole.subarray(start, start + length));
    expect(randomBits(from, new Uint32Array(0))).toHaveLength(0);
  });

  it('the blocks are those of the scalar generator', () => {
    const [first, second] = threefry2x32(from, 0, 8999);
    expect(whole[8999]).toBe((first ^ second) >>> 0);
  });

  it('2^32 places, no more', () => {
    expect(randomBits(from, new Uint32Array(1), 2 ** 32 - 1)).toHaveLength(1);
    expect(() => randomBits(from, new Uint32Array(2), 2 ** 32 - 1)).toThrow(/a key has 2\^32 places/);
  });
});
