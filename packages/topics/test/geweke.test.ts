// Geweke's joint distribution test ("Getting it right", JASA 2004): draws of everything from the prior, against a chain that in turn takes a
// Gibbs sweep and draws new documents. Only if every conditional is right do both have the same law. Each model has some fifteen means
// compared at 5 standard errors: over all models a right sampler fails with a probability under 1e-4; seeds are fixed, and were not chosen.
import {
  foldIn,
  gammaDraws,
  type Key,
  key,
  type Link,
  networkSweeps,
  poissonDraws,
  rowStride,
  split,
  uniformStream,
} from '@baytes/kernels';
import { describe, expect, it } from 'vitest';
import { gibbsSweep, thisThread } from '../src/gibbs';
import { type NetworkOptions, type Settled, settle } from '../src/network-options';
import { firstState, type WorkingState } from '../src/network-state';

const V = 4;
const N = 3;
const BATCHES = 60;

const one = (at: Key, shape: number) => gammaDraws(at, shape, new Float64Array(1))[0];

/** Everything from the prior. */
function prior(plan: Settled, at: Key): WorkingState {
  let next = 0;
  const fresh = () => foldIn(at, next++);
  const state = firstState(
    documentsOf(Array.from({ length: N }, () => new Map())),
    V,
    { ...plan, collapsed: false },
    [],
    fresh(),
  );
  const { a0, b0, e0, f0, layers } = plan;
  const T = layers.length;
  const top = layers[T - 1];
  state.gamma0 = one(fresh(), a0) / b0;
  state.c0 = one(fresh(), e0) / f0;
  for (let k = 0; k < top; k++) state.r[k] = one(fresh(), state.gamma0 / top) / state.c0;
  for (const [t, { width, topics }] of state.layers.entries()) {
    const stride = rowStride(width);
    const rows = topics.length / stride;
    for (let k = 0; k < width; k++) {
      const column = gammaDraws(fresh(), plan.eta[t], new Float64Array(rows));
      const sum = column.reduce((a, b) => a + b, 0);
      for (let v = 0; v < rows; v++) topics[v * stride + k] = column[v] / sum;
    }
  }
  for (let j = 0; j < N; j++) {
    for (let t = 0; t < T; t++) {
      if (t > 0) state.rates[j * T + t] = one(fresh(), e0) / f0;
      else {
        const [p, q] = [one(fresh(), a0), one(fresh(), b0)];
        state.rates[j * T] = q / p;
      }
    }
    for (let t = T - 1; t >= 0; t--) {
      const { width, theta } = state.layers[t];
      for (let k = 0; k < width; k++) {
        let shape = state.r[k];
        if (t < T - 1) {
          const above = state.layers[t + 1];
          const stride = rowStride(above.width);
          shape = 0;
          for (let i = 0; i < above.width; i++) shape += above.topics[k * stride + i] * above.theta[j * stride + i];
        }
        theta[j * rowStride(width) + k] = one(fresh(), shape) / state.rates[j * T + t];
      }
    }
    state.weights[j] = one(fresh(), 1);
  }
  return state;
}

function documentsOf(rows: Map<number, number>[]) {
  const pairs = rows.flatMap((row) => [...row]);
  const starts = new Uint32Array(N + 1);
  for (const [j, row] of rows.entries()) starts[j + 1] = starts[j] + row.size;
  return {
    starts,
    words: Uint32Array.from(pairs, ([v]) => v),
    counts: Float32Array.from(pairs, ([, x]) => x),
  };
}

/** New documents given theta and the topics; where layer 1 is collapsed, with the topics of their tokens. */
function draw(state: WorkingState, plan: Settled, at: Key) {
  const [first] = state.layers;
  const stride = rowStride(first.width);
  const assignments: number[] = [];
  if (plan.collapsed) {
    first.tally.fill(0);
    first.counts.fill(0);
  }
  const uniform = uniformStream(foldIn(at, 1));
  const rows = Array.from({ length: N }, (_, j) => {
    const row = new Map<number, number>();
    for (let v = 0; v < V; v++) {
      const weights = Array.from({ length: first.width }, (_, k) => first.topics[v * stride + k] * first.theta[j * stride + k]);
      const rate = weights.reduce((a, b) => a + b, 0);
      const count = poissonDraws(foldIn(at, 10 + j * V + v), rate, new Float64Array(1))[0];
      if (count === 0) continue;
      if (plan.link === 'count') row.set(v, count);
      else if (plan.link === 'binary') row.set(v, 1);
      else row.set(v, one(foldIn(at, 1000 + j * V + v), count) / state.weights[j]);
      for (let n = 0; plan.collapsed && n < count; n++) {
        let left = uniform() * rate;
        let k = 0;
        while (k < first.width - 1 && (left -= weights[k]) >= 0) k++;
        assignments.push(k);
        first.tally[v * stride + k]++;
        first.counts[j * stride + k]++;
      }
    }
    return row;
  });
  if (plan.collapsed) state.assignments = Uint16Array.from(assignments);
  return documentsOf(rows);
}

/** theta given the counts of the last sweep: what the next sweep would begin with. */
function drawTheta(state: WorkingState, plan: Settled, at: Key): void {
  const n = state.spread.length;
  const empty = { starts: new Uint32Array(n + 1), words: new Uint32Array(0), counts: new Float32Array(0) };
  const layers = state.layers.map((layer) => ({ ...layer, tally: undefined, counts: layer.counts.slice() }));
  networkSweeps({ ...state, documents: empty, layers, weights: state.weights.slice(), key: at, priors: plan, sweeps: 1 });
}

const bounded = (x: number) => x / (1 + x);

/** Functions of everything, bounded so that their means and variances exist. */
function measures(state: WorkingState, documents: ReturnType<typeof documentsOf>, link: Link): number[] {
  const T = state.layers.length;
  const counts = documents.counts.reduce((a, b) => a + b, 0);
  return [
    bounded(state.gamma0),
    bounded(state.c0),
    bounded(state.r[0]),
    bounded(state.r.reduce((a, b) => a + b, 0)) ** 2,
    bounded(counts),
    bounded(documents.counts[0] ?? 0) ** 2,
    documents.words.length,
    ...(link === 'positive' ? [bounded(state.weights[0])] : []),
    ...state.layers.flatMap(({ width, topics, theta }, t) => {
      const stride = rowStride(width);
      const all = theta.subarray(0, width).reduce((a, b) => a + b, 0);
      return [
        topics[0] ** 2,
        topics[0] * (topics[stride] ?? 0),
        bounded(theta[stride]),
        bounded(all) ** 2,
        bounded(all) * bounded(state.rates[t]),
        bounded(state.rates[T + t]),
      ];
    }),
  ];
}

/** Means and variances of means, by batches. */
function summary(draws: number[][]) {
  return draws[0].map((_, i) => {
    const size = Math.floor(draws.length / BATCHES);
    const batches = Array.from({ length: BATCHES }, (_, b) => {
      let sum = 0;
      for (let s = 0; s < size; s++) sum += draws[b * size + s][i];
      return sum / size;
    });
    const mean = batches.reduce((a, b) => a + b, 0) / BATCHES;
    return { mean, variance: batches.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (BATCHES - 1) / BATCHES };
  });
}

/** Scores of the differences; the chain may be made to believe in other options than its prior. */
async function zScores(options: NetworkOptions, sweeps: number, believed: Partial<NetworkOptions> = {}): Promise<number[]> {
  const plan = settle({ a0: 3, b0: 4, e0: 6, f0: 5, eta: 0.6, scalesFrom: 0, ...options });
  const [marginal, joint] = split(key(plan.seed), 2);
  const independent = Array.from({ length: sweeps }, (_, i) => {
    const at = foldIn(marginal, i);
    const state = prior(plan, foldIn(at, 0));
    return measures(state, draw(state, plan, foldIn(at, 1)), plan.link);
  });
  const state = prior(plan, foldIn(joint, 0));
  let documents = draw(state, plan, foldIn(joint, 1));
  const chain: number[][] = [];
  for (let i = 0; i < sweeps; i++) {
    const at = foldIn(joint, i + 2);
    state.cold = true;
    await gibbsSweep(state, documents, { ...plan, ...settle({ ...plan, ...believed }) }, foldIn(at, 0), thisThread);
    drawTheta(state, plan, foldIn(at, 1));
    documents = draw(state, plan, foldIn(at, 2));
    chain.push(measures(state, documents, plan.link));
  }
  const [a, b] = [summary(independent), summary(chain)];
  return a.map((each, i) => (each.mean - b[i].mean) / Math.sqrt(each.variance + b[i].variance + 1e-12));
}

const models: [string, NetworkOptions][] = [
  ['one layer', { layers: [3], collapsed: false }],
  ['one layer, collapsed', { layers: [3] }],
  ['two layers', { layers: [3, 2], collapsed: false }],
  ['two layers, collapsed', { layers: [3, 2] }],
  ['three layers', { layers: [2, 3, 2], collapsed: false }],
  ['binary data', { layers: [3, 2], link: 'binary' }],
  ['positive data', { layers: [3, 2], link: 'positive' }],
];

describe('a Gibbs sweep leaves the joint law as it is', () => {
  it.for(models)('%s', { timeout: 300_000 }, async ([, options]) => {
    const scores = await zScores(options, 6000);
    for (const z of scores) expect(Math.abs(z)).toBeLessThan(5);
  });
});

describe('the test itself', () => {
  it.for<[string, Partial<NetworkOptions>]>([
    ['eta', { eta: 0.9 }],
    ['e0', { e0: 7 }],
    ['a0', { a0: 3.5 }],
  ])('sees a wrong %s', { timeout: 300_000 }, async ([, believed]) => {
    const scores = await zScores({ layers: [3, 2], collapsed: false }, 6000, believed);
    expect(Math.max(...scores.map(Math.abs))).toBeGreaterThan(5);
  });
});
