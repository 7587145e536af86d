import { describe, expect, it } from 'vitest';
import {
  type Batches,
  expectAll,
  expectationMaximization,
  type Family,
  type StepwiseOptions,
  type StepwiseSnapshot,
  stepSize,
  stepwiseExpectationMaximization,
} from '../src/index';
import { type Line, line } from './families';

// Normal draws by Box and Muller over a fixed congruential stream: 30% around -2, 70% around 1.5.
function draws(n: number): number[] {
  let seed = 12345;
  const uniform = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed + 0.5) / 2 ** 32;
  };
  return Array.from({ length: n }, () => {
    const z = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    return (uniform() < 0.3 ? -2 : 1.5) + z;
  });
}
const rows = draws(6000);
const batches = Array.from({ length: 60 }, (_, i) => rows.slice(i * 100, i * 100 + 100));
const start: Line = { share: 0.5, means: [-0.5, 0.5] };

type Snapshots = StepwiseSnapshot<Line, Float64Array>[];
async function run(options: StepwiseOptions = {}, from: Batches<number[]> = batches): Promise<Snapshots> {
  const snapshots: Snapshots = [];
  for await (const snapshot of stepwiseExpectationMaximization(line, start, from, options)) snapshots.push(snapshot);
  return snapshots;
}

describe('stepwise EM', () => {
  it("comes to batch EM's optimum, faster by passes", async () => {
    let optimum = start;
    for await (const { state } of expectationMaximization(line, start, batches, { tolerance: 1e-12, maxIterations: 500 })) {
      optimum = state;
    }
    const best = line.logLikelihood(await expectAll(line, optimum, batches));
    const { parameters } = (await run({ maxPasses: 20, tolerance: 0 })).at(-1)!.state;
    expect(best - line.logLikelihood(await expectAll(line, parameters, batches))).toBeLessThan(2e-4);
    expect(Math.abs(parameters.means[0] - optimum.means[0])).toBeLessThan(0.05);

    const afterOne = async (state: Line) => best - line.logLikelihood(await expectAll(line, state, batches));
    const onePass = (await run({ maxPasses: 1 })).at(-1)!.state.parameters;
    let oneIteration = start;
    for await (const { state } of expectationMaximization(line, start, batches, { maxIterations: 1 })) oneIteration = state;
    expect(await afterOne(onePass)).toBeLessThan((await afterOne(oneIteration)) / 4);
  });

  it('is batch EM where there is one batch and every step counts in full', async () => {
    const [first] = await run({ maxPasses: 1 }, [rows]);
    for await (const { state } of expectationMaximization(line, start, [rows], { maxIterations: 1 })) {
      expect(first.state.parameters).toEqual(state);
    }
  });

  it('steps by (t + t0)^-kappa', () => {
    expect(stepSize(1)).toBe(1);
    expect(stepSize(2)).toBeCloseTo(4 ** -0.7, 15);
    expect(stepSize(8, { exponent: 1, offset: 0 })).toBe(1 / 8);
    expect(() => stepSize(2, { exponent: 0.5 })).toThrow('stepSizes.exponent: stepwise EM converges for exponents over 0.5');
    expect(() => stepSize(2, { offset: -1 })).toThrow('stepSizes.offset: expected a number of at least 0; got -1');
  });

  it('with steps 1/t leaves the mean of all statistics: each row counts the same', async () => {
    const stepSizes = { exponent: 1, offset: 0 };
    const { statistics } = (await run({ maxPasses: 1, stepSizes, warmUp: 60 })).at(-1)!.state;
    const all = await expectAll(line, start, batches);
    all.forEach((value, i) => {
      expect(statistics![i] * 60).toBeCloseTo(value, 6);
    });
  });

  it('gathers statistics without moving while it warms up', async () => {
    const snapshots = await run({ maxPasses: 1, warmUp: 5 });
    expect(snapshots[4].state.parameters).toBe(start);
    expect(snapshots[5].state.parameters).not.toBe(start);
  });

  it('resumes to the last bit from the middle and the end of a pass', async () => {
    const whole = await run({ maxPasses: 3, tolerance: 0 });
    for (const at of [0, 41, 59, 60, 119]) {
      const rest = await run({ maxPasses: 3, tolerance: 0, resume: structuredClone(whole[at].state) });
      expect(rest).toEqual(whole.slice(at + 1));
    }
  });

  it('leaves earlier snapshots as they were', async () => {
    const snapshots: Snapshots = [];
    const copies: Snapshots = [];
    for await (const snapshot of stepwiseExpectationMaximization(line, start, batches.slice(0, 5), { maxPasses: 2 })) {
      snapshots.push(snapshot);
      copies.push(structuredClone(snapshot));
    }
    expect(snapshots).toEqual(copies);
  });

  it('converges at the end of a pass, and opens functions of batches by pass', async () => {
    const passes: number[] = [];
    const snapshots = await run({ tolerance: 1e-2, maxPasses: 50 }, (pass) => {
      passes.push(pass);
      return batches;
    });
    expect(snapshots.at(-1)!.metrics.converged).toBe(true);
    expect(await run({ tolerance: 1e-2, maxPasses: 50, resume: snapshots.at(-1)!.state })).toEqual([]); // nothing left to do
    expect(snapshots.length % 60).toBe(0);
    expect(snapshots.length).toBeLessThan(50 * 60);
    expect(passes).toEqual(Array.from({ length: snapshots.length / 60 }, (_, i) => i));
  });

  it('says what is wrong', async () => {
    await expect(run({}, [])).rejects.toThrow('batches: EM needs at least one batch of data');
    await expect(run({ tolerance: 0 }, batches.values())).rejects.toThrow('batches: pass 1 over the data gave no batch');
    await expect(run({ signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
    await expect(run({ warmUp: 0.5 })).rejects.toThrow('warmUp: expected an integer of at least 0; got 0.5');
    const { scale, ...without } = line;
    expect(scale).toBeDefined();
    const stream = stepwiseExpectationMaximization(without as Family<Line, number[], Float64Array>, start, batches);
    await expect(stream.next()).rejects.toThrow('family: stepwise EM needs a family that has `scale`');
  });
});
