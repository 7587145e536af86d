// Which kernels programs have, and why they do not have the others.
import { hostKernel } from '@baytes/tensor';
import { getBackend, getKernelsForBackend } from '@tensorflow/tfjs-core';
import { ownRules, rules } from './lower/lower';

/** A kernel of the backend in use, and how it comes into programs. */
export interface Coverage {
  kernel: string;
  /**
   * `fused`: as loops that are fused with others, or dense routines of programs; `host`: by its function on the host, element by element
   * inside of loops where it is a special function; `none`: an error.
   */
  how: 'fused' | 'host' | 'none';
  /** Of `none`. */
  why?: string;
}

const images = 'dense work on images: eager code is as fast, and has more backends';
const complex = 'programs are made of real numbers';
const text = 'programs are made of numbers';
const counted = 'the shape of its result depends on numbers';

/** Why kernels are left out. */
export const leftOut: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'AvgPool',
      'AvgPool3D',
      'AvgPool3DGrad',
      'AvgPoolGrad',
      'Conv2D',
      'Conv2DBackpropFilter',
      'Conv2DBackpropInput',
      'Conv3D',
      'Conv3DBackpropFilterV2',
      'Conv3DBackpropInputV2',
      'CropAndResize',
      'DepthwiseConv2dNative',
      'DepthwiseConv2dNativeBackpropFilter',
      'DepthwiseConv2dNativeBackpropInput',
      'Dilation2D',
      'Dilation2DBackpropFilter',
      'Dilation2DBackpropInput',
      'Draw',
      'FusedConv2D',
      'FusedDepthwiseConv2D',
      'LRN',
      'LRNGrad',
      'MaxPool',
      'MaxPool3D',
      'MaxPool3DGrad',
      'MaxPoolGrad',
      'MaxPoolWithArgmax',
      'ResizeBilinear',
      'ResizeBilinearGrad',
      'ResizeNearestNeighbor',
      'ResizeNearestNeighborGrad',
      'RotateWithOffset',
      'Transform',
    ].map((kernel) => [kernel, images]),
  ),
  ...Object.fromEntries(['Complex', 'ComplexAbs', 'FFT', 'IFFT', 'Imag', 'Real'].map((kernel) => [kernel, complex])),
  ...Object.fromEntries(
    ['StaticRegexReplace', 'StringNGrams', 'StringSplit', 'StringToHashBucketFast'].map((kernel) => [kernel, text]),
  ),
  ...Object.fromEntries(
    [
      'BroadcastArgs',
      'NonMaxSuppressionV3',
      'NonMaxSuppressionV4',
      'NonMaxSuppressionV5',
      'RaggedGather',
      'RaggedRange',
      'RaggedTensorToTensor',
      'SparseFillEmptyRows',
      'SparseReshape',
      'SparseSegmentMean',
      'SparseSegmentSum',
      'Unique',
    ].map((kernel) => [kernel, counted]),
  ),
  Multinomial: 'it draws without a key: use categorical of @baytes/random',
};

/**
 * All kernels that are registered for the backend in use, those of `defineKernel` among them as far as they have been called, and
 * whether programs have them.
 *
 * @example
 * coverage().filter(({ how }) => how === 'none'); // [{ kernel: 'AvgPool', how: 'none', why: 'dense work on images: ...' }, ...]
 */
export function coverage(): Coverage[] {
  const names = getKernelsForBackend(getBackend()).map(({ kernelName }) => kernelName);
  return names.sort().map((kernel): Coverage => {
    // Identity is not recorded: its result is its argument.
    if (kernel in rules || kernel in ownRules || kernel === 'Identity') return { kernel, how: 'fused' };
    if (hostKernel(kernel) !== undefined) return { kernel, how: 'host' };
    return { kernel, how: 'none', why: leftOut[kernel] };
  });
}
