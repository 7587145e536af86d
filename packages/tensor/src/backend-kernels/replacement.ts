// Kernels of TensorFlow.js's backends that are missing, slow or wrong, and how ours take their place.
import {
  getKernel,
  type KernelBackend,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

/** What a kernel is called with. */
export interface Call {
  inputs: Record<string, TensorInfo>;
  backend: KernelBackend;
  // biome-ignore lint/suspicious/noExplicitAny: TensorFlow.js does not type the attributes of a kernel by its name
  attributes: any;
  /** TensorFlow.js's own kernel, where it has one. */
  original?: KernelFunc;
}

/** A kernel of ours. */
export type Replacement = (call: Call) => TensorInfo | TensorInfo[];

interface OwnKernel extends KernelConfig {
  replaces?: KernelConfig;
}

const own = new WeakSet<KernelFunc>();

/** Puts kernels in place on a backend, by their names; those that are there already stay. */
export function install(backendName: string, replacements: Record<string, Replacement>): void {
  for (const [kernelName, replacement] of Object.entries(replacements)) {
    const registered: OwnKernel | undefined = getKernel(kernelName, backendName);
    if (registered && own.has(registered.kernelFunc)) continue;
    const kernelFunc: KernelFunc = ({ inputs, backend, attrs }) =>
      replacement({
        inputs: inputs as Record<string, TensorInfo>,
        backend: backend as KernelBackend,
        attributes: attrs ?? {},
        original: registered?.kernelFunc,
      });
    own.add(kernelFunc);
    if (registered) unregisterKernel(kernelName, backendName);
    // TensorFlow.js's set-up stays: its kernel is still called by ours.
    registerKernel({ ...registered, kernelName, backendName, kernelFunc });
  }
}

/** Runs another kernel of the same backend. */
export function run(
  kernelName: string,
  backendName: string,
  backend: KernelBackend,
  inputs: Record<string, TensorInfo>,
  attrs: object = {},
): TensorInfo {
  const { kernelFunc } = getKernel(kernelName, backendName);
  return kernelFunc({ inputs, backend, attrs: attrs as never }) as TensorInfo;
}

/** Gives back what a kernel needed in between. */
export function free(backend: KernelBackend, ...infos: TensorInfo[]): void {
  for (const { dataId } of infos) backend.disposeData(dataId);
}
