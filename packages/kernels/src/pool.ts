import { compiledModule } from './engine';
import {
  addMoments,
  type MixtureDensity,
  type MixtureMoments,
  mixtureMoments,
  type Scatter,
  segmentRows,
} from './gaussian-mixture';
import { workerSource } from './generated/worker';
import { addCentres, type KMeansMoments, nearestCentres } from './k-means';
import type { CentresDone, CentresJob, SegmentJob } from './worker';

/** Kernels on several cores. Results are those of one thread to the last bit, whatever the number of workers. */
export interface KernelPool {
  readonly workers: number;
  /** As the function of the same name; `rows` are copied to shared memory once, the first time that an array is seen. */
  mixtureMoments(
    density: MixtureDensity,
    rows: Float64Array,
    scatter: Scatter,
    weights?: Float64Array,
  ): Promise<MixtureMoments>;
  /** As the function of the same name. */
  nearestCentres(rows: Float64Array, D: number, centres: Float64Array, weights?: Float64Array): Promise<KMeansMoments>;
  /** Ends the workers; calls under way are rejected. */
  terminate(): Promise<void>;
}

/** Whether threads can share memory here. */
export const canShare = () =>
  typeof SharedArrayBuffer !== 'undefined' &&
  ('process' in globalThis || (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true);

/** Workers, whose number must be a whole one from 1 on. */
export async function startWorkers(workers: number) {
  if (!Number.isSafeInteger(workers) || workers < 1)
    throw new RangeError(`workers: expected an integer of at least 1; got ${workers}`);
  const { default: workerpool } = await import('workerpool');
  return workerpool.pool({ maxWorkers: workers, minWorkers: workers, workerType: 'auto' });
}

/** A part of an array to send to a worker: one that cannot be shared must not take the whole array along. */
export const part = <A extends Float64Array | Float32Array>(values: A, from: number, to: number) =>
  (values.buffer instanceof ArrayBuffer ? values.slice(from, to) : values.subarray(from, to)) as A;

/** The segments of one of `hands` workers: their rows, and their weights. */
function segmentsOf(
  hand: number,
  hands: number,
  count: number,
  size: number,
  n: number,
  D: number,
  rows: Float64Array,
  weights: Float64Array | undefined,
) {
  const segments = [];
  for (let s = Math.floor((hand * count) / hands); s < Math.floor(((hand + 1) * count) / hands); s++) {
    const end = Math.min(n, (s + 1) * size);
    segments.push({ rows: part(rows, s * size * D, end * D), weights: weights && part(weights, s * size, end) });
  }
  return segments;
}

/**
 * A pool of workers (threads in Node, Web Workers in browsers) that split rows among them. In a browser that is not
 * cross-origin isolated, rows are copied at every call instead of shared.
 *
 * @param workers at least 1.
 */
export async function kernelPool(workers: number): Promise<KernelPool> {
  const pool = await startWorkers(workers);
  const shared = new WeakMap<Float64Array, Float64Array>();
  const share = (values: Float64Array): Float64Array => {
    if (!canShare()) return values;
    let copy = shared.get(values);
    if (!copy) {
      copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
      copy.set(values);
      shared.set(values, copy);
    }
    return copy;
  };

  return {
    workers,
    async mixtureMoments(density, rowsGiven, scatter, weightsGiven) {
      const D = density.dimensions;
      const n = rowsGiven.length / D;
      const size = segmentRows(n);
      if (n <= size) return mixtureMoments(density, rowsGiven, scatter, weightsGiven);
      const rows = share(rowsGiven);
      const weights = weightsGiven && share(weightsGiven);
      const count = Math.ceil(n / size);
      const hands = Math.min(workers, count);
      const jobs = Array.from({ length: hands }, (_, hand): SegmentJob => {
        const segments = segmentsOf(hand, hands, count, size, n, D, rows, weights);
        return { module: compiledModule(), density, scatter, segments };
      });
      const done: MixtureMoments[][] = await Promise.all(jobs.map((job) => pool.exec('run', [workerSource, [job]])));
      return done.flat().reduce(addMoments);
    },
    async nearestCentres(rowsGiven, D, centres, weightsGiven) {
      const n = rowsGiven.length / D;
      const size = segmentRows(n);
      if (n <= size) return nearestCentres(rowsGiven, D, centres, weightsGiven);
      const rows = share(rowsGiven);
      const weights = weightsGiven && share(weightsGiven);
      const room = (bytes: number) => (canShare() ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
      const labels = new Int32Array(room(4 * n));
      const distances = new Float64Array(room(8 * n));
      const count = Math.ceil(n / size);
      const hands = Math.min(workers, count);
      const done = await Promise.all(
        Array.from({ length: hands }, async (_, hand) => {
          const segments = segmentsOf(hand, hands, count, size, n, D, rows, weights);
          const [from, to] = [
            Math.floor((hand * count) / hands) * size,
            Math.min(n, Math.floor(((hand + 1) * count) / hands) * size),
          ];
          const job: CentresJob = {
            module: compiledModule(),
            dimensions: D,
            centres,
            segments,
            labels: canShare() ? labels.subarray(from, to) : new Int32Array(to - from),
            distances: canShare() ? distances.subarray(from, to) : new Float64Array(to - from),
          };
          const result: CentresDone = await pool.exec('run', [workerSource, [job]]);
          labels.set(result.labels, from);
          distances.set(result.distances, from);
          return result.parts;
        }),
      );
      return { ...addCentres(done.flat(), centres.length / D, D), labels, distances };
    },
    async terminate() {
      await pool.terminate(true);
    },
  };
}
