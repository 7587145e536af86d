import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as kernels from '../src';
import { float32Error, float32Ulps, type Golden, relativeError } from './golden-rows';

const golden = JSON.parse(readFileSync(new URL('golden/gamma.json', import.meta.url), 'utf8')) as Golden;
const functions = kernels as unknown as Record<string, (...args: never[]) => unknown>;

/** Greatest relative error in float64 over the golden rows. */
const BOUNDS = {
  // At the float32 next to the zero at -2.4570248: 1.1e-7 with an absolute error of 3e-17.
  lgamma: 1e-9,
  gammaSign: 0,
  digamma: 1e-14,
  trigamma: 1e-14,
  polygamma: 1e-13,
  zeta: 1e-14,
  zetaFirst: 1e-14,
  zetaSecond: 1e-14,
  riemannZeta: 1e-14,
  lbeta: 1e-14,
  polygammaDifference: 1e-13,
  multigammaln: 1e-14,
  multiPolygamma: 1e-14,
  igammaP: 1e-13,
  igammaQ: 1e-13,
  logIgammaP: 1e-13,
  logIgammaQ: 1e-12,
  igammaPInverse: 1e-13,
  igammaQInverse: 1e-13,
  gammaDensity: 1e-13,
  gammaDensitySlope: 1e-13,
  gammaHazard: 1e-13,
  gammaReversedHazard: 1e-13,
  // Shapes 1e-4 to 1e4, quantiles 1e-8 to 1 - 1e-8; the worst is at the upper end of shapes below 2.
  gammaDrawFirst: 3e-9,
  gammaDrawSecond: 2e-8,
  igammaShapeFirst: 3e-9,
  igammaShapeSecond: 3e-9,
} as const;

describe('the gamma family against mpmath, and SciPy at the ends', () => {
  it('has a bound for every golden function', () => {
    expect(Object.keys(golden).filter((name) => name !== 'versions')).toEqual(expect.arrayContaining(Object.keys(BOUNDS)));
    expect(Object.keys(golden).length - 1).toBe(Object.keys(BOUNDS).length);
  });

  it.each(Object.entries(BOUNDS))('%s in float64', (name, bound) => {
    const { error, at } = relativeError(functions[name], golden[name]);
    expect(error, at).toBeLessThanOrEqual(bound);
  });

  it.each(Object.keys(BOUNDS))('%s in float32, within one unit of the last place, lgamma within four', (name) => {
    const { error, at } = float32Error(functions[name], golden[name]);
    expect(error, at).toBeLessThanOrEqual(name === 'lgamma' ? 4 : 1);
  });

  it('stays within 1.5 units of the last place, lgamma within 4, between the golden rows, where float32 has its own vector code', () => {
    const uniform = kernels.uniformStream(kernels.key(4));
    const length = 40000;
    const a = Float32Array.from({ length }, () => Math.exp(Math.log(1e-3) + uniform() * Math.log(1e8)));
    // Two thirds spread over the law, one third far out.
    const x = a.map((each, i) =>
      Math.exp(Math.log(each + 0.3) + ((2 * uniform() - 1) * (i % 3 ? 3 : 9)) / Math.sqrt(each + 0.2)),
    );
    const worst = (f: (...args: never[]) => unknown, args: Float32Array[]) => {
      const single = f(...(args as never[])) as Float32Array;
      const double = f(...(args.map((each) => Float64Array.from(each)) as never[])) as Float64Array;
      return single.reduce((most, got, i) => Math.max(most, float32Ulps(got, double[i])), 0);
    };
    // Most where the logarithm of x - 1 and the polynomial nearly cancel, from 2 to 2.5.
    expect(worst(kernels.lgamma, [a])).toBeLessThan(4);
    expect(worst(kernels.lgamma, [a.map((_, i) => 0.5 + i / 10000)])).toBeLessThan(4);
    expect(worst(kernels.digamma, [a])).toBeLessThan(1.5);
    expect(worst(kernels.igammaP, [a, x])).toBeLessThan(1.5);
    const p = a.map(() => 0.001 + 0.998 * uniform());
    expect(worst(kernels.igammaPInverse, [a, p])).toBeLessThan(1.5);
    // The derivative of draws has an error of 3.5e-7 at most, 2e-8 in the median.
    const draws = kernels.igammaPInverse(a, p).map((draw) => Math.max(1e-36, draw));
    expect(worst(kernels.gammaDrawFirst, [a, draws])).toBeLessThan(8);
  });

  it('gives float32 draws derivatives within 1e-6 of those of the same draws in float64', () => {
    const uniform = kernels.uniformStream(kernels.key(5));
    const a = Float32Array.from({ length: 100_000 }, () => 1e-4 * 1e8 ** uniform());
    const [wide, first] = [Float64Array.from(a), kernels.key(6)];
    const single = () => new Float32Array(a.length);
    const double = () => new Float64Array(a.length);
    const { gammaDraws, gammaDrawFirst, logGammaDraws, logGammaDrawFirst } = kernels;
    const logs = logGammaDrawFirst(a, logGammaDraws(first, a, single()));
    const wideLogs = logGammaDrawFirst(wide, logGammaDraws(first, wide, double()));
    const draws = gammaDraws(first, wide, double());
    const slopes = gammaDrawFirst(a, gammaDraws(first, a, single()));
    const wideSlopes = gammaDrawFirst(wide, draws);
    let [worst, worstLog] = [0, 0];
    for (let i = 0; i < a.length; i++) {
      worstLog = Math.max(worstLog, Math.abs(logs[i] / wideLogs[i] - 1));
      if (draws[i] > 1e-37) worst = Math.max(worst, Math.abs(slopes[i] / wideSlopes[i] - 1));
    }
    expect(worst).toBeLessThan(1e-6);
    expect(worstLog).toBeLessThan(1e-6);
  });

  it('comes to an end and gives a number far out', { timeout: 5000 }, () => {
    const sizes = [1e-38, 1e-20, 1e-5, 0.5, 7.9, 8, 1e5, 1e10, 1e17, 1e38];
    const { igammaP, igammaQ, logIgammaP, logIgammaQ, gammaDrawFirst, gammaDrawSecond, gammaHazard, lbeta } = kernels;
    for (const a of sizes) {
      for (const f of [kernels.lgamma, kernels.digamma, kernels.trigamma, kernels.riemannZeta]) expect(f(a)).not.toBeNaN();
      for (const p of [1e-38, 1e-20, 1e-5, 0.3, 0.999]) {
        expect(kernels.igammaPInverse(a, p)).toBeGreaterThanOrEqual(0);
        expect(kernels.igammaQInverse(a, p)).toBeGreaterThanOrEqual(0);
      }
      for (const x of sizes) {
        for (const f of [igammaP, igammaQ, logIgammaP, logIgammaQ, gammaDrawFirst, gammaDrawSecond, gammaHazard, lbeta])
          expect(f(a, x), `(${a}, ${x})`).not.toBeNaN();
        if (a > 1)
          for (const f of [kernels.zeta, kernels.zetaFirst, kernels.zetaSecond])
            expect(f(a, x), `zeta(${a}, ${x})`).not.toBeNaN();
      }
    }
  });

  it('agrees with itself: logarithms and inverses of P and Q, and log-space draws', () => {
    for (const a of [0.02, 0.7, 1, 3.3, 9, 77, 2500]) {
      for (const level of [1e-12, 1e-3, 0.2, 0.6, 0.97]) {
        const x = kernels.igammaPInverse(a, level);
        if (x < 1e-300) continue;
        expect(Math.abs(kernels.igammaP(a, x) / level - 1)).toBeLessThan(1e-11);
        expect(Math.abs(kernels.igammaQ(a, kernels.igammaQInverse(a, level)) / level - 1)).toBeLessThan(1e-11);
        expect(Math.abs(kernels.igammaP(a, x) + kernels.igammaQ(a, x) - 1)).toBeLessThan(1e-14);
        const first = kernels.logGammaDrawFirst(a, Math.log(x));
        expect(Math.abs((first * x) / kernels.gammaDrawFirst(a, x) - 1)).toBeLessThan(1e-9);
        const second = x * (kernels.logGammaDrawSecond(a, Math.log(x)) + first * first);
        expect(Math.abs(second - kernels.gammaDrawSecond(a, x))).toBeLessThan(1e-8 * (Math.abs(second) + x * first * first));
      }
    }
  });

  it('gives the derivatives of draws in log space where the draw itself underflows', () => {
    // d log x / da = (psi(a+1) - log x) / a, as P = x^a / Gamma(a+1) there.
    for (const [a, y] of [
      [1e-4, -8000],
      [1e-3, -2000],
      [0.01, -900],
    ]) {
      const want = (kernels.digamma(a + 1) - y) / a;
      expect(Math.abs(kernels.logGammaDrawFirst(a, y) / want - 1)).toBeLessThan(1e-14);
      const second = (kernels.trigamma(a + 1) - 2 * want) / a;
      expect(Math.abs(kernels.logGammaDrawSecond(a, y) / second - 1)).toBeLessThan(1e-9);
    }
  });
});
