// The list of what programs have comes from TensorFlow.js's registry, so that no kernel is forgotten.
import { useBackend } from '@baytes/tensor';
import { describe, expect, it } from 'vitest';
import { coverage } from '../src';
import { leftOut } from '../src/coverage';

describe.each(['cpu', 'wasm'] as const)('kernels of %s', (backend) => {
  it('are in programs, or left out for a reason', async () => {
    await useBackend(backend);
    const all = coverage();
    expect(all.length).toBeGreaterThan(100);
    const missing = all.filter(({ how }) => how === 'none');
    expect(missing.filter(({ why }) => why === undefined)).toEqual([]);
    // What is left out is not in programs.
    expect(all.filter(({ kernel, how }) => how !== 'none' && kernel in leftOut)).toEqual([]);
  });
});

it('the list of what is left out is of kernels that there are', async () => {
  await useBackend('cpu');
  const kernels = new Set(coverage().map(({ kernel }) => kernel));
  await useBackend('wasm');
  for (const { kernel } of coverage()) kernels.add(kernel);
  expect(Object.keys(leftOut).filter((kernel) => !kernels.has(kernel))).toEqual([]);
});
