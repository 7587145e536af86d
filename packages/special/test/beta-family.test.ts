import { readFileSync } from 'node:fs';
import * as kernels from '@baytes/kernels';
import { useBackend } from '@baytes/tensor';
import { engine, grad, grads, memory, square, stack, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../../tooling/vitest/backends';
import { columns, float32Ulps, type Golden } from '../../kernels/test/golden-rows';
import * as special from '../src';
import * as compositeErf from '../src/composite-erf';
import * as compositeLog1p from '../src/composite-log1p';
import { expectDerivatives } from './derivatives';

const read = (name: string): Golden =>
  JSON.parse(readFileSync(new URL(`../../kernels/test/golden/${name}.json`, import.meta.url), 'utf8')) as Golden;
const golden = { ...read('erf'), ...read('beta'), ...read('bessel'), ...read('laws'), ...read('counts') };

/** Each op by the name of its kernel's golden values. */
const ops = {
  erf: special.erf,
  erfc: special.erfc,
  erfcx: special.erfcx,
  erfinv: special.erfinv,
  erfcinv: special.erfcinv,
  ndtr: special.ndtr,
  logNdtr: special.logNdtr,
  ndtri: special.ndtri,
  ndtriExp: special.ndtriExp,
  log1p: special.log1p,
  expm1: special.expm1,
  log1pexp: special.log1pexp,
  log1mexp: special.log1mexp,
  logexpm1: special.logexpm1,
  logit: special.logit,
  logSigmoid: special.logSigmoid,
  xlogy: special.xlogy,
  xlog1py: special.xlog1py,
  betainc: special.betainc,
  betaincc: special.betaincc,
  logBetainc: special.logBetainc,
  betaincinv: special.betaincinv,
  logFactorial: special.logFactorial,
  logRisingFactorial: special.logRisingFactorial,
  logBinomial: special.logBinomial,
  logDiffExp: special.logDiffExp,
  besselI0: special.besselI0,
  besselI1: special.besselI1,
  besselI0e: special.besselI0e,
  besselI1e: special.besselI1e,
  besselIv: special.besselIv,
  besselIve: special.besselIve,
  logBesselIv: special.logBesselIv,
  lambertW0: special.lambertW0,
  lambertWm1: special.lambertWm1,
  owensT: special.owensT,
  studentTCdf: special.studentTCdf,
  vonMisesCdf: special.vonMisesCdf,
} as Record<string, (...inputs: Tensor[]) => Tensor>;

/** Units of the last place, where float32 arithmetic is used for speed. */
const BOUNDS: Record<string, number> = {
  erf: 2,
  erfc: 4,
  erfinv: 3,
  ndtr: 5,
  ndtri: 3,
  expm1: 2,
  log1p: 2,
  log1pexp: 2,
  logSigmoid: 2,
  logFactorial: 4,
};

/** `work`, whose tensors are disposed of. */
const tidied = (work: () => void) => tidy(() => void work());

const shapes = [0.3, 1, 2.5, 40];
const bulk = shapes.flatMap((a) => shapes.flatMap((b) => [0.2, 0.7].map((p) => [a, b, kernels.betaincinv(a, b, p)] as const)));
const inside = bulk.filter(([, , x]) => x > 0.01 && x < 0.97);

describe.each(backends)('error, beta and Bessel families on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(Object.keys(ops))('%s agrees with mpmath, and leaves one tensor', (name) => {
    const { args, want } = columns(golden[name]);
    const inputs = args.map((a) => tensor(Float32Array.from(a)));
    const before = memory().numTensors;
    const result = ops[name](...inputs);
    expect(memory().numTensors).toBe(before + 1);
    result.dataSync().forEach((got, i) => {
      const error = float32Ulps(got, want[i]);
      expect(error, `(${args.map((a) => a[i])}): ${got}, not ${want[i]}`).toBeLessThanOrEqual(BOUNDS[name] ?? 1);
    });
    for (const each of [result, ...inputs]) each.dispose();
  });

  const line = [-4, -1.2, -0.3, 0.4, 1.1, 3].map((x) => [x]);
  const unit = [0.02, 0.3, 0.6, 0.95].map((x) => [x]);
  const positive = [0.05, 0.5, 0.8, 2, 9, 25, 70].map((x) => [x]);
  const negative = positive.map(([x]) => [-x]);
  const one: Record<string, number[][]> = {
    erf: line,
    erfc: line,
    erfcx: [...line, [20]],
    erfinv: [...unit, [-0.7]],
    erfcinv: [...unit, [1.6]],
    ndtr: line,
    logNdtr: [...line, [-30]],
    ndtri: unit,
    ndtriExp: [[-0.1], [-0.6], [-3], [-90]],
    log1p: [...line.slice(2), [-0.9], [1e4]],
    expm1: line,
    log1pexp: [...line, [-20], [30]],
    log1mexp: negative,
    logexpm1: positive,
    logit: unit,
    logSigmoid: [...line, [-20], [30]],
    besselI0: line,
    besselI1: line,
    besselI0e: [...line, [30], [500]],
    besselI1e: [...line, [30], [500]],
    lambertW0: [[-0.3], [-0.1], [0.2], [5], [1e4]],
    lambertWm1: [[-0.3], [-0.1], [-1e-3]],
  };
  it.each(Object.entries(one))('%s has right first and second derivatives', (name, points) => {
    const reference = kernels[name as 'erf'] as (x: number) => number;
    expectDerivatives(ops[name], reference, points, { step: 0.01 });
  });

  it('has right first and second derivatives: xlogy and its kin', () => {
    const points = [
      [0.5, 2],
      [-3, 0.1],
      [2, 30],
    ];
    // Of x^2, since a second derivative in x alone is not there at all.
    const squared = (op: typeof special.xlogy) => (x: Tensor, y: Tensor) => op(square(x), y);
    expectDerivatives(squared(special.xlogy), (x, y) => kernels.xlogy(x * x, y), points);
    expectDerivatives(squared(special.xlog1py), (x, y) => kernels.xlog1py(x * x, y), points);
    expectDerivatives(squared(special.xdivy), (x, y) => (x * x) / y, points);
    tidy(() => {
      const [dx, dy] = grads((x: Tensor, y: Tensor) => sum(special.xlogy(x, y)))([tensor([0]), tensor([0.5])]);
      expect(dx.dataSync()[0]).toBeCloseTo(Math.log(0.5), 6);
      expect(dy.dataSync()[0]).toBe(0);
    });
  });

  it('has right first and second derivatives: incomplete beta function', () => {
    expectDerivatives(special.betainc, kernels.betainc, inside, { step: 3e-3, tolerance: 3e-5 });
    expectDerivatives(special.betaincc, kernels.betaincc, inside, { step: 3e-3, tolerance: 3e-5 });
    expectDerivatives(special.logBetainc, kernels.logBetainc, inside, { step: 3e-3, tolerance: 1e-4 });
  });

  it('has right first and second derivatives: beta quantiles', () => {
    const points = [0.8, 2.5, 40].flatMap((a) => [0.8, 3, 30].flatMap((b) => [0.2, 0.7].map((p) => [a, b, p] as const)));
    expectDerivatives(special.betaincinv, kernels.betaincinv, points, { step: 3e-3, tolerance: 1e-4 });
  });

  it('has right first and second derivatives: counts', () => {
    const checks = { step: 0.01 };
    expectDerivatives(special.logFactorial, kernels.logFactorial, [[0.3], [3], [40], [1000], [-0.4]], checks);
    const steps = [0.4, 2, 30, 900].flatMap((a) => [0.5, 3, 50].map((n) => [a, n] as const));
    expectDerivatives(special.logRisingFactorial, kernels.logRisingFactorial, steps, { ...checks, tolerance: 3e-5 });
    const choices = [5.5, 40, 900].flatMap((n) => [0.1, 0.4, 0.8].map((share) => [n, n * share] as const));
    expectDerivatives(special.logBinomial, kernels.logBinomial, choices, { ...checks, tolerance: 3e-5 });
    const levels = [
      [1, 0.4],
      [-3, -7],
      [20, 5],
    ];
    expectDerivatives(special.logDiffExp, kernels.logDiffExp, levels, { ...checks, tolerance: 3e-5 });
  });

  it('lmultibeta agrees with mpmath, and has right first and second derivatives', () => {
    const { args, want } = columns(read('multibeta').lmultibeta);
    const rows = want.length;
    const a = tensor(
      Float32Array.from({ length: 4 * rows }, (_, i) => args[i % 4][i >> 2]),
      [rows, 4],
    );
    const got = special.lmultibeta(a);
    expect(got.shape).toEqual([rows]);
    got.dataSync().forEach((value, i) => {
      expect(float32Ulps(value, want[i]), `(${args.map((each) => each[i])})`).toBeLessThanOrEqual(1);
    });
    for (const each of [a, got]) each.dispose();
    expectDerivatives(
      (x, y, z) => special.lmultibeta(stack([x, y, z], -1)),
      (x, y, z) => kernels.lbeta(x, y) + kernels.lbeta(x + y, z),
      [
        [0.4, 2, 9],
        [30, 0.7, 3],
        [5, 60, 200],
      ],
      { step: 0.01, tolerance: 3e-5 },
    );
    expect(() => special.lmultibeta(3)).toThrow('lmultibeta: a must have the shape [..., k] with k of at least 1, but has []');
  });

  it('has right first and second derivatives: Bessel functions', () => {
    for (const v of [0, 0.5, 1, 3.3, 30]) {
      const points = [0.3, 4, 19, 35].map((x) => [x]);
      const checks = { step: 0.01 };
      expectDerivatives(
        (x) => special.besselIv(v, x),
        (x) => kernels.besselIv(v, x),
        points.slice(0, 2),
        checks,
      );
      expectDerivatives(
        (x) => special.besselIve(v, x),
        (x) => kernels.besselIve(v, x),
        points,
        checks,
      );
      expectDerivatives(
        (x) => special.logBesselIv(v, x),
        (x) => kernels.logBesselIv(v, x),
        points,
        checks,
      );
    }
    tidy(() => {
      const inOrder = grad((v: Tensor) => sum(special.besselIv(v, 2)));
      expect(() => inOrder(tensor([1]))).toThrow('besselIv: there is no derivative with respect to its order v');
    });
  });

  it('has right first and second derivatives: laws', () => {
    const heights = [-2, -0.4, 0.3, 1.5].flatMap((h) => [-3, 0.2, 0.9].map((a) => [h, a] as const));
    expectDerivatives(special.owensT, kernels.owensT, heights);
    const draws = [0.4, 2, 30].flatMap((n) => [-2.2, -0.3, 0.8].map((t) => [n, t] as const));
    expectDerivatives(special.studentTCdf, kernels.studentTCdf, draws, { step: 0.01 });
    expectDerivatives(special.vonMisesCdf, kernels.vonMisesCdf, draws, { step: 0.01 });
  });

  it('has right third derivatives where it offers them', () =>
    tidied(() => {
      const third = (f: (x: Tensor) => Tensor) => grad((x: Tensor) => sum(grad((y: Tensor) => sum(grad(f)(y)))(x)));
      const values = [0.3, 1.7, 12];
      const check = (f: (x: Tensor) => Tensor, want: (x: number) => number) =>
        third(f)(tensor(values))
          .dataSync()
          .forEach((got, i) => {
            const expected = want(Math.fround(values[i]));
            expect(Math.abs(got - expected)).toBeLessThan(3e-6 * Math.abs(expected) + 1e-12);
          });
      check(special.erfcx, (x) => kernels.erfcxDerivative(x, 3));
      check(special.logNdtr, (x) => kernels.logNdtrDerivative(x, 3));
      check(special.besselI0e, (x) => kernels.besselIveDerivative(0, x, 3));
      check(special.lambertW0, (x) => kernels.lambertW0Derivative(x, 3));
      check(special.ndtr, (x) => ((x * x - 1) * Math.exp(-x * x * 0.5)) / Math.sqrt(2 * Math.PI));
    }));

  it('says where there is no derivative', () =>
    tidied(() => {
      const inShape = (f: (a: Tensor) => Tensor) => (a: Tensor) => grad((s: Tensor) => sum(f(s)))(a);
      const cdf = (a: Tensor) => special.betainc(a, 2, 0.3);
      expect(() => inShape(inShape(inShape(cdf)))(tensor([3]))).toThrow(
        'betainc: there is no derivative with respect to a and b beyond the second',
      );
    }));

  it('broadcasts, and is one node to a profiler', async () => {
    engine().startScope();
    const a = tensor([[0.5], [3]]);
    const x = tensor([0.1, 0.4, 0.8]);
    const y = special.betainc(a, 2, x);
    expect(y.shape).toEqual([2, 3]);
    const want = [0.5, 3].flatMap((s) => [0.1, 0.4, 0.8].map((t) => kernels.betainc(s, 2, Math.fround(t))));
    y.dataSync().forEach((value, i) => {
      expect(float32Ulps(value, want[i])).toBeLessThanOrEqual(1);
    });
    const [da] = grads((s: Tensor, t: Tensor) => sum(special.betainc(s, 2, t)))([a, x]);
    expect(da.shape).toEqual([2, 1]);
    const { kernelNames } = await engine().profile(() => special.betainc(a, 2, x) as never);
    expect(kernelNames).toEqual(['Betainc']);
    engine().endScope();
  });
});

/** What runs on graphics cards, here on cpu: units of the last place of float32, and where they are counted. */
describe('composites in float32', () => {
  const composites: Record<string, [(...xs: Tensor[]) => Tensor, number]> = {
    erf: [compositeErf.erfComposite, 4],
    erfc: [compositeErf.erfcComposite, 16],
    erfcx: [compositeErf.erfcxComposite, 32],
    erfinv: [compositeErf.erfinvComposite, 6],
    ndtr: [compositeErf.ndtrComposite, 16],
    logNdtr: [compositeErf.logNdtrComposite, 16],
    ndtri: [compositeErf.ndtriComposite, 6],
    log1p: [compositeLog1p.log1pComposite, 4],
    expm1: [compositeLog1p.expm1Composite, 4],
    log1pexp: [compositeLog1p.log1pexpComposite, 4],
    log1mexp: [compositeLog1p.log1mexpComposite, 8],
    logexpm1: [compositeLog1p.logexpm1Composite, 8],
    logit: [compositeLog1p.logitComposite, 8],
    logDiffExp: [compositeLog1p.logDiffExpComposite, 8],
    logSigmoid: [compositeLog1p.logSigmoidComposite, 4],
    xlogy: [compositeLog1p.xlogyComposite, 4],
    xlog1py: [compositeLog1p.xlog1pyComposite, 8],
  };
  beforeAll(async () => {
    await useBackend('cpu');
  });

  it.each(Object.entries(composites))('%s', (name, [composite, bound]) => {
    const { args, want } = columns(golden[name]);
    // Numbers under the normal range, which graphics cards flush to zero, are left out.
    const result = tidy(() =>
      composite(...args.map((a) => tensor(Float32Array.from(a))))
        .dataSync()
        .slice(),
    );
    let worst = 0;
    let at = '';
    want.forEach((expected, i) => {
      if (expected !== 0 && Math.abs(expected) < 2 ** -126) return;
      const error = float32Ulps(result[i], expected);
      if (error > worst) [worst, at] = [error, `(${args.map((a) => a[i])}): ${result[i]}, not ${expected}`];
    });
    expect(worst, at).toBeLessThanOrEqual(bound);
  });
});
