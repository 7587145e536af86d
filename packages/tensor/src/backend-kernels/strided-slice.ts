import { slice_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { free, type Replacement, run } from './replacement';

/**
 * TensorFlow.js reads the wrong numbers where an axis is dropped and another has a stride. Here the axis is kept, with length 1, and
 * dropped afterwards.
 */
export const stridedSlice =
  (backendName: string): Replacement =>
  ({ inputs, backend, attributes, original }) => {
    const { x } = inputs;
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
    if (!shrinkAxisMask) return original!({ inputs, backend, attrs: attributes });
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
    // Backwards to the first element, the end is -1, which as an argument would mean the last one.
    const toTheEnd = info.end.reduce((mask, each, axis) => (each < 0 ? mask | (1 << axis) : mask), 0);
    const attrs = {
      begin: info.begin,
      end: info.end,
      strides: info.strides,
      beginMask: 0,
      endMask: toTheEnd,
      ellipsisMask: 0,
      newAxisMask: 0,
      shrinkAxisMask: 0,
    };
    const whole = original!({ inputs, backend, attrs }) as TensorInfo;
    const result = run('Reshape', backendName, backend, { x: whole }, { shape: info.finalShape });
    free(backend, whole);
    return result;
  };
