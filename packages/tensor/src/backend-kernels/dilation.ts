// Dilation of images on wasm, and its two adjoints: TensorFlow.js's own go wrong with strides and dilations that are not square.
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { onHost } from '../kernel/host-memory';
import type { Call, Replacement } from './replacement';

type Shape3 = [number, number, number];
type Shape4 = [number, number, number, number];

const infoOf = ({ inputs: { x, filter }, attributes: { strides, pad, dilations } }: Call) =>
  backend_util.computeDilation2DInfo(x.shape as Shape4, filter.shape as Shape3, strides, pad, 'NHWC', dilations);

/** Visits all windows, in the order of the output: the places in x and in the filter whose sum is the first of the greatest. */
function maxima(
  info: backend_util.Conv2DInfo,
  x: ArrayLike<number>,
  filter: ArrayLike<number>,
  visit: (output: number, x: number, filter: number) => void,
): void {
  const { inHeight, inWidth, inChannels, filterHeight, filterWidth, padInfo } = info;
  let output = 0;
  for (let image = 0; image < info.batchSize; image++) {
    for (let oy = 0; oy < info.outHeight; oy++) {
      for (let ox = 0; ox < info.outWidth; ox++) {
        for (let channel = 0; channel < inChannels; channel++, output++) {
          let most = Number.NEGATIVE_INFINITY;
          let [place, chosen] = [-1, -1];
          for (let h = 0; h < filterHeight; h++) {
            const y = oy * info.strideHeight + h * info.dilationHeight - padInfo.top;
            if (y < 0 || y >= inHeight) continue;
            for (let w = 0; w < filterWidth; w++) {
              const column = ox * info.strideWidth + w * info.dilationWidth - padInfo.left;
              if (column < 0 || column >= inWidth) continue;
              const from = ((image * inHeight + y) * inWidth + column) * inChannels + channel;
              const element = (h * filterWidth + w) * inChannels + channel;
              if (x[from] + filter[element] > most) {
                most = x[from] + filter[element];
                place = from;
                chosen = element;
              }
            }
          }
          if (place >= 0) visit(output, place, chosen);
        }
      }
    }
  }
}

export const dilation2D: Replacement = (call) => {
  const { x, filter } = call.inputs;
  const info = infoOf(call);
  return onHost(call.backend, [x, filter], [{ shape: info.outShape, dtype: 'float32' }], ([values, weights], [out]) =>
    maxima(info, values, weights, (output, place, element) => {
      out[output] = values[place] + weights[element];
    }),
  )[0];
};

/** Each cotangent goes to where the maximum is. */
function scattered(call: Call, shape: number[], to: (place: number, element: number) => number): TensorInfo {
  const { x, filter, dy } = call.inputs;
  const info = infoOf(call);
  return onHost(call.backend, [x, filter, dy], [{ shape, dtype: 'float32' }], ([values, weights, cotangents], [out]) =>
    maxima(info, values, weights, (output, place, element) => {
      out[to(place, element)] += cotangents[output];
    }),
  )[0];
}

export const dilation2DBackpropInput: Replacement = (call) => scattered(call, call.inputs.x.shape, (place) => place);
export const dilation2DBackpropFilter: Replacement = (call) =>
  scattered(call, call.inputs.filter.shape, (_place, element) => element);
