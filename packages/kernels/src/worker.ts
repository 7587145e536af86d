// What runs in a worker. The build bundles this file into one function expression, kept as text in generated/worker.ts.
import { useModule } from './engine';
import { type MixtureDensity, type MixtureMoments, type Scatter, segmentMoments } from './gaussian-mixture';

export interface SegmentJob {
  module: WebAssembly.Module;
  density: MixtureDensity;
  scatter: Scatter;
  /** Each segment's rows, and its row weights. */
  segments: { rows: Float64Array; weights: Float64Array | undefined }[];
}

/** The moments of some segments, one by one: the caller adds up those of all workers in the segments' order. */
export function work({ module, density, scatter, segments }: SegmentJob): MixtureMoments[] {
  useModule(module);
  return segments.map(({ rows, weights }) => segmentMoments(density, rows, scatter, weights));
}
