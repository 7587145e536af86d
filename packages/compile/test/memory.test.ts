// A program that has been called a million times holds no more memory than one that has been called a thousand times.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { useBackend, valueAndGrad } from '@baytes/tensor';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { compile } from '../src';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

it('memory stays flat over a million calls', async () => {
  await useBackend('cpu');
  const x = tf.tensor(new Float32Array(12));
  const program = compile(
    valueAndGrad((at: Tensor) => tf.sum(tf.exp(tf.mul(at, tf.sum(at))))),
    x as Tensor,
  );
  const point = new Float64Array(12).fill(0.1);
  const slopes = new Float64Array(12);
  const call = (times: number) => {
    for (let i = 0; i < times; i++) {
      program.flat(point, slopes);
      if (i % 10 === 0) program(point);
    }
    collect();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  call(20_000);
  const before = call(1000);
  const tensors = tf.memory().numTensors;
  const after = call(1_000_000);
  expect(after - before).toBeLessThan(1 << 20);
  expect(tf.memory().numTensors).toBe(tensors);
  x.dispose();
});

it('a program that nobody holds any more is collected', async () => {
  await useBackend('cpu');
  const x = tf.tensor(new Float32Array(16));
  const programs = Array.from(
    { length: 20 },
    (_, i) => new WeakRef(compile((at: Tensor) => tf.exp(tf.mul(at, i)), x as Tensor)),
  );
  const alive = () => programs.filter((each) => each.deref() !== undefined).length;
  // What a task has looked at by a WeakRef lives until its end.
  for (let turn = 0; turn < 100 && alive() > 1; turn++) {
    await new Promise((done) => setTimeout(done, 10));
    collect();
  }
  expect(alive()).toBeLessThanOrEqual(1);
  x.dispose();
});
