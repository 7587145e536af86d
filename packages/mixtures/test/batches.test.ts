// Fits of data that come in batches.
import { describe, expect, it } from 'vitest';
import {
  type BatchFitOptions,
  type BatchSnapshot,
  batchStateFromJSON,
  batchStateToJSON,
  GaussianMixture,
  OnlineGaussianMixture,
  type OnlineOptions,
  type RowBatch,
} from '../src/index';

const truth = GaussianMixture.fromParameters({
  weights: [0.3, 0.7],
  means: [
    [0, 10],
    [4, 30],
  ],
  covariances: [
    [
      [1, 2],
      [2, 9],
    ],
    [
      [2, -1],
      [-1, 4],
    ],
  ],
});
const { rows } = truth.sample(4000, { seed: 1 });
const cut = (from: number, to: number) => ({ data: rows.data.slice(from * 2, to * 2), rows: to - from, columns: 2 });
const batches = Array.from({ length: 20 }, (_, i) => cut(i * 200, (i + 1) * 200));
const kinds = ['full', 'tied', 'diagonal', 'spherical'] as const;

async function run(options: BatchFitOptions, from: Parameters<typeof GaussianMixture.fittingBatches>[0] = batches) {
  const snapshots: BatchSnapshot[] = [];
  const stream = GaussianMixture.fittingBatches(from, options);
  for (;;) {
    const next = await stream.next();
    if (next.done) return { snapshots, model: next.value };
    snapshots.push(next.value);
  }
}

describe('a fit of batches', () => {
  it.each(kinds)("by stepwise EM comes to EM's optimum (%s)", async (covariance) => {
    const whole = await GaussianMixture.fit(rows, { components: 2, covariance, tolerance: 1e-9, maxIterations: 500 });
    const model = await GaussianMixture.fitBatches(batches, { components: 2, covariance, maxPasses: 20, tolerance: 0 });
    expect(whole.score(rows) - model.score(rows)).toBeLessThan(1e-3);
    expect(whole.score(rows) - model.score(rows)).toBeGreaterThan(-1e-6);
  });

  it.each(kinds)('by EM is the fit in memory from the same start (%s)', async (covariance) => {
    const init = await GaussianMixture.fit(batches[0], { components: 2, covariance, maxIterations: 2 });
    const options = { components: 2, covariance, init, scaling: 'none', tolerance: 1e-6 } as const;
    const whole = await GaussianMixture.fit(rows, options);
    const model = await GaussianMixture.fitBatches(batches, { ...options, method: 'em' });
    expect(model.converged).toBe(true);
    model.means.forEach((m, i) => {
      expect(m).toBeCloseTo(whole.means[i], 8);
    });
    expect(model.history.map((h) => h.logLikelihood.toFixed(8))).toEqual(
      whole.history.slice(0, -1).map((h) => h.logLikelihood.toFixed(8)),
    );
  });

  it('reads a stream that can be read once, in one pass, with holes and row weights', async () => {
    async function* once(): AsyncGenerator<RowBatch> {
      for (const batch of batches) {
        const data = batch.data.map((x, i) => (i % 13 === 0 ? Number.NaN : x));
        yield { rows: { ...batch, data }, rowWeights: Float64Array.from({ length: batch.rows }, (_, i) => 1 + (i % 2)) };
      }
    }
    const { model, snapshots } = await run({ components: 2, maxPasses: 1 }, once());
    expect(snapshots.length).toBe(20);
    expect(truth.score(rows) - model.score(rows)).toBeLessThan(0.02);
  });

  it('opens functions of batches by pass', async () => {
    const passes: number[] = [];
    await run({ components: 2, maxPasses: 3, tolerance: 0 }, (pass) => {
      passes.push(pass);
      return batches;
    });
    expect(passes).toEqual([0, 1, 2]);
  });

  it.each(['stepwise-em', 'em'] as const)('goes on from every snapshot to the last bit (%s)', async (method) => {
    const options: BatchFitOptions = { components: 2, method, maxPasses: 3, tolerance: 0, warmUp: 1 };
    const few = batches.slice(0, 4);
    const whole = await run(options, few);
    expect(whole.snapshots.length).toBe(method === 'em' ? 3 : 12);
    for (const [at, { state }] of whole.snapshots.entries()) {
      const resume = batchStateFromJSON(JSON.parse(JSON.stringify(batchStateToJSON(state))));
      const rest = await run({ ...options, resume }, few);
      expect(rest.model.toJSON()).toEqual(whole.model.toJSON());
      expect(rest.snapshots).toEqual(whole.snapshots.slice(at + 1));
    }
  });

  it('stays converged when resumed, and passes over rows of weight zero', async () => {
    for (const method of ['stepwise-em', 'em'] as const) {
      const options = { components: 2, method, tolerance: 0.05 };
      const { snapshots, model } = await run(options);
      expect(model.converged).toBe(true);
      expect((await run({ ...options, resume: snapshots.at(-1)!.state })).model.toJSON()).toEqual(model.toJSON());
    }
    const far = { ...batches[0], data: batches[0].data.map((x, i) => (i < 2 ? 1e200 : x)) };
    const rowWeights = Float64Array.from({ length: 200 }, (_, i) => (i === 0 ? 0 : 1));
    const without = await run({ components: 2, maxPasses: 1 }, [cut(1, 200)]);
    const weighted = await run({ components: 2, maxPasses: 1 }, [{ rows: far, rowWeights }]);
    weighted.model.means.forEach((m, i) => {
      expect(m).toBeCloseTo(without.model.means[i], 9);
    });
  });

  it('can be aborted, and says what is wrong', async () => {
    await expect(run({ components: 2, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
    await expect(run({ components: 2 }, [])).rejects.toThrow('batches: a fit needs at least one batch of rows');
    await expect(run({ components: 2, tolerance: 0 }, batches.values())).rejects.toThrow(
      'batches: pass 1 over the data gave no batch',
    );
    const { state } = (await run({ components: 2, maxPasses: 1 })).snapshots[0];
    await expect(run({ components: 3, resume: state })).rejects.toThrow('resume: this state has 2 full components');
    await expect(run({ components: 2, deadComponent: 'reseed' as never })).rejects.toThrow(
      "deadComponent: 'reseed' needs all rows",
    );
    await expect(run({ components: 2, method: 'biglearn-em' as never })).rejects.toThrow('method: expected stepwise-em, em');
    await expect(run({ components: 2 }, [batches[0], [[1, 2, 3]]])).rejects.toThrow(
      'rows: the model has 2 dimensions; got 1 x 3',
    );
    expect(() => batchStateFromJSON({})).toThrow('state: this is not the state of a Gaussian mixture fitted to batches');
  });
});

describe('OnlineGaussianMixture', () => {
  const options: OnlineOptions = { components: 2, seed: 1 };

  it('learns as batches arrive what a stepwise fit of them learns', async () => {
    const online = new OnlineGaussianMixture(options);
    const scores: number[] = [];
    for (const batch of batches) scores.push(await online.partialFit(batch));
    const { model, snapshots } = await run({ ...options, maxPasses: 1 });
    expect(online.batches).toBe(20);
    expect(online.model.means).toEqual(model.means);
    expect(scores).toEqual(snapshots.map((s) => s.metrics.logLikelihood));
    expect(scores[19]).toBeGreaterThan(scores[0]);
  });

  it('saves everything: learning goes on to the last bit', async () => {
    const online = new OnlineGaussianMixture(options);
    await online.partialFit(batches[0]);
    await online.partialFit(batches[1]);
    const back = OnlineGaussianMixture.fromJSON(JSON.parse(JSON.stringify(online)));
    for (const each of [online, back]) for (const batch of batches.slice(2, 5)) await each.partialFit(batch);
    expect(back.toJSON()).toEqual(online.toJSON());
    expect(OnlineGaussianMixture.fromJSON(JSON.parse(JSON.stringify(new OnlineGaussianMixture(options)))).batches).toBe(0);
    expect(() => OnlineGaussianMixture.fromJSON({})).toThrow('json: this is not an online Gaussian mixture');
  });

  it('is as it was after rows that it cannot use', async () => {
    const online = new OnlineGaussianMixture(options);
    await expect(online.partialFit([[Number.POSITIVE_INFINITY, 1]])).rejects.toThrow('rows: row 0, column 0');
    expect(() => online.model).toThrow('model: there is none before the first partialFit');
    await online.partialFit(batches[0]);
    const before = JSON.stringify(online);
    await expect(online.partialFit([[1, 2, 3]])).rejects.toThrow('rows: the model has 2 dimensions; got 1 x 3');
    expect(JSON.stringify(online)).toBe(before);
    const [first] = [online.partialFit(batches[1])];
    await expect(online.partialFit(batches[2])).rejects.toThrow('partialFit: the batch before is still under way');
    await first;
    expect(() => new OnlineGaussianMixture({ components: 0 })).toThrow('components: expected an integer of at least 1');
  });

  it('warms up on batches too small to fit anything', async () => {
    const online = new OnlineGaussianMixture({ ...options, init: truth, warmUp: 30 });
    for (let i = 0; i < 300; i++) await online.partialFit(cut(i * 5, i * 5 + 5));
    expect(truth.score(rows) - online.model.score(rows)).toBeLessThan(0.05);
  });
});
