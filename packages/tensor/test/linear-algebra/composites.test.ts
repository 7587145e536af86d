// What a graphics card computes by tensor ops must be what the host kernels compute.
import {
  findBackend,
  getKernelsForBackend,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  tensor,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bandPart,
  diagonal,
  diagonalPart,
  fillLowerTriangle,
  lowerTriangle,
  lowerTriangleValues,
  setDiagonal,
  upperTriangle,
  useBackend,
} from '../../src/index';
import { normal } from './finite-differences';

const operations: Record<string, () => Tensor> = {
  bandPart: () => bandPart(normal([2, 4, 5], 1), 1, 2),
  lowerTriangle: () =>
    lowerTriangle(
      tensor([
        [1, Number.NaN],
        [3, Number.POSITIVE_INFINITY],
      ]),
    ),
  upperTriangle: () => upperTriangle(normal([3, 2], 1)),
  diagonal: () =>
    diagonal(
      tensor([
        [1, Number.NaN],
        [Number.POSITIVE_INFINITY, 2],
      ]),
    ),
  'diagonalPart, wide': () => diagonalPart(normal([2, 2, 3], 1)),
  'diagonalPart, tall': () => diagonalPart(normal([2, 3, 2], 1)),
  'diagonalPart, square, NaN beside it': () =>
    diagonalPart([
      [1, Number.NaN],
      [3, 4],
    ]),
  'setDiagonal, wide': () => setDiagonal(normal([2, 2, 3], 1), normal([2, 2], 2)),
  'setDiagonal, tall': () => setDiagonal(normal([2, 3, 2], 1), normal([2, 2], 2)),
  fillLowerTriangle: () => fillLowerTriangle(normal([2, 6], 1)),
  'fillLowerTriangle, NaN first': () => fillLowerTriangle([Number.NaN, 2, 3]),
  lowerTriangleValues: () => lowerTriangleValues(normal([2, 3, 3], 1)),
};

describe('a graphics card', () => {
  beforeAll(async () => {
    await useBackend('cpu');
    // The cpu backend under the name of one.
    registerBackend('webgl', () => findBackend('cpu'));
    for (const kernel of getKernelsForBackend('cpu')) registerKernel({ ...kernel, backendName: 'webgl' });
  });
  afterAll(() => removeBackend('webgl'));

  it.each(Object.entries(operations))('%s', (_name, operation) => {
    tidy(() => {
      setBackend('cpu');
      const wanted = operation();
      setBackend('webgl');
      const found = operation();
      expect(found.shape).toEqual(wanted.shape);
      expect([...found.dataSync()]).toEqual([...wanted.dataSync()]);
    });
  });
});
