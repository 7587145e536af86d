// Layer-wise training (Zhou, Cong and Chen 2016, section 3.3): a new layer starts as wide as the one under it, and loses what it does not need.
import { foldIn, type Key, rowStride, sharedArray } from '@baytes/kernels';
import { evenly, newLayer, type WorkingState } from './network-state';

/** The least width that another layer goes on top of. */
const NARROWEST = 4;

/** Puts another layer on top. Returns false, and does nothing, where the top one is too narrow. */
export function addLayer(state: WorkingState, budget: number, key: Key): boolean {
  const T = state.layers.length;
  const below = state.layers[T - 1].width;
  const width = Math.min(budget, below);
  if (width <= NARROWEST) return false;
  const n = state.spread.length;
  state.layers = [...state.layers, newLayer(n, below, width, foldIn(key, T))];
  const rates = sharedArray(Float64Array, n * (T + 1)).fill(1);
  for (let j = 0; j < n; j++) rates.set(state.rates.subarray(j * T, (j + 1) * T), j * (T + 1));
  state.rates = rates;
  state.r = evenly(width);
  state.gamma0 = width / state.layers[0].width;
  state.c0 = 1;
  state.cold = true;
  return true;
}

/** Takes the topics of the top layer that no count of the last sweep needs out of the state. Returns how many. */
export function pruneTop(state: WorkingState): number {
  const T = state.layers.length;
  const top = state.layers[T - 1];
  const stride = rowStride(top.width);
  const used = new Float64Array(stride);
  for (let i = 0; i < top.counts.length; i++) used[i % stride] += top.counts[i];
  const kept = Array.from({ length: top.width }, (_, k) => k).filter((k) => used[k] > 0);
  const width = Math.max(1, kept.length);
  if (kept.length === 0) kept.push(0);
  const removed = top.width - width;
  if (removed === 0) return 0;
  const narrow = <A extends Float32Array | Uint32Array>(from: A): A => {
    const to = rowStride(width);
    const out = sharedArray(from.constructor as never, (from.length / stride) * to) as A;
    for (let row = 0; row < from.length / stride; row++)
      for (let k = 0; k < width; k++) out[row * to + k] = from[row * stride + kept[k]];
    return out;
  };
  const { topics, counts, theta, tally } = top;
  state.layers = [
    ...state.layers.slice(0, -1),
    { width, topics: narrow(topics), counts: narrow(counts), theta: narrow(theta), tally: narrow(tally) },
  ];
  state.r = narrow(state.r);
  state.gamma0 *= width / top.width;
  if (T === 1) {
    const place = new Uint16Array(top.width);
    for (const [k, old] of kept.entries()) place[old] = k;
    state.assignments = state.assignments.map((k) => place[k]);
  }
  return removed;
}
