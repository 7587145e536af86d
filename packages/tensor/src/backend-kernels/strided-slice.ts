import { slice_util } from '@tensorflow/tfjs-core';
import { onHost } from '../kernel/host-memory';
import type { Replacement } from './replacement';

/** TensorFlow.js reads the wrong numbers where an axis is dropped and another has a stride. */
export const stridedSlice: Replacement = (call) => {
  const { x } = call.inputs;
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = call.attributes;
  const info = slice_util.sliceInfo(
    x.shape,
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  if (!shrinkAxisMask || info.isIdentity || info.isSimpleSlice) {
    return call.original!({ inputs: call.inputs, backend: call.backend, attrs: call.attributes });
  }
  const counts = x.shape.map((_, axis) => Math.max(0, Math.ceil((info.end[axis] - info.begin[axis]) / info.strides[axis])));
  return onHost(call.backend, [x], [{ shape: info.finalShape, dtype: x.dtype }], ([values], [out]) => {
    let at = 0;
    const read = (axis: number, from: number): void => {
      if (axis === x.shape.length) {
        out[at++] = values[from];
        return;
      }
      for (let i = 0; i < counts[axis]; i++) {
        read(axis + 1, from * x.shape[axis] + info.begin[axis] + i * info.strides[axis]);
      }
    };
    read(0, 0);
  })[0];
};
