// In a page: functions whose composites are integrals, series and iterations, and their derivatives, on the graphics card against the
// kernels' float64, relative errors.
import * as kernels from '@baytes/kernels';
import { useBackend } from '@baytes/tensor';
import { grads, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';
import * as special from '../../src';

type Op = (...xs: Tensor[]) => Tensor;
type Scalar = (...xs: number[]) => number;

const inFirst =
  (op: Op): Op =>
  (a, x) =>
    grads((s: Tensor, t: Tensor) => sum(op(s, t)))([a, x])[0];

const pairs = [
  [0.3, 0.2],
  [0.7, 2.5],
  [2.5, 1.3],
  [9, 12],
  [40, 31],
];
const counts = [
  [5, 2],
  [60, 0],
  [1000, 480],
  [1e6, 3],
];
const positive = [0.1, 0.8, 3, 20].map((x) => [x]);

const cases: [string, Op, Scalar, number[][]][] = [
  ['igamma', special.igamma, kernels.igammaP, pairs],
  ['igammac', special.igammac, kernels.igammaQ, pairs],
  ['logIgamma', special.logIgamma, kernels.logIgammaP, pairs],
  ['igamma in a', inFirst(special.igamma), kernels.igammaShapeFirst, pairs],
  ['igamma twice in a', inFirst(inFirst(special.igamma)), kernels.igammaShapeSecond, pairs],
  ['gammaDrawGrad', special.gammaDrawGrad, kernels.gammaDrawFirst, pairs],
  ['igammaInverse', special.igammaInverse, kernels.igammaPInverse, pairs.map(([a], i) => [a, 0.1 + 0.2 * i])],
  ['lbeta', special.lbeta, kernels.lbeta, pairs],
  ['lbeta in a', inFirst(special.lbeta), (a, b) => kernels.polygammaDifference(0, a, b), pairs],
  ['logBinomial', special.logBinomial, kernels.logBinomial, counts],
  ['logRisingFactorial', special.logRisingFactorial, kernels.logRisingFactorial, pairs],
  ['polygamma', (x) => special.polygamma(3, x), (x) => kernels.polygamma(3, x), positive],
  ['zeta', special.zeta, kernels.zeta, pairs.map(([a, x]) => [1.2 + a, x])],
  ['besselI0e', special.besselI0e, kernels.besselI0e, positive],
  ['logBesselIv', special.logBesselIv, kernels.logBesselIv, pairs],
  ['lambertW0', special.lambertW0, kernels.lambertW0, positive],
  ['owensT', special.owensT, kernels.owensT, pairs],
  ['vonMisesCdf', special.vonMisesCdf, kernels.vonMisesCdf, pairs],
];

export default async function run() {
  const { line } = await useBackend('webgpu');
  const worst: Record<string, { error: number; at: string }> = {};
  for (const [name, op, want, points] of cases) {
    const inputs = points[0].map((_, i) => Float32Array.from(points, (point) => point[i]));
    const got = await op(...inputs.map((each) => tensor(each))).data();
    worst[name] = { error: 0, at: '' };
    points.forEach((_, row) => {
      const expected = want(...inputs.map((each) => each[row]));
      const error = got[row] === Math.fround(expected) ? 0 : Math.abs(got[row] - expected) / Math.max(Math.abs(expected), 1e-3);
      if (!(error <= worst[name].error)) worst[name] = { error, at: `${points[row]}: ${got[row]}, not ${expected}` };
    });
  }
  return { line, worst };
}
