import { describe, expect, it } from 'vitest';
import {
  expectAll,
  expectationMaximization,
  hasConverged,
  keepBest,
  type RestartOptions,
  type RestartSnapshot,
  type Run,
  restarts,
} from '../src/index';
import { type Line, line } from './families';

// Three heaps for two components: which two the components share is a matter of the start, so optima are local.
const heap = (centre: number, n: number) => Array.from({ length: n }, (_, i) => centre + Math.sin(i * 78.233) * 0.5);
const batches = [[...heap(-6, 40), ...heap(0, 50)], heap(5, 30)];
const starts: Line[] = [
  { share: 0.5, means: [-0.1, 0.1] },
  { share: 0.5, means: [-6, 0] },
  { share: 0.9, means: [0, 5] },
  { share: 0.5, means: [-6, 0] },
];
const start = (run: number) => starts[run];

async function collect(options: RestartOptions<Line>): Promise<{ snapshots: RestartSnapshot<Line>[]; best: Run<Line> }> {
  const snapshots: RestartSnapshot<Line>[] = [];
  const stream = restarts(line, start, batches, options);
  for (;;) {
    const next = await stream.next();
    if (next.done) return { snapshots, best: next.value };
    snapshots.push(next.value);
  }
}

describe('restarts', () => {
  it('returns the run with the best likelihood of its own parameters, the first on a tie', async () => {
    const { best } = await collect({ runs: 4 });
    const alone = [];
    for (const from of starts) {
      let parameters = from;
      for await (const { state } of expectationMaximization(line, from, batches)) parameters = state;
      alone.push(line.logLikelihood(await expectAll(line, parameters, batches)));
    }
    expect(new Set(alone).size).toBeGreaterThan(1); // the starts do end in different places
    expect(best.logLikelihood).toBe(Math.max(...alone));
    expect(best.run).toBe(alone.indexOf(Math.max(...alone)));
    expect(line.logLikelihood(await expectAll(line, best.parameters, batches))).toBe(best.logLikelihood);
  });

  it('resumes to the last bit from every snapshot, also the last of a run', async () => {
    const whole = await collect({ runs: 3, tolerance: 1e-6 });
    for (const [at, { state }] of whole.snapshots.entries()) {
      const rest = await collect({ runs: 3, tolerance: 1e-6, resume: structuredClone(state) });
      expect(rest.best).toEqual(whole.best);
      expect(rest.snapshots).toEqual(whole.snapshots.slice(at + 1));
    }
  });

  it('can be aborted, and wants at least one run', async () => {
    await expect(collect({ runs: 2, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
    await expect(collect({ runs: 0 })).rejects.toThrow('runs: expected an integer of at least 1; got 0');
  });
});

describe('convergence', () => {
  it('is a change under the tolerance, and never that of a start', () => {
    expect(hasConverged(-2, -2.0001, 1e-3)).toBe(true);
    expect(hasConverged(-2, -2.1, 1e-3)).toBe(false);
    expect(hasConverged(Number.NEGATIVE_INFINITY, -2, 1e-3)).toBe(false);
    expect(hasConverged(-2, -2, 0)).toBe(false);
    expect(hasConverged(-2, Number.NaN, 1)).toBe(false);
  });
  it('keeps the better result, the earlier on a tie, a number before NaN', () => {
    const [a, b, nan] = [{ logLikelihood: -1 }, { logLikelihood: -1 }, { logLikelihood: Number.NaN }];
    expect(keepBest(undefined, a)).toBe(a);
    expect(keepBest(a, b)).toBe(a);
    expect(keepBest(a, { logLikelihood: 0 }).logLikelihood).toBe(0);
    expect(keepBest(a, nan)).toBe(a);
    expect(keepBest(nan, a)).toBe(a);
  });
});
