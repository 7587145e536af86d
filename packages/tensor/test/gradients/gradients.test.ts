// Derivatives of every kernel, first and second, against finite differences.
import { engine, getGradient, getKernel, getKernelsForBackend, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../../../tooling/vitest/backends';
import { constants } from '../../src/gradients/constants';
import { rules } from '../../src/gradients/register';
import { unsupported } from '../../src/gradients/unsupported';
import { useBackend } from '../../src/index';
import { check, furthest, kernelsOf, valuesOf } from './check';
import { large } from './large';
import { table, title, valuesOnly } from './table';

describe.each(backends)('gradients on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.for(table.map((each) => ({ each, name: title(each) })))('$name', async ({ each }, { skip }) => {
    // TensorFlow has no such kernel under TensorFlow.js; on the others every one of the table has to be there.
    skip(backend === 'native' && !getKernel(each.kernel, 'tensorflow'), `${each.kernel} is not there`);
    expect(await kernelsOf(each)).toContain(each.kernel);
    const before = memory().numTensors;
    expect(await check(each)).toEqual([]);
    expect(memory().numTensors).toBe(before);
  });

  it('leave no kernel of the registry out', () => {
    const tested = new Set(table.map(({ kernel }) => kernel));
    const left = getKernelsForBackend(engine().backendName)
      .map(({ kernelName }) => kernelName)
      .filter((name) => !tested.has(name) && !(name in constants) && !(name in unsupported) && !name.startsWith('Test'));
    expect(left).toEqual([]);
  });
});

describe('values on wasm', () => {
  it.each([...table, ...valuesOnly, ...large].map((each) => ({ each, name: title(each) })))('$name', async ({ each }) => {
    await useBackend('cpu');
    const expected = await valuesOf(each);
    await useBackend('wasm');
    const found = await valuesOf(each);
    expect(found.shape).toEqual(expected.shape);
    expect(furthest(found.values, expected.values)).toBeLessThan(1e-5);
  });
});

describe('the table of gradients', () => {
  it('tests every rule but those of constants', () => {
    const tested = new Set(table.map(({ kernel }) => kernel));
    expect(Object.keys(rules).filter((name) => !tested.has(name) && !(name in constants))).toEqual([]);
  });

  it('has no kernel twice', () => {
    expect(Object.keys(unsupported).filter((name) => name in rules)).toEqual([]);
  });

  it.each(Object.keys(unsupported))('%s throws an error that names it', (name) => {
    expect(() => getGradient(name).gradFunc(undefined as never, [], {})).toThrow(`${name} has no gradient: `);
  });

  it.each(Object.keys(rules))('%s saves inputs only', (name) => {
    expect(getGradient(name).outputsToSave).toBeUndefined();
  });
});
