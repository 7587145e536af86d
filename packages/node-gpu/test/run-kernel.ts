import { engine, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

/** Runs a kernel by its name in the registry. */
export const runKernelByName = (name: string, inputs: NamedTensorMap): Tensor => engine().runKernel(name, inputs);
