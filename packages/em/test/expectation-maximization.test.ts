import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAll, expectationMaximization, type Options, type Snapshot } from '../src/index';
import { type Coins, coins, line } from './families';

const rounds = [9, 8, 2, 9, 3, 1, 8, 2];
const start: Coins = { share: 0.5, heads: [0.6, 0.4] };

async function run(options: Options, batches: Parameters<typeof expectAll>[2] = [rounds]): Promise<Snapshot<Coins>[]> {
  const snapshots: Snapshot<Coins>[] = [];
  for await (const snapshot of expectationMaximization(coins, start, batches as number[][], options)) snapshots.push(snapshot);
  return snapshots;
}

describe('batch EM', () => {
  it('finds the biases of two coins, a stationary point of the likelihood', async () => {
    const { state } = (await run({ tolerance: 1e-14, maxIterations: 1000 })).at(-1)!;
    const logLikelihood = (c: Coins) => coins.logLikelihood(coins.expect(c, rounds) as never);
    const [a, b] = state.heads;
    const slopes = [
      (logLikelihood({ ...state, share: state.share + 1e-5 }) - logLikelihood({ ...state, share: state.share - 1e-5 })) / 2e-5,
      (logLikelihood({ ...state, heads: [a + 1e-5, b] }) - logLikelihood({ ...state, heads: [a - 1e-5, b] })) / 2e-5,
      (logLikelihood({ ...state, heads: [a, b + 1e-5] }) - logLikelihood({ ...state, heads: [a, b - 1e-5] })) / 2e-5,
    ];
    for (const slope of slopes) expect(Math.abs(slope)).toBeLessThan(1e-5);
    expect(a).toBeGreaterThan(0.8);
    expect(b).toBeLessThan(0.25);
  });

  it('never lowers the likelihood, whatever the data and the start', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.double({ min: 0.1, max: 0.45, noNaN: true }),
        fc.double({ min: 0.55, max: 0.9, noNaN: true }),
        async (data, share, low, high) => {
          let before = Number.NEGATIVE_INFINITY;
          const from: Coins = { share, heads: [low, high] };
          for await (const { metrics } of expectationMaximization(coins, from, [data], { maxIterations: 20, tolerance: 0 })) {
            expect(metrics.logLikelihood).toBeGreaterThanOrEqual(before - 1e-9);
            before = metrics.logLikelihood;
          }
        },
      ),
      { numRuns: 50, seed: 1 },
    );
  });

  it('does not depend on how rows are cut into batches, nor on whether they come synchronously', async () => {
    const whole = (await run({})).at(-1)!;
    async function* lazily() {
      yield [9, 8, 2];
      yield [9, 3];
      yield [1, 8, 2];
    }
    for (const batches of [
      [
        [9, 8, 2, 9],
        [3, 1, 8, 2],
      ],
      () => lazily(),
    ]) {
      const cut = (await run({}, batches)).at(-1)!;
      expect(cut.step).toBe(whole.step);
      expect(cut.state.heads[0]).toBeCloseTo(whole.state.heads[0], 12);
    }
  });

  it('reports the likelihood of the parameters that entered, and its change', async () => {
    const snapshots = await run({ maxIterations: 3, tolerance: 0 });
    expect(snapshots.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(snapshots[0].metrics.logLikelihood).toBe(coins.logLikelihood(await expectAll(coins, start, [rounds])));
    expect(snapshots[0].metrics.change).toBe(Number.POSITIVE_INFINITY);
    expect(snapshots[2].metrics.change).toBe(snapshots[2].metrics.logLikelihood - snapshots[1].metrics.logLikelihood);
  });

  it('stops at the first change under the tolerance, never in the first iteration', async () => {
    const snapshots = await run({ tolerance: 1e-4 });
    expect(snapshots.length).toBeGreaterThan(1);
    expect(snapshots.map(({ metrics }) => metrics.converged)).toEqual(snapshots.map((_, i) => i === snapshots.length - 1));
    expect((await run({ tolerance: 1e6 })).length).toBe(2);
    expect((await run({ tolerance: 0, maxIterations: 50 })).length).toBe(50);
  });

  it('resumes to the last bit', async () => {
    const whole = await run({ tolerance: 1e-9 });
    const { step, metrics, state } = whole[2];
    const rest: Snapshot<Coins>[] = [];
    const resume = { step, logLikelihood: metrics.logLikelihood };
    for await (const s of expectationMaximization(coins, state, [rounds], { tolerance: 1e-9, resume })) rest.push(s);
    expect(rest).toEqual(whole.slice(3));
  });

  it('can be aborted between iterations and between batches', async () => {
    const stopper = new AbortController();
    const seen: number[] = [];
    const stream = async () => {
      const options = { tolerance: 0, signal: stopper.signal };
      for await (const { step } of expectationMaximization(coins, start, [rounds], options)) {
        seen.push(step);
        if (step === 2) stopper.abort(new Error('enough'));
      }
    };
    await expect(stream()).rejects.toThrow('enough');
    expect(seen).toEqual([1, 2]);

    const inPass = new AbortController();
    const batches = function* () {
      yield rounds;
      inPass.abort(new Error('in the middle of a pass'));
      yield rounds;
    };
    await expect(run({ signal: inPass.signal }, batches)).rejects.toThrow('in the middle of a pass');
  });

  it('says what is wrong with the data, the options or the likelihood', async () => {
    await expect(run({}, [])).rejects.toThrow('batches: EM needs at least one batch of data');
    await expect(run({}, [rounds].values())).rejects.toThrow('batches: pass 1 over the data gave no batch');
    await expect(run({ maxIterations: -1 })).rejects.toThrow('maxIterations: expected an integer of at least 0; got -1');
    await expect(run({ tolerance: Number.NaN })).rejects.toThrow('tolerance: expected a number of at least 0; got NaN');
    await expect(run({}, [[Number.NaN]])).rejects.toThrow('the log-likelihood in iteration 1 is NaN');
  });

  it('fits a mixture on the line whose statistics are merged in place', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? -3 : 2) + Math.sin(i * 12.9898) * 1.2);
    let fitted = { share: 0.5, means: [-1, 1] as readonly [number, number] };
    const batches = [rows.slice(0, 150), rows.slice(150)];
    let before = Number.NEGATIVE_INFINITY;
    for await (const { state, metrics } of expectationMaximization(line, fitted, batches, { tolerance: 1e-10 })) {
      expect(metrics.logLikelihood).toBeGreaterThanOrEqual(before - 1e-12);
      before = metrics.logLikelihood;
      fitted = state as typeof fitted;
    }
    expect(fitted.share).toBeCloseTo(0.25, 1);
    expect(fitted.means[0]).toBeCloseTo(-3, 0);
  });
});
