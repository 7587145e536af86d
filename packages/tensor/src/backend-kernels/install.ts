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
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise';
import { einsum } from './einsum';
import { gather } from './gather';
import { batchMatMul } from './matrix-product';
import { maxPoolGrad, maxPoolWithArgmax } from './pooling';
import { install, type Replacement } from './replacement';
import { reversedScan } from './scan';
import { tensorScatterUpdate } from './scatter-update';
import { unsortedSegmentSum } from './segment-sum';
import { stridedSlice } from './strided-slice';

const everywhere: Record<string, Replacement> = { Einsum: einsum };

const byBackend: Record<string, Record<string, Replacement>> = {
  cpu: { StridedSlice: stridedSlice('cpu'), TensorScatterUpdate: tensorScatterUpdate },
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
    GatherV2: gather,
    MaxPoolGrad: maxPoolGrad,
    MaxPoolWithArgmax: maxPoolWithArgmax,
    StridedSlice: stridedSlice('wasm'),
    UnsortedSegmentSum: unsortedSegmentSum,
  },
  webgpu: { Cast: castOnWebgpu, Cumprod: reversedScan, Cumsum: reversedScan, StridedSlice: stridedSlice('webgpu') },
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
