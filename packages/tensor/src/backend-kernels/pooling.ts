// Maxima over windows: of images on wasm, where TensorFlow.js's own kernels lose the place of a maximum that is negative, and of volumes,
// of which its kernels give the cotangent to the wrong places where windows overlap.
import { backend_util } from '@tensorflow/tfjs-core';
import { onHost } from '../kernel/host-memory';
import type { Call, Replacement } from './replacement';

type Info = backend_util.Conv2DInfo;

function infoOf(shape: readonly number[], { attributes }: Call): Info {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  return backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

/** Visits all windows, in the order of the output: the place of the first maximum in x. */
function maxima(x: ArrayLike<number>, info: Info, visit: (place: number, output: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, padInfo } = info;
  let output = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = oy * info.strideHeight - padInfo.top;
      for (let ox = 0; ox < outWidth; ox++) {
        const left = ox * info.strideWidth - padInfo.left;
        for (let channel = 0; channel < inChannels; channel++, output++) {
          let place = -1;
          for (let y = Math.max(0, top); y < Math.min(inHeight, top + filterHeight); y++) {
            for (let column = Math.max(0, left); column < Math.min(inWidth, left + filterWidth); column++) {
              const at = ((image * inHeight + y) * inWidth + column) * inChannels + channel;
              if (place < 0 || x[at] > x[place]) place = at;
            }
          }
          if (place >= 0) visit(place, output);
        }
      }
    }
  }
}

export const maxPoolGrad: Replacement = (call) => {
  const { dy, input } = call.inputs;
  const info = infoOf(input.shape, call);
  return onHost(call.backend, [dy, input], [{ shape: input.shape, dtype: 'float32' }], ([cotangents, x], [out]) =>
    maxima(x, info, (place, output) => {
      out[place] += cotangents[output];
    }),
  )[0];
};

export const maxPoolWithArgmax: Replacement = (call) => {
  const { x } = call.inputs;
  const info = infoOf(x.shape, call);
  const image = info.inHeight * info.inWidth * info.inChannels;
  const outputs = [
    { shape: info.outShape, dtype: 'float32' as const },
    { shape: info.outShape, dtype: 'int32' as const },
  ];
  return onHost(call.backend, [x], outputs, ([values], [largest, places]) =>
    maxima(values, info, (place, output) => {
      largest[output] = values[place];
      places[output] = call.attributes.includeBatchInIndex ? place : place % image;
    }),
  );
};

export const maxPool3DGrad: Replacement = ({ inputs: { dy, input }, backend, attributes }) => {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const shape = input.shape as [number, number, number, number, number];
  const info = backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { inDepth, inHeight, inWidth, inChannels, padInfo } = info;
  const ends = (start: number, length: number, whole: number) => [Math.max(0, start), Math.min(whole, start + length)];
  return onHost(backend, [dy, input], [{ shape, dtype: 'float32' }], ([cotangents, x], [out]) => {
    let output = 0;
    for (let image = 0; image < info.batchSize; image++) {
      for (let oz = 0; oz < info.outDepth; oz++) {
        const [front, back] = ends(oz * info.strideDepth - padInfo.front, info.filterDepth, inDepth);
        for (let oy = 0; oy < info.outHeight; oy++) {
          const [top, bottom] = ends(oy * info.strideHeight - padInfo.top, info.filterHeight, inHeight);
          for (let ox = 0; ox < info.outWidth; ox++) {
            const [left, right] = ends(ox * info.strideWidth - padInfo.left, info.filterWidth, inWidth);
            for (let channel = 0; channel < inChannels; channel++, output++) {
              let place = -1;
              for (let z = front; z < back; z++) {
                for (let y = top; y < bottom; y++) {
                  for (let column = left; column < right; column++) {
                    const at = (((image * inDepth + z) * inHeight + y) * inWidth + column) * inChannels + channel;
                    if (place < 0 || x[at] > x[place]) place = at;
                  }
                }
              }
              if (place >= 0) out[place] += cotangents[output];
            }
          }
        }
      }
    }
  })[0];
};
