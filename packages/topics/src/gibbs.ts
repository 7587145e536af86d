// One sweep of the network over its training documents: documents by the kernel, then what they share.
import {
  chineseRestaurantDraws,
  dirichletColumns,
  foldIn,
  gammaDraws,
  type Key,
  networkSweeps,
  restaurantTables,
  rowStride,
  type SparseCounts,
  sharedArray,
  split,
  type TopicsPool,
} from '@baytes/kernels';
import type { Settled } from './network-options';
import type { WorkingState } from './network-state';

/** Who makes the sweeps: this thread, or a pool. */
export type Hands = Pick<TopicsPool, 'networkSweeps'>;

export const thisThread: Hands = { networkSweeps: async (job) => networkSweeps(job) };

/** What is below this would make theta_k 0 for good. */
const LEAST_R = 1e-30;

/**
 * An upward-downward Gibbs sweep (Zhou, Cong and Chen 2016, section 3.2), with every conditional: counts of all layers, topics, r, gamma0,
 * c0, p_j, c_j and theta. `state` is changed in place.
 */
export async function gibbsSweep(
  state: WorkingState,
  documents: SparseCounts,
  plan: Settled,
  key: Key,
  hands: Hands,
): Promise<void> {
  const [local, columns, shared] = split(key, 3);
  const { eta, a0, b0, e0, f0, link } = plan;
  const restaurants = {
    sizes: sharedArray(Uint32Array, 256 * state.r.length),
    late: sharedArray(Uint32Array, state.r.length),
  };
  const [first] = state.layers;
  const collapsed = plan.collapsed
    ? {
        eta: eta[0],
        assignments: state.assignments,
        tokens: new Float32Array(first.tally),
        sizes: columnSums(first.tally, rowStride(first.width)),
      }
    : undefined;
  for (const { tally } of state.layers) if (!(collapsed && tally === first.tally)) tally.fill(0);
  await hands.networkSweeps({
    key: local,
    documents,
    layers: state.layers,
    r: state.r,
    restaurants,
    rates: state.rates,
    spread: state.spread,
    weights: state.weights,
    link,
    ...(collapsed && { collapsed }),
    priors: { a0, b0, e0, f0 },
    sweeps: 1,
    cold: state.cold,
    ...(state.sweep >= plan.scalesFrom && { scalesFrom: 0 }),
  });
  if (collapsed) first.tally.set(collapsed.tokens);
  for (const [t, { width, tally, topics }] of state.layers.entries())
    dirichletColumns(foldIn(columns, t), tally, eta[t], width, topics);
  sampleTop(state, restaurantTables(shared, restaurants, state.r), plan, shared);
  state.cold = false;
  state.sweep++;
}

/** c0, gamma0 with r integrated out, and r. */
function sampleTop(state: WorkingState, tables: Uint32Array, { a0, b0, e0, f0 }: Settled, key: Key): void {
  const K = state.layers[state.layers.length - 1].width;
  const [k1, k2, k3, k4] = split(foldIn(key, 1), 4);
  let spread = 0;
  for (const each of state.spread) spread += each;
  let sum = 0;
  for (let k = 0; k < K; k++) sum += state.r[k];
  state.c0 = gamma(k1, e0 + state.gamma0) / (f0 + sum);
  const counts = Float64Array.from(tables.subarray(0, K));
  const seats = chineseRestaurantDraws(k2, counts, state.gamma0 / K, new Float64Array(K));
  state.gamma0 = gamma(k3, a0 + seats.reduce((total, n) => total + n, 0)) / (b0 + Math.log1p(spread / state.c0));
  const draws = gammaDraws(
    k4,
    counts.map((n) => n + state.gamma0 / K),
    new Float64Array(K),
  );
  for (let k = 0; k < K; k++) state.r[k] = Math.max(LEAST_R, draws[k] / (state.c0 + spread));
}

function gamma(key: Key, shape: number): number {
  return gammaDraws(key, shape, new Float64Array(1))[0];
}

/** Sums of the columns of rows of `stride` counts. */
export function columnSums(tally: Uint32Array, stride: number): Float32Array {
  const sums = new Float64Array(stride);
  for (let i = 0, k = 0; i < tally.length; i++) {
    sums[k] += tally[i];
    if (++k === stride) k = 0;
  }
  return new Float32Array(sums);
}

/** (eta + W) over its column sums: the expectation of topics given their counts. */
export function expectedTopics(tally: Uint32Array, eta: number, width: number): Float32Array {
  const stride = rowStride(width);
  const sums = columnSums(tally, stride);
  const rows = tally.length / stride;
  const topics = sharedArray(Float32Array, tally.length);
  for (let v = 0, i = 0; v < rows; v++)
    for (let k = 0; k < stride; k++, i++) if (k < width) topics[i] = (eta + tally[i]) / (rows * eta + sums[k]);
  return topics;
}
