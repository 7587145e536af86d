import { grad, useBackend } from '@baytes/tensor';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { compile, explain } from '../src';

beforeAll(async () => {
  await useBackend('cpu');
});

it('says which kernels and lines each step is', () => {
  const x = tf.tensor(new Float32Array(100), [10, 10]);
  const f = (at: Tensor) => tf.sum(tf.exp(tf.cumsum(tf.sin(at), 1)));
  const text = explain(compile(grad(f), x as Tensor));
  expect(text).toMatch(
    /^\d+ kernels recorded; \d+ nodes after the passes; 5 steps, \d+ numbers in memory\n {3}1\. a loop over/,
  );
  expect(text).toMatch(/2\. a call of cumsum\n {6}Cumsum\n {6}at .*explain\.test\.ts:13:46\n/);
  // The gradient of a line is of that line.
  expect(text).toMatch(/5\. a loop over [\s\S]*Multiply[\s\S]*explain\.test\.ts:13:\d+/);
  expect(text.match(/explain\.test\.ts:\d+/g)?.every((place) => place === 'explain.test.ts:13')).toBe(true);
  x.dispose();
});

it('writes loops as text', () => {
  const x = tf.tensor(new Float32Array(100));
  const text = explain(
    compile((at: Tensor) => tf.sum(tf.exp(at)), x as Tensor),
    { statements: true },
  );
  expect(
    text
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/at .*explain/, 'at explain')),
  ).toEqual([
    '   1. one number after another, 0 operations',
    '        r0 starts as 0',
    '   2. a loop over 100, 2 operations in its body',
    '      Exp, Sum',
    expect.stringContaining('at explain'),
    expect.stringContaining('at explain'),
    '        for i0 < 100',
    '          r1 = b0[i0]',
    '          r2 = exp r1',
    '          r0 add= r2',
    '   3. one number after another, 0 operations',
    '      Sum',
    expect.stringContaining('at explain'),
    '        b1[0] = r0',
  ]);
  x.dispose();
});

it('refuses what is no program', () => {
  expect(() => explain({})).toThrow('expected a program, as compile() makes it');
});
