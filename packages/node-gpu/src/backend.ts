import { findBackend, registerBackend, setBackend } from '@tensorflow/tfjs-core';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend';
import { type Binding, loadBinding } from './binding';
import { readInstallation } from './installation';
import { registerNativeKernels } from './kernels';

/** What {@link load} found. */
export interface NativeBackend {
  /** The name of the backend in TensorFlow.js. */
  readonly name: 'tensorflow';
  /** TensorFlow's version, as the library says it. */
  readonly tensorflow: string;
  /** Whether TensorFlow computes on a GPU. */
  readonly gpu: boolean;
  /** Where the library came from, in words. */
  readonly source: string;
}

export interface LoadOptions {
  /**
   * Whether TensorFlow's ops take the place of Baytes' own kernels where both exist: by default on a GPU, whose numbers would
   * have to be read back otherwise, and not on a CPU, where Baytes' are as near and more accurate.
   */
  nativeKernels?: boolean;
}

let loaded: NativeBackend | undefined;
let binding: Binding | undefined;

/**
 * Loads the native TensorFlow that `npx @baytes/node-gpu setup` has found, and makes it TensorFlow.js's backend `tensorflow`, on a
 * GPU with TensorFlow's own kernels where TensorFlow.js has none (Lgamma, Digamma, Igamma, ...). A second call changes nothing.
 *
 * @throws NativeUnavailable where nothing is set up, or where it does not load; the message says what to do.
 *
 * @example
 * const { tensorflow, gpu } = await load();
 */
export async function load(options: LoadOptions = {}): Promise<NativeBackend> {
  if (!loaded) {
    const installation = readInstallation();
    const found = (binding ??= loadBinding(installation));
    // The package's own kernels register themselves as they are loaded; a copy that the user imported has done it already.
    if (!findBackend('tensorflow')) {
      await import('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
      registerBackend('tensorflow', () => new NodeJSKernelBackend(found, '@tensorflow/tfjs-node-gpu'), 3);
    }
    if (options.nativeKernels ?? found.isUsingGpuDevice()) registerNativeKernels();
    loaded = {
      name: 'tensorflow',
      tensorflow: found.TF_Version,
      gpu: found.isUsingGpuDevice(),
      source: installation.source,
    };
  }
  if (!(await setBackend('tensorflow'))) throw new Error('TensorFlow.js refused the backend tensorflow');
  return loaded;
}
