// What runs in a worker. The build bundles this file into one function expression, kept as text in generated/worker.ts.
import { useModule } from './engine';
import { type MixtureDensity, type MixtureMoments, type Scatter, segmentMoments } from './gaussian-mixture';
import { type CentreSums, segmentCentres } from './k-means';
import { laws } from './laws-engine';
import { type DrawsName, drawsByName } from './random/by-name';
import type { Parameter } from './random/sampler';
import type { Key } from './threefry';

export interface SegmentJob {
  module: WebAssembly.Module;
  density: MixtureDensity;
  scatter: Scatter;
  /** Each segment's rows, and its row weights. */
  segments: { rows: Float64Array; weights: Float64Array | undefined }[];
}

export interface DrawJob {
  module: WebAssembly.Module;
  name: DrawsName;
  key: Key;
  parameters: Parameter[];
  /** Where the draws go: shared memory, or an array that comes back filled. */
  out: Float64Array | Float32Array;
  /** The place of the first of them among all. */
  first: number;
}

export interface CentresJob {
  module: WebAssembly.Module;
  dimensions: number;
  centres: Float64Array;
  segments: { rows: Float64Array; weights: Float64Array | undefined }[];
  /** Where labels and distances of all segments go: shared memory, or arrays that come back filled. */
  labels: Int32Array;
  distances: Float64Array;
}

/** What the segments of a worker add up to, each, and what is not in shared memory. */
export interface CentresDone {
  parts: CentreSums[];
  labels: Int32Array;
  distances: Float64Array;
}

export function work(job: SegmentJob | CentresJob | DrawJob): MixtureMoments[] | CentresDone | Float64Array | Float32Array {
  if ('centres' in job) return nearest(job);
  return 'segments' in job ? moments(job) : draws(job);
}

/** Shared memory is filled in place, and need not come back. */
function draws({ module, name, key, parameters, out, first }: DrawJob): Float64Array | Float32Array {
  laws.use(module);
  drawsByName(name, key, parameters, out, first);
  return out.buffer instanceof ArrayBuffer ? out : out.subarray(0, 0);
}

/** The moments of some segments, one by one: the caller adds up those of all workers in the segments' order. */
function moments({ module, density, scatter, segments }: SegmentJob): MixtureMoments[] {
  useModule(module);
  return segments.map(({ rows, weights }) => segmentMoments(density, rows, scatter, weights));
}

/** The assignments of some segments, one by one. */
function nearest({ module, dimensions: D, centres, segments, labels, distances }: CentresJob): CentresDone {
  useModule(module);
  let start = 0;
  const parts = segments.map(({ rows, weights }) => {
    const end = start + rows.length / D;
    const part = segmentCentres(rows, D, centres, weights, labels.subarray(start, end), distances.subarray(start, end));
    start = end;
    return part;
  });
  const back = labels.buffer instanceof ArrayBuffer;
  return { parts, labels: back ? labels : labels.subarray(0, 0), distances: back ? distances : distances.subarray(0, 0) };
}
