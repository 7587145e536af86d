// In a page: the ops that have float32 versions for the graphics card, and their derivatives, against the kernels' float64.
import * as kernels from '@baytes/kernels';
import { useBackend } from '@baytes/tensor';
import { grad, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { digamma, lgamma, trigamma } from '../../src';

const points = Float32Array.of(
  1e-20,
  1e-5,
  0.03,
  0.2,
  0.5,
  0.9,
  0.999,
  1,
  1.001,
  1.3,
  1.4616,
  1.8,
  1.999,
  2,
  2.001,
  2.5,
  2.999,
  3,
  3.5,
  5,
  8,
  20,
  100,
  1e3,
  1e5,
  -0.1,
  -0.5,
  -0.9,
  -1.5,
  -2.3,
  -2.75,
  -5.5,
  -20.4,
);

type Op = (x: Tensor) => Tensor;
const derivative =
  (op: Op): Op =>
  (x) =>
    grad((t: Tensor) => sum(op(t)))(x);

const cases: [string, Op, (x: number) => number][] = [
  ['lgamma', lgamma, kernels.lgamma],
  ['digamma', digamma, kernels.digamma],
  ['trigamma', trigamma, kernels.trigamma],
  ['derivative of lgamma', derivative(lgamma), kernels.digamma],
  ['second derivative of lgamma', derivative(derivative(lgamma)), kernels.trigamma],
];

export default async function run() {
  const { line } = await useBackend('webgpu');
  const worst: Record<string, { error: number; at: string }> = {};
  for (const [name, op, want] of cases) {
    const got = await op(tensor(points)).data();
    worst[name] = { error: 0, at: '' };
    points.forEach((x, i) => {
      const expected = want(x);
      if (got[i] === Math.fround(expected)) return;
      // Near the zeros the error is absolute.
      const error = Math.abs(got[i] - expected) / Math.max(Math.abs(expected), 0.1);
      if (!(error <= worst[name].error)) worst[name] = { error, at: `${x}: ${got[i]}, not ${expected}` };
    });
  }
  const poles = [...(await lgamma([0, -1, -7]).data()), ...(await digamma([-1, -7]).data())];
  return { line, worst, poles: poles.map(String) };
}
