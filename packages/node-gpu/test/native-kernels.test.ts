// TensorFlow's own ops in the place of Baytes' kernels: held to the same golden values.
import { readFileSync } from 'node:fs';
import { tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { columns, float32Ulps, type Golden } from '../../kernels/test/golden-rows';
import { load, nativeKernels } from '../dist/index.js';
import { whyNot } from './available';
import { runKernelByName } from './run-kernel';

const golden = JSON.parse(readFileSync(new URL('../../kernels/test/golden/gamma.json', import.meta.url), 'utf8')) as Golden;
/** Kernel, its golden values, its inputs. */
const cases = [
  ['Lgamma', 'lgamma', ['x']],
  ['Digamma', 'digamma', ['x']],
  ['Zeta', 'zeta', ['x', 'q']],
  ['Igamma', 'igammaP', ['a', 'x']],
  ['Igammac', 'igammaQ', ['a', 'x']],
] as const;

const problem = await whyNot();
describe.skipIf(problem)('native kernels', () => {
  beforeAll(async () => {
    await load({ nativeKernels: true });
  });

  it('are all tested', () => expect(cases.map(([name]) => name).sort()).toEqual([...nativeKernels].sort()));

  it.each(cases)('%s is within one unit of the last place of mpmath, edges included', (kernel, name, inputs) => {
    const { args, want } = columns(golden[name]);
    const got = tidy(() => {
      const tensors = args.map((values) => tensor1d(Float32Array.from(values)));
      return runKernelByName(kernel, Object.fromEntries(inputs.map((input, i) => [input, tensors[i]]))).dataSync();
    });
    const wrong = Array.from(want, (value, i) => ({
      at: args.map((values) => values[i]),
      got: got[i],
      value,
      ulps: float32Ulps(got[i], value),
    })).filter(({ ulps }) => !(ulps <= 1));
    expect(wrong).toEqual([]);
  });
});
