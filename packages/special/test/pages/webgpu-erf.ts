// In a page: the error functions and the log1p family on the graphics card against the kernels' float64, relative errors.
import * as kernels from '@baytes/kernels';
import { useBackend } from '@baytes/tensor';
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import * as special from '../../src';

const line = [-6, -3.2, -1.01, -0.7, -0.2, -1e-6, 1e-6, 0.05, 0.49, 0.51, 0.9, 1.3, 2.5, 5, 8.9];
const unit = [1e-30, 1e-10, 1e-4, 0.02, 0.24, 0.26, 0.4, 0.51, 0.76, 0.99, 0.9999];

type Op = (x: Tensor) => Tensor;
const cases: [string, Op, (x: number) => number, number[]][] = [
  ['erf', special.erf, kernels.erf, line],
  ['erfc', special.erfc, kernels.erfc, line],
  ['erfcx', special.erfcx, kernels.erfcx, [...line, 1e5]],
  ['erfinv', special.erfinv, kernels.erfinv, [...unit, -0.3, -0.999]],
  ['ndtr', special.ndtr, kernels.ndtr, line],
  ['logNdtr', special.logNdtr, kernels.logNdtr, [...line, -40]],
  ['ndtri', special.ndtri, kernels.ndtri, unit],
  ['log1p', special.log1p, kernels.log1p, [...unit, -0.3, -0.999, 40, 1e20]],
  ['expm1', special.expm1, kernels.expm1, [...line, -30, 60]],
  ['log1pexp', special.log1pexp, kernels.log1pexp, [...line, -30, 60]],
  ['log1mexp', special.log1mexp, kernels.log1mexp, unit.map((x) => -20 * x)],
  ['logexpm1', special.logexpm1, kernels.logexpm1, unit.map((x) => 20 * x)],
  ['logit', special.logit, kernels.logit, unit],
  ['logSigmoid', special.logSigmoid, kernels.logSigmoid, [...line, -30, 60]],
  ['xlogy', (x) => special.xlogy(2, x), (x) => kernels.xlogy(2, x), unit],
  ['xlog1py', (x) => special.xlog1py(2, x), (x) => kernels.xlog1py(2, x), unit],
];

export default async function run() {
  const { line: backend } = await useBackend('webgpu');
  const worst: Record<string, { error: number; at: string }> = {};
  for (const [name, op, want, points] of cases) {
    const x = Float32Array.from(points);
    const got = await op(tensor(x)).data();
    worst[name] = { error: 0, at: '' };
    x.forEach((each, i) => {
      const expected = want(each);
      if (got[i] === Math.fround(expected)) return;
      const error = Math.abs(got[i] / expected - 1);
      if (!(error <= worst[name].error)) worst[name] = { error, at: `${each}: ${got[i]}, not ${expected}` };
    });
  }
  const ends = [...(await special.erfinv([-1, 1]).data()), ...(await special.xlogy([0, 2], 0).data())];
  return { line: backend, worst, ends: ends.map(String) };
}
