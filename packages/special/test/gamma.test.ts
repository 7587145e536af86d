import { readFileSync } from 'node:fs';
import * as kernels from '@baytes/kernels';
import { useBackend } from '@baytes/tensor';
import { engine, grad, grads, memory, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../../tooling/vitest/backends';
import { columns, float32Ulps, type Golden } from '../../kernels/test/golden-rows';
import * as special from '../src';
import { expectDerivatives } from './derivatives';

const golden = JSON.parse(readFileSync(new URL('../../kernels/test/golden/gamma.json', import.meta.url), 'utf8')) as Golden;

/** Each op by the name of its kernel's golden values. */
const ops: Record<string, (...inputs: Tensor[]) => Tensor> = {
  lgamma: special.lgamma,
  gammaSign: special.gammaSign,
  digamma: special.digamma,
  trigamma: special.trigamma,
  polygamma: special.polygamma,
  zeta: special.zeta,
  lbeta: special.lbeta,
  igammaP: special.igamma,
  igammaQ: special.igammac,
  logIgammaP: special.logIgamma,
  logIgammaQ: special.logIgammac,
  igammaPInverse: special.igammaInverse,
  igammaQInverse: special.igammacInverse,
  gammaDrawFirst: special.gammaDrawGrad,
};

const shapes = [0.03, 0.4, 1, 2.2, 7.5, 9, 40];
/** Points inside the bulk of the gamma law. */
const bulk = shapes
  .flatMap((a) => [0.2, 0.5, 0.9].map((p) => [a, kernels.igammaPInverse(a, p)] as const))
  .filter(([, x]) => x > 1e-3);

describe.each(backends)('the gamma family on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(Object.keys(ops))(
    '%s is within one unit of the last place of mpmath, lgamma within four, and leaves one tensor',
    (name) => {
      const { args, want } = columns(golden[name]);
      const inputs = args.map((a) => tensor(Float32Array.from(a)));
      const before = memory().numTensors;
      const result = ops[name](...inputs);
      expect(memory().numTensors).toBe(before + 1);
      result.dataSync().forEach((got, i) => {
        expect(float32Ulps(got, want[i]), `(${args.map((a) => a[i])}): ${got}, not ${want[i]}`).toBeLessThanOrEqual(
          name === 'lgamma' ? 4 : 1,
        );
      });
      for (const each of [result, ...inputs]) each.dispose();
    },
  );

  it('multigammaln', () =>
    tidy(() => {
      for (const dimension of [1, 2, 3, 5]) {
        const x = [2.5, 4.7, 55];
        const got = special.multigammaln(x, dimension).dataSync();
        got.forEach((value, i) => {
          expect(float32Ulps(value, kernels.multigammaln(Math.fround(x[i]), dimension))).toBeLessThanOrEqual(1);
        });
      }
      expect(() => special.multigammaln([3], 1.5)).toThrow('dimension must be a whole number of at least 1; got 1.5');
    }));

  it('has right first and second derivatives: functions of one argument', () => {
    const points = [[0.02], [0.3], [1.2], [2.9], [7.7], [8.3], [60], [-0.4], [-2.7]];
    const checks = { step: 0.01 };
    expectDerivatives(special.lgamma, kernels.lgamma, points, checks);
    expectDerivatives(special.digamma, kernels.digamma, points, checks);
    expectDerivatives(special.trigamma, kernels.trigamma, points, checks);
    expectDerivatives(
      (x) => special.polygamma(3, x),
      (x) => kernels.polygamma(3, x),
      points,
      checks,
    );
    expectDerivatives(
      (x) => special.multigammaln(x, 3),
      (x) => kernels.multigammaln(x, 3),
      [[1.4], [3], [20]],
    );
  });

  it('has right first and second derivatives: zeta and lbeta', () => {
    expectDerivatives(special.zeta, kernels.zeta, [
      [1.3, 0.5],
      [2, 1],
      [3.5, 7],
      [6, 0.8],
      [2.2, 30],
    ]);
    expectDerivatives(special.lbeta, kernels.lbeta, [
      [0.2, 0.5],
      [1, 3],
      [9, 0.4],
      [30, 50],
      [4, 1000],
    ]);
  });

  it('has right first and second derivatives: incomplete gamma functions', () => {
    expectDerivatives(special.igamma, kernels.igammaP, bulk);
    expectDerivatives(special.igammac, kernels.igammaQ, bulk);
    // Second derivatives in small shapes are float32 differences of larger numbers.
    expectDerivatives(special.logIgamma, kernels.logIgammaP, bulk, { tolerance: 1e-4 });
    expectDerivatives(special.logIgammac, kernels.logIgammaQ, bulk, { tolerance: 1e-4 });
    // Its derivative in alpha is tested by the quantiles' second derivatives.
    expectDerivatives(special.gammaDrawGrad, kernels.gammaDrawFirst, bulk, { wrt: [1], tolerance: 3e-5 });
  });

  it('has right first and second derivatives: quantiles', () => {
    const points = shapes.slice(1).flatMap((a) => [0.1, 0.5, 0.8].map((p) => [a, p] as const));
    expectDerivatives(special.igammaInverse, kernels.igammaPInverse, points, { tolerance: 3e-5 });
    expectDerivatives(special.igammacInverse, kernels.igammaQInverse, points, { tolerance: 3e-5 });
  });

  it('has right third derivatives where it offers them', () =>
    tidy(() => {
      const third = (f: (x: Tensor) => Tensor) => grad((x: Tensor) => sum(grad((y: Tensor) => sum(grad(f)(y)))(x)));
      const x = tensor([0.3, 1.7, 12]);
      const found = third((t) => special.lgamma(t))(x).dataSync();
      found.forEach((value, i) => {
        expect(float32Ulps(value, kernels.polygamma(2, x.dataSync()[i]))).toBeLessThanOrEqual(2);
      });
    }));

  it('has the right mixed derivative of how draws move, through their second derivative', () =>
    tidy(() => {
      const points = bulk.filter(([a]) => a > 0.3);
      const [a, x] = [0, 1].map((j) => tensor(points.map((point) => point[j])));
      const inShape = (t: Tensor) => grads((s: Tensor, y: Tensor) => sum(special.gammaDrawGrad(s, y)))([a, t])[0];
      const found = grad((t: Tensor) => sum(inShape(t)))(x).dataSync();
      const [as, xs] = [a.dataSync(), x.dataSync()];
      found.forEach((value, i) => {
        const g = (da: number, dx: number) => kernels.gammaDrawFirst(as[i] * (1 + da), xs[i] * (1 + dx));
        const step = 2e-3;
        const cross = g(step, step) - g(step, -step) - g(-step, step) + g(-step, -step);
        const want = cross / (4 * step * step * as[i] * xs[i]);
        expect(Math.abs(value - want) / (Math.abs(want) + 1e-2), `(${as[i]}, ${xs[i]}): ${value}, not ${want}`).toBeLessThan(
          1e-4,
        );
      });
    }));

  it('says where there is no derivative', () =>
    tidy(() => {
      const [a, x] = [tensor([2]), tensor([1.5])];
      const inShape = (f: (a: Tensor, x: Tensor) => Tensor) => (s: Tensor, y: Tensor) =>
        grads((p: Tensor, q: Tensor) => sum(f(p, q)))([s, y])[0];
      const third = inShape(inShape(inShape((s, y) => special.igamma(s, y))));
      expect(() => third(a, x)).toThrow('igamma: there is no derivative with respect to a beyond the second');
      expect(() => inShape((s, y) => special.polygamma(s, y))(a, x)).toThrow(
        'polygamma: there is no derivative with respect to its order',
      );
    }));

  it('broadcasts, and sums gradients back', () =>
    tidy(() => {
      const a = tensor([[0.5], [3]]);
      const x = tensor([0.1, 1, 5]);
      const y = special.igamma(a, x);
      expect(y.shape).toEqual([2, 3]);
      const want = [0.5, 3].flatMap((s) => [0.1, 1, 5].map((t) => Math.fround(kernels.igammaP(s, Math.fround(t)))));
      y.dataSync().forEach((value, i) => {
        expect(float32Ulps(value, want[i])).toBeLessThanOrEqual(1);
      });
      const [da] = grads((s: Tensor, t: Tensor) => sum(special.igamma(s, t)))([a, x]);
      expect(da.shape).toEqual([2, 1]);
    }));

  it('is one node to a profiler', async () => {
    const { kernelNames } = await engine().profile(() => tidy(() => special.igamma([2], [3])).dispose() as never);
    expect(kernelNames).toEqual(['Igamma']);
  });
});
