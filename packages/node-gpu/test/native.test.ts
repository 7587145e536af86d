// The native backend itself, where one is set up.
import { abs, matMul, max, memory, randomNormal, sub, tensor1d, tidy, transpose } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { load, type NativeBackend, runInFloat64, runOp, selfTest } from '../dist/index.js';
import { whyNot } from './available';

const problem = await whyNot();

describe.skipIf(problem)('the native backend', () => {
  let backend: NativeBackend;
  beforeAll(async () => {
    backend = await load();
  });

  it('loads, and says what it is', () => {
    expect(backend.tensorflow).toMatch(/^\d+\.\d+/);
    expect(backend.name).toBe('tensorflow');
  });

  it('passes its self-test', () => {
    expect(selfTest().filter(({ good }) => !good)).toEqual([]);
  });

  it('multiplies matrices, transposed and not', () => {
    const difference = tidy(() => {
      const a = randomNormal([70, 50], 0, 1, 'float32', 1);
      return max(abs(sub(matMul(a, a, true, false), matMul(transpose(a), a)))).dataSync()[0];
    });
    expect(difference).toBeLessThan(1e-4);
  });

  it('runs ops by name in float64 and rounds once', () => {
    const x = [1e-3, 0.5, 1.0000001, 2.5, 33, 1e5];
    // SciPy 1.17, gammaln of the float32 values.
    const expected = [
      6.907178837859066, 0.5723649429247, -6.880945764253302e-8, 0.2846828704729192, 81.55795945611503, 1051287.7089736569,
    ];
    tidy(() => {
      const got = runInFloat64('Lgamma', [tensor1d(x)])[0].dataSync();
      const worst = Math.max(...expected.map((value, i) => Math.abs(got[i] / value - 1)));
      expect(worst).toBeLessThan(4 * 2 ** -23);
    });
  });

  it('leaves no tensor behind, also after an error', () => {
    const before = memory().numTensors;
    tidy(() => {
      runOp('Lgamma', [tensor1d([1, 2])], { T: 'float32' });
    });
    expect(() => tidy(() => runInFloat64('NoSuchOp', [tensor1d([1])]))).toThrow(/NoSuchOp/);
    expect(memory().numTensors).toBe(before);
  });
});
