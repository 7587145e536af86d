import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LawsFrame, laws } from '../src/laws-engine';
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

describe('normal float64', () => {
  it.each(golden.draws)('of seed $seed is that of JAX to the last places', ({ seed, normal64 }) => {
    const found = randomNormal(key(seed), new Float64Array(8));
    const expected = new Float64Array(BigUint64Array.from(normal64.first, (hex) => BigInt(`0x${hex}`)).buffer);
    for (let i = 0; i < 8; i++) expect(Math.abs(found[i] / expected[i] - 1)).toBeLessThan(1e-14);
  });
  it('reaches as far as its 52 bits', () => {
    const z = randomNormal(key(3), new Float64Array(300_000));
    expect(z.every(Number.isFinite)).toBe(true);
    expect(Math.max(...z.map(Math.abs).subarray(0, 100_000))).toBeGreaterThan(3.8);
  });
});

describe('normal float32', () => {
  // a b + c with one rounding: the product is exact, and a sum that falls on the middle between two float32 is moved by what it lost.
  const words = new DataView(new ArrayBuffer(8));
  const fma = (a: number, b: number, c: number) => {
    const product = a * b;
    const sum = product + c;
    words.setFloat64(0, sum);
    const low = words.getUint32(4);
    if ((low & 0x1fffffff) !== 0x10000000) return Math.fround(sum);
    const other = sum - product;
    const lost = product - (sum - other) + (c - other);
    if (lost === 0) return Math.fround(sum);
    words.setUint32(4, low + (lost > 0 === sum > 0 ? 1 : -1));
    return Math.fround(words.getFloat64(0));
  };
  const { fround } = Math;
  const horner = (x: number, coefficients: number[]) => coefficients.map(fround).reduce((p, c) => fma(p, x, c));

  function log1p(x: number): number {
    if (Math.abs(x) < fround(0.41421357)) {
      const p = horner(x, [4.527e-5, 0.498541027, 6.57873249, 29.9119186, 60.9496689, 57.1129646, 20.0395527]);
      const q = horner(x, [1, 15.0629091, 83.0475693, 221.762405, 309.098724, 216.427887, 60.11866]);
      const square = fround(x * x);
      return fround(x + fma(square, -0.5, fround(fround(x * square) * fround(p / q))));
    }
    const y = Math.max(fround(1 + x), 2 ** -126);
    words.setFloat32(0, y);
    const raw = words.getUint32(0);
    words.setUint32(0, (raw & 0x807fffff) | 0x3f000000);
    const m = words.getFloat32(0);
    const small = m < fround(0.707106769);
    const e = (raw >>> 23) - 126 - Number(small);
    const r = fround(fround(m - 1) + (small ? m : 0));
    const r2 = fround(r * r);
    const r3 = fround(r2 * r);
    const a = horner(r, [0.0703768358, -0.115146101, 0.116769984]);
    const b = horner(r, [-0.12420141, 0.142493233, -0.166680574]);
    const c = horner(r, [0.200007141, -0.24999994, 0.333333313]);
    const tail = fma(fma(fma(a, r3, b), r3, c), r3, fround(e * fround(-0.000212194442)));
    return fma(e, 0.693359375, fround(fma(r2, -0.5, r) + tail));
  }

  function normal(word: number): number {
    words.setUint32(0, (word >>> 9) | 0x3f800000);
    const least = fround(-0.99999994);
    const u = Math.max(least, fround(2 * (words.getFloat32(0) - 1) + least));
    const w = -log1p(fround(u * -u));
    const erfinv =
      w < 5
        ? horner(
            fround(w - 2.5),
            [
              2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503, -0.00417768164,
              0.246640727, 1.50140941,
            ],
          )
        : horner(
            fround(fround(Math.sqrt(w)) - 3),
            [
              -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047,
              1.00167406, 2.83297682,
            ],
          );
    return fround(fround(1.41421354) * fround(erfinv * u));
  }

  it('is that of scalar arithmetic for each of the 2^23 values of u', { timeout: 120_000 }, () => {
    const frame = new LawsFrame();
    const size = 2 ** 15;
    const [random, out] = [frame.reserveInt32(size), frame.reserveInt32(size)];
    let odd = 0;
    for (let start = 0; start < 2 ** 23; start += size) {
      const given = new Uint32Array(frame.buffer, random, size);
      for (let i = 0; i < size; i++) given[i] = (start + i) << 9;
      laws.exports().normalsOf32(random, size, out);
      const found = frame.viewFloat32(out, size);
      for (let i = 0; i < size; i++) if (found[i] !== normal(given[i])) odd++;
    }
    expect(odd).toBe(0);
  });
});
