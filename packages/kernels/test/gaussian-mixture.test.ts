// The fused E step against plain loops that follow the formulas.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FactorShape,
  key,
  type MixtureDensity,
  type MixtureMoments,
  mixtureMoments,
  mixtureScores,
  normalStream,
  type Scatter,
  uniformStream,
} from '../src/index';

const shapes: FactorShape[] = ['full', 'diagonal', 'spherical'];
const scatters: Scatter[] = ['none', 'diagonal', 'full'];

function drawDensity(shape: FactorShape, K: number, D: number, seed: number): MixtureDensity {
  const normal = normalStream(key(seed));
  const size = { full: (D * (D + 1)) / 2, diagonal: D, spherical: 1 }[shape];
  const draw = (length: number) => Float64Array.from({ length }, normal);
  const whitening = draw(K * size);
  return { shape, components: K, dimensions: D, means: draw(K * D), whitening, logConstants: draw(K) };
}

/** W (x - mean) of component k. */
function whiten({ shape, dimensions: D, whitening }: MixtureDensity, k: number, d: number[]): number[] {
  if (shape === 'spherical') return d.map((value) => whitening[k] * value);
  if (shape === 'diagonal') return d.map((value, j) => whitening[k * D + j] * value);
  const from = k * ((D * (D + 1)) / 2);
  return d.map((_, i) => {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += whitening[from + (i * (i + 1)) / 2 + j] * d[j];
    return sum;
  });
}

function plain(density: MixtureDensity, rows: Float64Array, scatter: Scatter, weights?: Float64Array) {
  const { components: K, dimensions: D, means, logConstants } = density;
  const n = rows.length / D;
  const size = { none: 0, diagonal: D, full: (D * (D + 1)) / 2 }[scatter];
  const moments: MixtureMoments = {
    logLikelihood: 0,
    counts: new Float64Array(K),
    first: new Float64Array(K * D),
    second: new Float64Array(K * size),
  };
  const logDensity = new Float64Array(n);
  const responsibilities = new Float64Array(n * K);
  for (let r = 0; r < n; r++) {
    const differences = Array.from({ length: K }, (_, k) =>
      Array.from({ length: D }, (_, j) => rows[r * D + j] - means[k * D + j]),
    );
    const logs = differences.map((d, k) => logConstants[k] - whiten(density, k, d).reduce((sum, z) => sum + z * z, 0) / 2);
    const top = Math.max(...logs);
    logDensity[r] = top + Math.log(logs.reduce((sum, l) => sum + Math.exp(l - top), 0));
    const w = weights ? weights[r] : 1;
    moments.logLikelihood += w * logDensity[r];
    differences.forEach((d, k) => {
      const share = Math.exp(logs[k] - logDensity[r]);
      responsibilities[r * K + k] = share;
      moments.counts[k] += w * share;
      for (let i = 0, at = k * size; i < D; i++) {
        moments.first[k * D + i] += w * share * d[i];
        if (scatter === 'diagonal') moments.second[at++] += w * share * d[i] * d[i];
        if (scatter === 'full') for (let j = 0; j <= i; j++) moments.second[at++] += w * share * d[i] * d[j];
      }
    });
  }
  return { moments, logDensity, responsibilities };
}

function close(got: ArrayLike<number>, want: ArrayLike<number>, tolerance = 1e-11): void {
  expect(got.length).toBe(want.length);
  let size = 1;
  for (let i = 0; i < want.length; i++) size = Math.max(size, Math.abs(want[i]));
  for (let i = 0; i < want.length; i++) expect(Math.abs(got[i] - want[i]), `number ${i}`).toBeLessThanOrEqual(tolerance * size);
}

function compare(shape: FactorShape, scatter: Scatter, K: number, D: number, n: number, weighted: boolean, seed: number) {
  const density = drawDensity(shape, K, D, seed);
  const normal = normalStream(key(seed + 1));
  const uniform = uniformStream(key(seed + 2));
  const rows = Float64Array.from({ length: n * D }, () => 2 * normal());
  const weights = weighted ? Float64Array.from({ length: n }, () => Math.max(0, uniform() - 0.2)) : undefined;
  const want = plain(density, rows, scatter, weights);
  const got = mixtureMoments(density, rows, scatter, weights);
  close([got.logLikelihood], [want.moments.logLikelihood]);
  close(got.counts, want.moments.counts);
  close(got.first, want.moments.first);
  close(got.second, want.moments.second);
  const scores = mixtureScores(density, rows, true);
  close(scores.logDensity, want.logDensity);
  close(scores.responsibilities, want.responsibilities);
}

describe('the fused E step', () => {
  it.each(shapes.flatMap((shape) => scatters.map((scatter) => [shape, scatter] as const)))(
    'is that of plain loops: factors %s, scatter %s',
    (shape, scatter) => {
      // Blocks hold 64 rows, tiles two by four columns: sizes on both sides of each.
      for (const D of [1, 2, 3, 4, 5, 9]) for (const n of [1, 63, 65]) compare(shape, scatter, 3, D, n, n === 65, 10 * D + n);
    },
  );

  it('is that of plain loops for sizes at random', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shapes),
        fc.constantFrom(...scatters),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 19 }),
        fc.integer({ min: 1, max: 200 }),
        fc.boolean(),
        fc.nat(1e6),
        compare,
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it('adds chunks of rows up', () => compare('full', 'full', 2, 3, 2500, true, 5));

  it('gives a row with NaN the log-density NaN, and its neighbours theirs', () => {
    for (const shape of shapes) {
      const density = drawDensity(shape, 4, 3, 1);
      const rows = Float64Array.from({ length: 70 * 3 }, normalStream(key(2)));
      const clean = mixtureScores(density, rows, true);
      rows[5 * 3 + 2] = Number.NaN;
      const got = mixtureScores(density, rows, true);
      got.logDensity.forEach((value, i) => {
        expect(value).toBe(i === 5 ? Number.NaN : clean.logDensity[i]);
      });
      expect(got.responsibilities.subarray(20, 24).every(Number.isNaN)).toBe(true);
      expect(got.responsibilities.subarray(24)).toEqual(clean.responsibilities.subarray(24));
      expect(mixtureMoments(density, rows, 'none').logLikelihood).toBe(Number.NaN);
    }
  });

  it('holds at the ends of the range', () => {
    const one = (mean: number, width: number, at: number) => {
      const density: MixtureDensity = {
        shape: 'spherical',
        components: 2,
        dimensions: 1,
        means: Float64Array.of(mean, mean),
        whitening: Float64Array.of(1 / width, 1 / width),
        logConstants: Float64Array.of(Math.log(0.25 / width), Math.log(0.75 / width)),
      };
      return mixtureScores(density, Float64Array.of(at), true);
    };
    // Far in the tail no component has a density that a double could hold, but its logarithm and the shares are there.
    const far = one(0, 1, 1e4);
    expect(far.logDensity[0]).toBeCloseTo(-5e7, 6);
    expect(far.responsibilities[0]).toBeCloseTo(0.25, 7); // a unit in the last place of 5e7 is 7e-9
    for (const scale of [1e-150, 1e-30, 1e30, 1e150]) {
      const { logDensity, responsibilities } = one(3 * scale, scale, 4 * scale);
      expect(logDensity[0]).toBeCloseTo(-0.5 - Math.log(scale), 9);
      expect(responsibilities[1]).toBeCloseTo(0.75, 12);
    }
    // Beyond the doubles: minus infinity, not NaN.
    expect(one(0, 1, 1e200).logDensity[0]).toBe(Number.NEGATIVE_INFINITY);
  });

  it('leaves a component of weight zero without a share', () => {
    const density = { ...drawDensity('full', 3, 2, 4), logConstants: Float64Array.of(0, Number.NEGATIVE_INFINITY, 0) };
    const rows = Float64Array.from({ length: 20 }, normalStream(key(3)));
    const { counts, first, second } = mixtureMoments(density, rows, 'full');
    expect(counts[1]).toBe(0);
    expect([...first.subarray(2, 4), ...second.subarray(3, 6)]).toEqual([0, 0, 0, 0, 0]);
    expect(counts[0] + counts[2]).toBeCloseTo(10, 12);
  });

  it('says that it needs a row', () => {
    expect(() => mixtureMoments(drawDensity('full', 1, 1, 0), new Float64Array(0), 'none')).toThrow('rows: the E step needs');
  });
});
