// The parts of @tensorflow/tfjs-node-gpu that are bundled here; its index is not, as it would look for a binary of its own.
declare module '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend' {
  import type { DataType, KernelBackend, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
  export class NodeJSKernelBackend extends KernelBackend {
    constructor(binding: unknown, packageName: string);
    readonly isUsingGpuDevice: boolean;
    getInputTensorIds(tensors: readonly TensorInfo[]): number[];
    createOutputTensor(metadata: { id: number; shape: number[]; dtype: number }): Tensor;
    executeSingleOutput(name: string, attributes: readonly object[], inputs: readonly TensorInfo[]): Tensor;
    executeMultipleOutputs(
      name: string,
      attributes: readonly object[],
      inputs: readonly TensorInfo[],
      outputs: number,
    ): Tensor[];
  }
  export function createTensorsTypeOpAttr(name: string, dtype: DataType | readonly Tensor[]): object;
}
declare module '@tensorflow/tfjs-node-gpu/dist/register_all_kernels';
