import { describe, expect, it } from 'vitest';
import { betaDrawA, betaDrawB, betaLogitDraws, betaLogitDrawSlopes, digamma, key, uniformStream } from '../src';

const N = 20_001;

/** By the float64 functions; where y is its distribution function's leading term, in closed form. */
function expected(a: number, b: number, t: number): [number, number] {
  if (t > 0) {
    const [ofB, ofA] = expected(b, a, -t);
    return [-ofA, -ofB];
  }
  if (t < Math.log(1e-14 / (1 + a + b))) {
    const psi = digamma(a + b);
    return [(1 / a + digamma(a) - psi - t) / a, (digamma(b) - psi) / a];
  }
  const y = 1 / (1 + Math.exp(-t));
  return [betaDrawA(a, b, y) / (y * (1 - y)), betaDrawB(a, b, y) / (y * (1 - y))];
}

/** Whether float64 takes its quadrature at a small concentration, where it has some four digits only: no reference. */
function isRough(a: number, b: number, t: number): boolean {
  const y = 1 / (1 + Math.exp(-t));
  if (y * (a + b) > a) return isRough(b, a, -t);
  return a < 3 && y * (a + b + 50) > 0.79 * (a + 51);
}

describe('slopes of beta logits in float32', () => {
  it.each([
    [0.05, 50],
    [1e-4, 1],
    [1e-4, 1e4],
    [100, 1e4],
  ])('concentrations %f to %f, against float64', (low, high) => {
    const next = uniformStream(key(8));
    const shapes = () => Float32Array.from({ length: N }, () => low * (high / low) ** next());
    const [a, b] = [shapes(), shapes()];
    const t = betaLogitDraws(key(9), a, b, new Float32Array(N));
    const [ofA, ofB] = [new Float32Array(N), new Float32Array(N)];
    betaLogitDrawSlopes(a, b, t, ofA, ofB);
    let worst = 0;
    let at = '';
    for (let i = 0; i < N; i++) {
      if (isRough(a[i], b[i], t[i])) continue;
      const [wantA, wantB] = expected(a[i], b[i], t[i]);
      const error = Math.max(Math.abs(ofA[i] / wantA - 1), Math.abs(ofB[i] / wantB - 1));
      if (!(error <= worst))
        [worst, at] = [error, `a ${a[i]}, b ${b[i]}, t ${t[i]}: ${ofA[i]}, ${ofB[i]} not ${wantA}, ${wantB}`];
    }
    expect(worst, at).toBeLessThan(1e-6);
  });

  it('one parameter for all', () => {
    const t = betaLogitDraws(key(9), 2, 3, new Float32Array(7));
    const outs = [0, 1, 2, 3].map(() => new Float32Array(7));
    betaLogitDrawSlopes(2, 3, t, outs[0], outs[1]);
    betaLogitDrawSlopes(new Float32Array(7).fill(2), new Float32Array(7).fill(3), t, outs[2], outs[3]);
    expect(outs[0]).toEqual(outs[2]);
    expect(outs[1]).toEqual(outs[3]);
    expect(() => betaLogitDrawSlopes(new Float32Array(3), 3, t, outs[0], outs[1])).toThrow(/a has 3 numbers for 7 draws/);
  });
});
