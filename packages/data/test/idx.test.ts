import { describe, expect, it } from 'vitest';
import { parseIdx } from '../src/index';

describe('parseIdx', () => {
  it('reads every type, big-endian', () => {
    const header = (type: number, size: number) => [0, 0, type, 1, 0, 0, 0, size];
    const read = (...bytes: number[]) => parseIdx(Uint8Array.from(bytes));
    expect(read(...header(0x08, 2), 7, 255)).toEqual({ type: 'uint8', shape: [2], data: Uint8Array.of(7, 255) });
    expect(read(...header(0x09, 1), 255).data).toEqual(Int8Array.of(-1));
    expect(read(...header(0x0b, 1), 1, 2).data).toEqual(Int16Array.of(258));
    expect(read(...header(0x0c, 1), 255, 255, 255, 254).data).toEqual(Int32Array.of(-2));
    expect(read(...header(0x0d, 1), 0x3f, 0xc0, 0, 0).data).toEqual(Float32Array.of(1.5));
    expect(read(...header(0x0e, 1), 0xbf, 0xf8, 0, 0, 0, 0, 0, 0).data).toEqual(Float64Array.of(-1.5));
    expect(read(0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 3, 4)).toMatchObject({ shape: [1, 2], data: Uint8Array.of(3, 4) });
  });

  it('reads bytes that lie inside a larger buffer', () => {
    expect(parseIdx(Uint8Array.of(9, 9, 0, 0, 8, 1, 0, 0, 0, 1, 5).subarray(2)).data).toEqual(Uint8Array.of(5));
  });

  it('says what is wrong with a file', () => {
    const whole = [0, 0, 8, 1, 0, 0, 0, 2, 7, 9];
    const read = (bytes: number[]) => () => parseIdx(Uint8Array.from(bytes), 'digits');
    expect(read(whole)).not.toThrow();
    expect(read(whole.slice(0, 3))).toThrow('digits: cut short: 3 bytes, and an IDX header has at least 4');
    expect(read(whole.slice(0, 6))).toThrow('digits: cut short: 6 bytes, and a header of rank 1 has 8');
    expect(read(whole.slice(0, -1))).toThrow('digits: cut short: 9 bytes, where 2 of uint8 take 10');
    expect(read([...whole, 0])).toThrow('digits: too long: 11 bytes');
    expect(read([0x1f, 0x8b, 8, 8, 0])).toThrow('this is gzip, decompress it first');
    expect(read([0, 0, 7, 1, 0, 0, 0, 0])).toThrow('it starts with 00 00 07 01');
  });
});
