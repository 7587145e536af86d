import { expect, it } from 'vitest';
import { bestSoFar, type SearchSnapshot, type SearchState, search, searchFromJson, searchToJson } from '../src/fitting/search';
import { three } from './points';

const { rows } = three.sample(200, { seed: 2 });
const options = { init: 'random-rows', nInit: 3, tolerance: 0, maxIterations: 10, seed: 1 } as const;

async function all(state?: SearchState) {
  const seen: SearchSnapshot[] = [];
  const steps = search(rows, [1, 2, 3, 4], options, state);
  for (;;) {
    const next = await steps.next();
    if (next.done) return { seen, result: next.value };
    seen.push(next.value);
  }
}

it('a search that goes on from a file does the steps that are left, and no other, to the same bits', async () => {
  const whole = await all();
  expect(whole.seen).toHaveLength(4 * 3 * 10);
  expect(whole.result.model.components).toBe(3);
  for (const done of [1, 30, 31, 75, 119]) {
    const file = JSON.stringify(searchToJson(whole.seen[done - 1].state));
    const rest = await all(searchFromJson(JSON.parse(file)));
    expect(rest.seen).toHaveLength(whole.seen.length - done);
    expect(JSON.stringify(rest.result)).toBe(JSON.stringify(whole.result));
  }
});

it('the best so far is of the sizes that are done, or else of the fit under way', async () => {
  const { seen } = await all();
  expect(bestSoFar(seen[5].state)?.model.components).toBe(1);
  expect(bestSoFar(seen[95].state)).toMatchObject({ model: { components: 3 }, candidates: [{}, {}, {}] });
});

it('a foreign file is no search', () => {
  expect(() => searchFromJson({ type: 'cake' })).toThrow(/not a checkpoint of `baytes fit`/);
});
