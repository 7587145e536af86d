// The two adjoints of a convolution on wasm, as matrix products of its windows.
import { backend_util, type KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import { onHost } from '../kernel/host-memory';
import { type Call, free, type Replacement, run } from './replacement';

type Info = backend_util.Conv2DInfo;

function infoOf(inputShape: number[], filterShape: number[], { attributes }: Call, depthwise = false): Info {
  const { strides, pad, dimRoundingMode, dataFormat = 'NHWC', dilations = 1 } = attributes;
  if (dataFormat !== 'NHWC')
    throw new Error(`conv2d: the wasm backend has no gradient for data format ${dataFormat}; use NHWC`);
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

const matMul = (backend: KernelBackend, a: TensorInfo, b: TensorInfo) =>
  run('BatchMatMul', 'wasm', backend, { a, b }, { transposeA: false, transposeB: false });

const as = (info: TensorInfo, shape: number[]): TensorInfo => ({ ...info, shape });

/** The most numbers that windows are laid out to at a time. */
const LAYOUT = 2 ** 21;

/** Images whose windows fit. */
const imagesAtATime = (windows: number, size: number) => Math.max(1, Math.floor(LAYOUT / (windows * size)));

/**
 * The cotangent of a filter: windows of x, one a column, times dy.
 * [height width channels of a window, windows] x [windows, channels of dy].
 */
export const conv2DBackpropFilter: Replacement = (call) => {
  const { x, dy } = call.inputs;
  const { backend } = call;
  const filterShape = call.attributes.filterShape as number[];
  const info = infoOf(x.shape, filterShape, call);
  const { batchSize, outHeight, outWidth, outChannels } = info;
  const windows = outHeight * outWidth;
  const size = info.filterHeight * info.filterWidth * info.inChannels;
  const step = imagesAtATime(windows, size);
  const parts: TensorInfo[] = [];
  for (let first = 0; first < batchSize; first += step) {
    const images = Math.min(step, batchSize - first);
    const [columns] = onHost(backend, [x], [{ shape: [1, size, images * windows], dtype: 'float32' }], ([values], [out]) =>
      layColumns(values as Float32Array, out as Float32Array, first, images, info),
    );
    const [rows] =
      images === batchSize
        ? [as(dy, [1, images * windows, outChannels])]
        : onHost(backend, [dy], [{ shape: [1, images * windows, outChannels], dtype: 'float32' }], ([values], [out]) =>
            out.set(values.subarray(first * windows * outChannels, (first + images) * windows * outChannels)),
          );
    parts.push(matMul(backend, columns, rows));
    free(backend, columns);
    if (images !== batchSize) free(backend, rows);
  }
  if (parts.length === 1) return as(parts[0], filterShape);
  const [total] = onHost(backend, parts, [{ shape: filterShape, dtype: 'float32' }], (all, [out]) => {
    for (const part of all) for (let i = 0; i < out.length; i++) out[i] += part[i];
  });
  free(backend, ...parts);
  return total;
};

/** The windows of some images as columns: out[(row, column, channel) of a window][window]. */
function layColumns(x: Float32Array, out: Float32Array, first: number, images: number, info: Info): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
  const windows = images * outHeight * outWidth;
  let row = 0;
  for (let dy = 0; dy < info.filterHeight; dy++) {
    for (let dx = 0; dx < info.filterWidth; dx++) {
      const start = Math.max(0, Math.ceil((padInfo.left - dx) / strideWidth));
      const stop = Math.min(outWidth, Math.ceil((inWidth + padInfo.left - dx) / strideWidth));
      for (let channel = 0; channel < inChannels; channel++, row += windows) {
        let line = row;
        for (let image = first; image < first + images; image++) {
          for (let oy = 0; oy < outHeight; oy++, line += outWidth) {
            const y = oy * strideHeight + dy - padInfo.top;
            if (y < 0 || y >= inHeight) continue;
            let from = ((image * inHeight + y) * inWidth + start * strideWidth + dx - padInfo.left) * inChannels + channel;
            for (let ox = start; ox < stop; ox++, from += strideWidth * inChannels) out[line + ox] = x[from];
          }
        }
      }
    }
  }
}

/** The cotangent of the input: dy times the turned filter gives the windows' cotangents, which are added up where they overlap. */
export const conv2DBackpropInput: Replacement = (call) => {
  const { dy, filter } = call.inputs;
  const { backend } = call;
  const inputShape = call.attributes.inputShape as number[];
  const info = infoOf(inputShape, filter.shape, call);
  const { batchSize, outHeight, outWidth, outChannels } = info;
  const windows = outHeight * outWidth;
  const size = info.filterHeight * info.filterWidth * info.inChannels;
  const turned = run('Transpose', 'wasm', backend, { x: as(filter, [size, outChannels]) }, { perm: [1, 0] });
  const [result] = onHost(backend, [], [{ shape: inputShape, dtype: 'float32' }], () => {});
  const step = imagesAtATime(windows, size);
  for (let first = 0; first < batchSize; first += step) {
    const images = Math.min(step, batchSize - first);
    const [rows] =
      images === batchSize
        ? [dy]
        : onHost(backend, [dy], [{ shape: [images, windows, outChannels], dtype: 'float32' }], ([values], [out]) =>
            out.set(values.subarray(first * windows * outChannels, (first + images) * windows * outChannels)),
          );
    const patches = matMul(backend, as(rows, [1, images * windows, outChannels]), as(turned, [1, outChannels, size]));
    // No outputs of its own: it writes into the result, which is on the host's side as well.
    onHost(backend, [patches, result], [], ([values, out]) =>
      addWindows(values as Float32Array, out as Float32Array, first, images, info),
    );
    free(backend, patches);
    if (images !== batchSize) free(backend, rows);
  }
  free(backend, turned);
  return result;
};

/** Adds windows, one a row, to the places that they were taken from. */
function addWindows(patches: Float32Array, out: Float32Array, first: number, images: number, info: Info): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo, filterHeight, filterWidth } =
    info;
  let at = 0;
  for (let image = first; image < first + images; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const left = ox * strideWidth - padInfo.left;
        for (let dy = 0; dy < filterHeight; dy++) {
          const y = oy * strideHeight + dy - padInfo.top;
          if (y < 0 || y >= inHeight) {
            at += filterWidth * inChannels;
            continue;
          }
          const start = Math.max(0, -left);
          const stop = Math.min(filterWidth, inWidth - left);
          const from = at + start * inChannels;
          const to = ((image * inHeight + y) * inWidth + left + start) * inChannels;
          const length = (stop - start) * inChannels;
          for (let i = 0; i < length; i++) out[to + i] += patches[from + i];
          at += filterWidth * inChannels;
        }
      }
    }
  }
}

/** Visits what a depthwise convolution multiplies: places in x, in the filter and in dy, for a run of channels of x. */
function depthwise(info: Info, visit: (x: number, filter: number, dy: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info;
  for (let image = 0; image < batchSize; image++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const out = ((image * outHeight + oy) * outWidth + ox) * outChannels;
        for (let dy = 0; dy < info.filterHeight; dy++) {
          const y = oy * info.strideHeight + dy * info.dilationHeight - padInfo.top;
          if (y < 0 || y >= inHeight) continue;
          for (let dx = 0; dx < info.filterWidth; dx++) {
            const x = ox * info.strideWidth + dx * info.dilationWidth - padInfo.left;
            if (x < 0 || x >= inWidth) continue;
            visit(((image * inHeight + y) * inWidth + x) * inChannels, (dy * info.filterWidth + dx) * outChannels, out);
          }
        }
      }
    }
  }
}

export const depthwiseBackpropInput: Replacement = (call) => {
  const { dy, filter } = call.inputs;
  const shape = call.attributes.inputShape as number[];
  const info = infoOf(shape, filter.shape, call, true);
  const { inChannels } = info;
  const each = info.outChannels / inChannels;
  return onHost(call.backend, [dy, filter], [{ shape, dtype: 'float32' }], ([cotangents, weights], [out]) =>
    depthwise(info, (at, w, from) => {
      for (let channel = 0, i = 0; channel < inChannels; channel++) {
        for (let m = 0; m < each; m++, i++) out[at + channel] += weights[w + i] * cotangents[from + i];
      }
    }),
  )[0];
};

export const depthwiseBackpropFilter: Replacement = (call) => {
  const { x, dy } = call.inputs;
  const shape = call.attributes.filterShape as number[];
  const info = infoOf(x.shape, shape, call, true);
  const { inChannels } = info;
  const each = info.outChannels / inChannels;
  return onHost(call.backend, [x, dy], [{ shape, dtype: 'float32' }], ([values, cotangents], [out]) =>
    depthwise(info, (at, w, from) => {
      for (let channel = 0, i = 0; channel < inChannels; channel++) {
        for (let m = 0; m < each; m++, i++) out[w + i] += values[at + channel] * cotangents[from + i];
      }
    }),
  )[0];
};
