import { afterAll, describe, expect, it } from 'vitest';
import { type TopicsPool, topicsPool } from '../../src';
import { drawnDocuments, network, topicsOf } from './small-network';

const pools: TopicsPool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.terminate())));

const topics = [topicsOf(50, 20, (v, k) => 1 + ((v * (k + 2)) % 7)), topicsOf(20, 6, (v, k) => 1 + ((v + k) % 3))];
const documents = drawnDocuments(700, 30, 50);

async function run(workers: number, expects: boolean) {
  const pool = await topicsPool(workers);
  pools.push(pool);
  const model = network(documents, topics, [20, 6]);
  const layers = model.layers.map((layer) => ({
    ...layer,
    ...(expects ? { tally: undefined, expectation: new Float32Array(layer.topics.length) } : {}),
  }));
  const expectedTables = expects ? new Float64Array(8) : undefined;
  const restaurants = expects ? undefined : model.restaurants;
  await pool.networkSweeps({
    ...model,
    layers,
    restaurants,
    expectedTables,
    sweeps: 3,
    cold: true,
    keepFrom: 1,
    scalesFrom: 1,
  });
  return { layers, rates: model.rates, spread: model.spread, restaurants, expectedTables };
}

describe.for([false, true])('sweeps by several workers (expected counts: %s)', (expects) => {
  it('have the bits of one', async () => {
    const alone = await run(1, expects);
    expect(alone.layers[0].counts.reduce((a, b) => a + b, 0)).toBe(documents.counts.reduce((a, b) => a + b, 0));
    expect(await run(2, expects)).toEqual(alone);
    expect(await run(3, expects)).toEqual(alone);
  });
});
