import { onHost } from '../kernel/host-memory';
import type { Replacement } from './replacement';

/** Sums slices by their segment; a negative id drops its slice. */
export const unsortedSegmentSum: Replacement = ({ inputs: { x, segmentIds }, backend, attributes: { numSegments } }) => {
  const inner = x.shape.slice(segmentIds.shape.length);
  const width = inner.reduce((size, length) => size * length, 1);
  const shape = [numSegments as number, ...inner];
  return onHost(backend, [x, segmentIds], [{ shape, dtype: x.dtype }], ([values, ids], [out]) => {
    for (let i = 0, from = 0; i < ids.length; i++, from += width) {
      const segment = ids[i];
      if (segment < 0) continue;
      if (segment >= numSegments)
        throw new Error(`unsortedSegmentSum: segmentIds[${i}] is ${segment}, of ${numSegments} segments`);
      const to = segment * width;
      for (let j = 0; j < width; j++) out[to + j] += values[from + j];
    }
  })[0];
};
