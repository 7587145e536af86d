import { currentBackend } from '../kernel/current-backend';
import { castOnWasm, castOnWebgpu } from './cast';
import {
  conv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  conv3D,
  conv3DBackpropFilter,
  conv3DBackpropInput,
} from './convolution';
import { dilation2D, dilation2DBackpropFilter, dilation2DBackpropInput } from './dilation';
import { cropAndResizeOnWebgpu } from './crop';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise';
import { einsum } from './einsum';
import { gather } from './gather';
import { batchMatMul } from './matrix-product';
import { native } from './native';
import { oneHot } from './one-hot';
import { maxPool3DGrad, maxPoolGrad, maxPoolWithArgmax } from './pooling';
import { install, type Replacement } from './replacement';
import { reversedScan } from './scan';
import { tensorScatterUpdate } from './scatter-update';
import { unsortedSegmentSum } from './segment-sum';
import { stridedSlice } from './strided-slice';
import { sum } from './sum';
import { tile } from './tile';

const everywhere: Record<string, Replacement> = { Einsum: einsum };

const byBackend: Record<string, Record<string, Replacement>> = {
  cpu: { MaxPool3DGrad: maxPool3DGrad, StridedSlice: stridedSlice('cpu'), TensorScatterUpdate: tensorScatterUpdate },
  wasm: {
    BatchMatMul: batchMatMul,
    Cast: castOnWasm,
    Conv2D: conv2D,
    Conv2DBackpropFilter: conv2DBackpropFilter,
    Conv2DBackpropInput: conv2DBackpropInput,
    Conv3D: conv3D,
    Conv3DBackpropFilterV2: conv3DBackpropFilter,
    Conv3DBackpropInputV2: conv3DBackpropInput,
    DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
    DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
    Dilation2D: dilation2D,
    Dilation2DBackpropFilter: dilation2DBackpropFilter,
    Dilation2DBackpropInput: dilation2DBackpropInput,
    GatherV2: gather,
    MaxPool3DGrad: maxPool3DGrad,
    MaxPoolGrad: maxPoolGrad,
    MaxPoolWithArgmax: maxPoolWithArgmax,
    OneHot: oneHot,
    StridedSlice: stridedSlice('wasm'),
    Sum: sum,
    Tile: tile,
    UnsortedSegmentSum: unsortedSegmentSum,
  },
  tensorflow: native,
  webgpu: {
    Cast: castOnWebgpu,
    CropAndResize: cropAndResizeOnWebgpu,
    Cumprod: reversedScan,
    Cumsum: reversedScan,
    StridedSlice: stridedSlice('webgpu'),
  },
  webgl: { StridedSlice: stridedSlice('webgl') },
};

const done = new Set<string>();

/** Gives the backend in use the kernels that it lacks, has slowly, or gets wrong. Once a backend. */
export function ensureKernels(): void {
  const { name } = currentBackend();
  if (done.has(name)) return;
  install(name, { ...everywhere, ...byBackend[name] });
  done.add(name);
}
