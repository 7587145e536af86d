import { dispose, type Tensor } from '@tensorflow/tfjs-core';

/** The numbers of a tensor, which is disposed of. */
export function take(tensor: Tensor): Float32Array {
  const values = Float32Array.from(tensor.dataSync());
  dispose(tensor);
  return values;
}

/** The same as a plain array, to be compared with one. */
export const taken = (tensor: Tensor): number[] => Array.from(take(tensor));
