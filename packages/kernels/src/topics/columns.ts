import { type Key, split } from '../threefry';
import { TopicsFrame, topicsModule } from './engine';
import type { Restaurants } from './network-sweeps';
import { rowStride } from './sparse-counts';

/**
 * Dirichlet draws of topics given their counts: column k of the result is Dirichlet(eta + counts of column k).
 *
 * @param counts rows of `rowStride(width)` integers, columns past the width 0.
 * @param topics the same layout; filled. Entries under 1e-18 are 0.
 */
export function dirichletColumns(key: Key, counts: Uint32Array, eta: number, width: number, topics: Float32Array): void {
  const stride = rowStride(width);
  const [scalars, vectors] = split(key, 2);
  const frame = new TopicsFrame();
  const from = frame.put(counts);
  const out = frame.reserveBytes(topics.byteLength);
  const scratch = frame.reserveBytes(16 * stride);
  const rows = counts.length / stride;
  topicsModule.exports().dirichletColumns(...scalars, ...vectors, from, eta, rows, width, stride, out, scratch);
  frame.get(out, topics);
}

/**
 * The tables of restaurants that sweeps have counted: sums over documents of CRT(m, r_k), by topic.
 *
 * @param r stride: the concentration of each topic.
 */
export function restaurantTables(key: Key, { sizes, late }: Restaurants, r: Float32Array): Uint32Array {
  const frame = new TopicsFrame();
  const [from, concentrations, out] = [frame.put(sizes), frame.put(r), frame.put(late)];
  topicsModule.exports().tablesOfHistogram(...key, from, concentrations, r.length, out);
  const tables = new Uint32Array(r.length);
  frame.get(out, tables);
  return tables;
}

/** How a Langevin step is brought back into the simplex. */
export type SimplexBoundary = 'mirror' | 'clip';

/** One Langevin step of topics; see assembly/topics/langevin.ts. */
export interface SimplexStep {
  readonly key: Key;
  /** Phi: rows of `rowStride(width)` floats, changed in place. */
  readonly topics: Float32Array;
  readonly width: number;
  /** The same layout: expected counts of the whole corpus. */
  readonly counts: Float32Array;
  readonly eta: number;
  /** stride: the step of each topic, over its size. */
  readonly steps: Float32Array;
  readonly boundary?: SimplexBoundary;
  /** SGRLD's expanded mean, of which the topics are the proportions; changed in place. */
  readonly expanded?: Float32Array;
}

/** Takes the step. */
export function simplexStep({ key, topics, width, counts, eta, steps, boundary = 'mirror', expanded }: SimplexStep): void {
  const stride = rowStride(width);
  const rows = topics.length / stride;
  const pulls = new Float64Array(stride);
  const own = expanded ?? counts;
  for (let v = 0, i = 0; v < rows; v++) for (let k = 0; k < stride; k++, i++) pulls[k] += counts[i] + (expanded ? own[i] : 0);
  if (!expanded) for (let k = 0; k < width; k++) pulls[k] += rows * eta;
  const frame = new TopicsFrame();
  const phi = frame.put(topics);
  const y = expanded ? frame.put(expanded) : phi;
  const placed = [frame.put(counts), eta, frame.put(steps), frame.put(Float32Array.from(pulls))];
  const next = frame.reserveBytes(topics.byteLength);
  const scratch = frame.reserveBytes(24 * stride);
  const flags = (boundary === 'mirror' ? 1 : 0) | (expanded ? 2 : 0);
  topicsModule.exports().simplexStep(...key, y, phi, ...placed, rows, width, stride, next, scratch, flags);
  frame.get(phi, topics);
  if (expanded) frame.get(y, expanded);
}
