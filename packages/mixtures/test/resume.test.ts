// Whole fits that are killed, resumed, aborted, or split over workers: not a bit may differ.
import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  checkpointFromJSON,
  checkpointToJSON,
  type FitOptions,
  type FitSnapshot,
  GaussianMixture,
} from '../src/index';

const truth = GaussianMixture.fromParameters({
  covariance: 'spherical',
  weights: [0.4, 0.3, 0.3],
  means: [
    [0, 0],
    [4, 1],
    [1, 5],
  ],
  covariances: [1, 0.5, 2],
});
const { rows } = truth.sample(150, { seed: 1 });
const holes = { ...rows, data: rows.data.map((x, i) => (i % 11 === 3 ? Number.NaN : x)) };

const fits: [string, FitOptions, typeof rows][] = [
  ['EM', { components: 3, nInit: 2, init: 'random-rows', tolerance: 1e-4 }, rows],
  ['EM with holes', { components: 3, covariance: 'tied', tolerance: 1e-3, maxIterations: 6 }, holes],
  ['EM that reseeds', { components: 4, init: 'standard-normal', deadComponent: 'reseed', maxIterations: 6 }, rows],
  [
    'Big Learning EM',
    { components: 3, method: 'biglearn-em', nInit: 2, bigLearning: { iterations: 6, polish: 3, evaluateEvery: 4 } },
    rows,
  ],
  [
    'Big Learning EM without keepBest',
    {
      components: 4,
      method: 'biglearn-em',
      deadComponent: 'reseed',
      bigLearning: { iterations: 5, polish: 2, evaluateEvery: 2, keepBest: false },
    },
    rows,
  ],
];

async function run(options: FitOptions, data = rows): Promise<{ snapshots: FitSnapshot[]; model: GaussianMixture }> {
  const snapshots: FitSnapshot[] = [];
  const stream = GaussianMixture.fitting(data, options);
  for (;;) {
    const next = await stream.next();
    if (next.done) return { snapshots, model: next.value };
    snapshots.push(next.value);
  }
}
const throughFile = (state: Checkpoint) => checkpointFromJSON(JSON.parse(JSON.stringify(checkpointToJSON(state))));

describe('a fit that is killed', () => {
  it.each(fits)('%s goes on from every snapshot as if nothing had happened', async (_, options, data) => {
    const whole = await run(options, data);
    const phases = new Set(whole.snapshots.map((s) => s.metrics.phase));
    expect(phases.size).toBe(options.method === 'biglearn-em' ? 2 : 1);
    for (const [at, { state }] of whole.snapshots.entries()) {
      const rest = await run({ ...options, resume: throughFile(state) }, data);
      expect(rest.model.toJSON()).toEqual(whole.model.toJSON());
      expect(rest.snapshots.map((s) => [s.step, s.metrics])).toEqual(
        whole.snapshots.slice(at + 1).map((s) => [s.step, s.metrics]),
      );
    }
  });

  it('has a model at every snapshot, the best so far', async () => {
    const { snapshots } = await run(fits[3][1]);
    const last = snapshots.at(-1)!;
    expect(GaussianMixture.fromCheckpoint(throughFile(last.state)).score(rows)).toBeCloseTo(last.metrics.best, 9);
    expect(Number.isFinite(GaussianMixture.fromCheckpoint(snapshots[0].state).score(rows))).toBe(true);
  });

  it('refuses the checkpoint of other data, options, or of something else', async () => {
    const [, options] = fits[0];
    const { state } = (await run(options)).snapshots[1];
    await expect(run({ ...options, seed: 5, resume: state })).rejects.toThrow('resume: this checkpoint is of other data');
    await expect(run({ ...options, resume: state }, holes)).rejects.toThrow('resume: this checkpoint is of other data');
    expect(() => checkpointFromJSON({ version: 2 })).toThrow('checkpoint: this is not a checkpoint of a Gaussian mixture');
    expect(() => checkpointFromJSON(null)).toThrow('checkpoint: this is not a checkpoint');
  });
});

describe('a fit that is aborted', () => {
  it.each(fits)('%s ends with the reason, and its last snapshot is good to go on from', async (_, options, data) => {
    const whole = await run(options, data);
    const stop = new AbortController();
    let last: FitSnapshot | undefined;
    const fit = GaussianMixture.fit(data, {
      ...options,
      signal: stop.signal,
      onProgress: (snapshot) => {
        last = snapshot;
        if (snapshot.step === 2) stop.abort(new Error('enough'));
      },
    });
    await expect(fit).rejects.toThrow('enough');
    expect(last!.step).toBe(2);
    expect((await run({ ...options, resume: last!.state }, data)).model.toJSON()).toEqual(whole.model.toJSON());
  });
});

describe('a fit by workers', () => {
  const many = truth.sample(2600, { seed: 2 }).rows; // three segments
  const missing = { ...many, data: many.data.map((x, i) => (i % 9 === 3 ? Number.NaN : x)) };
  const rowWeights = Float64Array.from({ length: 2600 }, (_, i) => 1 + (i % 3) / 2);
  it.each([
    ['EM', { components: 3, maxIterations: 4, tolerance: 0, rowWeights }, missing],
    ['Big Learning EM', { components: 3, method: 'biglearn-em', bigLearning: { iterations: 4, polish: 1 } }, many],
  ] as [string, FitOptions, typeof rows][])('%s gives the same bits with 0, 1, 2 and 3', async (_, options, data) => {
    const alone = await GaussianMixture.fit(data, options);
    for (const workers of [1, 2, 3]) {
      expect((await GaussianMixture.fit(data, { ...options, workers })).toJSON()).toEqual(alone.toJSON());
    }
  });
});
