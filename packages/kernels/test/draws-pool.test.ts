import { afterAll, describe, expect, it } from 'vitest';
import { type DrawsPool, drawsPool, gammaDraws, key, poissonDraws, studentTDraws } from '../src';

const pools: DrawsPool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.terminate())));

describe.each([1, 2, 3])('draws by %i workers', (workers) => {
  it('are those of one thread, to the last bit', async () => {
    const pool = await drawsPool(workers);
    pools.push(pool);
    const n = 50_001;
    const shape = Float64Array.from({ length: n }, (_, i) => 0.1 + (i % 97) / 7);
    expect(await pool.draws('gammaDraws', key(1), [shape], new Float64Array(n))).toEqual(
      gammaDraws(key(1), shape, new Float64Array(n)),
    );
    const rate = Float32Array.from(shape);
    expect(await pool.draws('poissonDraws', key(2), [rate], new Float32Array(n))).toEqual(
      poissonDraws(key(2), rate, new Float32Array(n)),
    );
    expect(await pool.draws('studentTDraws', key(3), [3, 0, shape], new Float64Array(n))).toEqual(
      studentTDraws(key(3), 3, 0, shape, new Float64Array(n)),
    );
    expect(await pool.draws('poissonDraws', key(2), [4], new Float64Array(5))).toEqual(
      poissonDraws(key(2), 4, new Float64Array(5)),
    );
  });
});

describe('a pool', () => {
  it('fills shared memory in place, and plain memory at every call anew', async () => {
    const pool = await drawsPool(2);
    pools.push(pool);
    const n = 30_000;
    const shared = new Float64Array(new SharedArrayBuffer(8 * n));
    expect(await pool.draws('poissonDraws', key(2), [4], shared)).toBe(shared);
    const expected = poissonDraws(key(2), 4, new Float64Array(n));
    expect(Array.from(shared)).toEqual(Array.from(expected));
    const outs = await Promise.all(
      [2, 3, 2].map((seed, i) => pool.draws('poissonDraws', key(seed), [4], new Float64Array(n - i))),
    );
    expect(outs[0]).toEqual(expected);
    expect(outs[1]).toEqual(poissonDraws(key(3), 4, new Float64Array(n - 1)));
    expect(await pool.draws('poissonDraws', key(2), [4], new Float64Array(n - 5))).toEqual(expected.subarray(0, n - 5));
    expect(outs[2]).toEqual(expected.subarray(0, n - 2));
  });

  it('refuses parameters of another length', async () => {
    const pool = await drawsPool(2);
    pools.push(pool);
    await expect(pool.draws('poissonDraws', key(0), [new Float64Array(3)], new Float64Array(30_000))).rejects.toThrow(
      /3 numbers for 30000 draws/,
    );
  });
});
