// Derivatives of every kernel, first and second, against finite differences.
import { engine, getGradient, getKernelsForBackend, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../../../tooling/vitest/backends';
import { constants } from '../../src/gradients/constants';
import { rules } from '../../src/gradients/register';
import { unsupported } from '../../src/gradients/unsupported';
import { useBackend } from '../../src/index';
import { check, furthest, kernelsOf, valuesOf } from './check';
import { large } from './large';
import { table, title, valuesOnly } from './table';

/**
 * What the native backend of TensorFlow.js refuses with an error: padding by numbers, second derivatives of a maximum pool (it has
 * no MaxPoolWithArgmax), a dense tensor with a default value.
 */
const refused = /\(padding 1|^MaxPool \(|^MaxPoolGrad|^SparseToDense$/;

describe.each(backends)('gradients on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  const cases = table.map((each) => ({ each, name: title(each) }));
  const tested = backend === 'native' ? cases.filter(({ name }) => !refused.test(name)) : cases;
  it.each(tested)('$name', async ({ each }) => {
    expect(await kernelsOf(each)).toContain(each.kernel);
    const before = memory().numTensors;
    expect(await check(each)).toEqual([]);
    expect(memory().numTensors).toBe(before);
  });

  it.runIf(backend === 'native').each(cases.filter(({ name }) => refused.test(name)))('$name is an error', async ({ each }) => {
    await expect(check(each)).rejects.toThrow();
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
