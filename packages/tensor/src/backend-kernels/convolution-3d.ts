// Convolutions of volumes on wasm, where TensorFlow.js's own go wrong at padded edges.
import { backend_util } from '@tensorflow/tfjs-core';
import { onHost } from '../kernel/host-memory';
import type { Call, Replacement } from './replacement';

type Info = backend_util.Conv3DInfo;
type Shape = [number, number, number, number, number];

const infoOf = (inputShape: readonly number[], filterShape: readonly number[], { attributes }: Call): Info =>
  backend_util.computeConv3DInfo(
    inputShape as Shape,
    filterShape as Shape,
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad,
  );

/** Visits every pair of a place in x and a place in dy that an element of the filter joins: their first channels. */
function visit(info: Info, meet: (x: number, filter: number, dy: number) => void): void {
  const { batchSize, inDepth, inHeight, inWidth, inChannels, outDepth, outHeight, outWidth, outChannels, padInfo } = info;
  const { filterDepth, filterHeight, filterWidth } = info;
  let out = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let oz = 0; oz < outDepth; oz++) {
      for (let oy = 0; oy < outHeight; oy++) {
        for (let ox = 0; ox < outWidth; ox++, out += outChannels) {
          for (let dz = 0; dz < filterDepth; dz++) {
            const z = oz * info.strideDepth + dz * info.dilationDepth - padInfo.front;
            if (z < 0 || z >= inDepth) continue;
            for (let dy = 0; dy < filterHeight; dy++) {
              const y = oy * info.strideHeight + dy * info.dilationHeight - padInfo.top;
              if (y < 0 || y >= inHeight) continue;
              for (let dx = 0; dx < filterWidth; dx++) {
                const x = ox * info.strideWidth + dx * info.dilationWidth - padInfo.left;
                if (x < 0 || x >= inWidth) continue;
                const place = (((image * inDepth + z) * inHeight + y) * inWidth + x) * inChannels;
                meet(place, ((dz * filterHeight + dy) * filterWidth + dx) * inChannels * outChannels, out);
              }
            }
          }
        }
      }
    }
  }
}

export const conv3D: Replacement = (call) => {
  const { x, filter } = call.inputs;
  const info = infoOf(x.shape, filter.shape, call);
  const { inChannels, outChannels } = info;
  return onHost(call.backend, [x, filter], [{ shape: info.outShape, dtype: 'float32' }], ([values, weights], [out]) =>
    visit(info, (from, w, to) => {
      for (let i = 0; i < inChannels; i++) {
        for (let o = 0; o < outChannels; o++) out[to + o] += values[from + i] * weights[w + i * outChannels + o];
      }
    }),
  )[0];
};

export const conv3DBackpropInput: Replacement = (call) => {
  const { dy, filter } = call.inputs;
  const shape = call.attributes.inputShape as number[];
  const info = infoOf(shape, filter.shape, call);
  const { inChannels, outChannels } = info;
  return onHost(call.backend, [dy, filter], [{ shape, dtype: 'float32' }], ([cotangents, weights], [out]) =>
    visit(info, (to, w, from) => {
      for (let i = 0; i < inChannels; i++) {
        for (let o = 0; o < outChannels; o++) out[to + i] += cotangents[from + o] * weights[w + i * outChannels + o];
      }
    }),
  )[0];
};

export const conv3DBackpropFilter: Replacement = (call) => {
  const { x, dy } = call.inputs;
  const shape = call.attributes.filterShape as number[];
  const info = infoOf(x.shape, shape, call);
  const { inChannels, outChannels } = info;
  return onHost(call.backend, [x, dy], [{ shape, dtype: 'float32' }], ([values, cotangents], [out]) =>
    visit(info, (at, w, from) => {
      for (let i = 0; i < inChannels; i++) {
        for (let o = 0; o < outChannels; o++) out[w + i * outChannels + o] += values[at + i] * cotangents[from + o];
      }
    }),
  )[0];
};
