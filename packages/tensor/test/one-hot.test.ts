import { useBackend } from '../src';
import { dispose, oneHot, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { backends } from '../../../tooling/vitest/backends';

describe.each(backends)('oneHot on %s', (backend) => {
  it.each(['bool', 'float32', 'int32'] as const)('writes %s and nothing beyond it', async (dtype) => {
    await useBackend(backend);
    const indices = tensor1d([2, 0, 3], 'int32');
    const rows = Array.from({ length: 200 }, () => oneHot(indices, 4, 1, 0, dtype));
    for (const row of rows) expect(Array.from(row.dataSync())).toEqual([0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
    dispose([indices, ...rows]);
  });
});
