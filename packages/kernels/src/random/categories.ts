import { LawsFrame, laws } from '../laws-engine';
import type { Key } from '../threefry';
import { checkPlaces } from './sampler';

/** Draws a call makes at a time. */
const CHUNK = 4096;

const rowsAtOnce = (columns: number) => Math.max(1, Math.min(CHUNK, Math.floor((16 * CHUNK) / columns)));

/**
 * Categories drawn by their logits: `out[i]` from row i of `logits`, or all from its only row.
 *
 * @param logits rows of `columns` unnormalised log-probabilities; minus infinity is a category that never comes.
 * @param first the place of `out[0]` among all draws under this key.
 */
export function categoricalDraws(key: Key, logits: Float64Array, columns: number, out: Int32Array, first = 0): Int32Array {
  const n = out.length;
  checkPlaces('categoricalDraws', first, n);
  const shared = logits.length === columns;
  if (!shared && logits.length !== n * columns)
    throw new RangeError(`categoricalDraws: logits has ${logits.length} numbers for ${n} draws of ${columns} categories`);
  const step = shared ? CHUNK : rowsAtOnce(columns);
  const room = Math.min(n, step);
  const frame = new LawsFrame();
  const rows = frame.reserve((shared ? 1 : room) * columns + 1);
  const scratch = frame.reserveBytes((columns + 1) * 12);
  const result = frame.reserveInt32(room);
  if (shared) frame.view(rows, columns).set(logits);
  for (let start = 0; start < n; start += step) {
    const count = Math.min(step, n - start);
    if (!shared) frame.view(rows, count * columns).set(logits.subarray(start * columns, (start + count) * columns));
    laws.exports().categoricalDraws(key[0], key[1], first + start, rows, shared ? 0 : 1, columns, scratch, result, count);
    out.set(new Int32Array(frame.buffer, result, count), start);
  }
  return out;
}

/**
 * Counts of `trials` trials over categories by their logits: row i of `out` from row i of `logits` (or its only row) and of `trials`.
 *
 * @param trials whole numbers: one for each row, or one for all.
 * @param logits rows of `columns` unnormalised log-probabilities.
 * @param out rows of `columns` counts.
 * @param first the place of the first row among all under this key.
 */
export function multinomialDraws<A extends Float64Array | Float32Array>(
  key: Key,
  trials: Float64Array | number,
  logits: Float64Array,
  columns: number,
  out: A,
  first = 0,
): A {
  const n = out.length / columns;
  checkPlaces('multinomialDraws', first, n);
  const shared = logits.length === columns;
  if (!shared && logits.length !== out.length)
    throw new RangeError(`multinomialDraws: logits has ${logits.length} numbers for ${n} rows of ${columns} categories`);
  if (typeof trials !== 'number' && trials.length !== n)
    throw new RangeError(`multinomialDraws: trials has ${trials.length} numbers for ${n} rows`);
  const step = rowsAtOnce(columns);
  const room = Math.min(n, step);
  const frame = new LawsFrame();
  const rows = frame.reserve((shared ? 1 : room) * columns + 1);
  const each = frame.reserve(typeof trials === 'number' ? 1 : room);
  const scratch = frame.reserveBytes((columns + 1) * 12 + 4 * 4098);
  const result = frame.reserve(room * columns);
  if (shared) frame.view(rows, columns).set(logits);
  if (typeof trials === 'number') frame.view(each, 1)[0] = trials;
  for (let start = 0; start < n; start += step) {
    const count = Math.min(step, n - start);
    if (!shared) frame.view(rows, count * columns).set(logits.subarray(start * columns, (start + count) * columns));
    if (typeof trials !== 'number') frame.view(each, count).set(trials.subarray(start, start + count));
    const strides = [typeof trials === 'number' ? 0 : 1, shared ? 0 : 1];
    laws
      .exports()
      .multinomialDraws(key[0], key[1], first + start, each, strides[0], rows, strides[1], columns, scratch, result, count);
    out.set(frame.view(result, count * columns), start * columns);
  }
  return out;
}

/**
 * Points of the simplex: row i of `out` from row i of `concentration`, or all from its only row.
 *
 * @param concentration rows of `columns` numbers > 0.
 * @param first the place of the first row among all under this key.
 */
export function dirichletDraws<A extends Float64Array | Float32Array>(
  key: Key,
  concentration: Float64Array,
  columns: number,
  out: A,
  first = 0,
): A {
  const n = out.length / columns;
  checkPlaces('dirichletDraws', first * columns, out.length);
  const shared = concentration.length === columns;
  if (!shared && concentration.length !== out.length)
    throw new RangeError(`dirichletDraws: concentration has ${concentration.length} numbers for ${n} rows of ${columns}`);
  const step = Math.max(1, Math.floor(CHUNK / columns));
  const room = Math.min(n, step) * columns;
  const frame = new LawsFrame();
  const rows = frame.reserve(shared ? columns : room);
  const result = frame.reserve(room);
  if (shared) frame.view(rows, columns).set(concentration);
  for (let start = 0; start < n; start += step) {
    const count = Math.min(step, n - start);
    const [from, to] = [start * columns, (start + count) * columns];
    if (!shared) frame.view(rows, to - from).set(concentration.subarray(from, to));
    laws.exports().dirichletDraws(key[0], key[1], first + start, rows, shared ? 0 : 1, columns, result, count);
    out.set(frame.view(result, to - from), from);
  }
  return out;
}
