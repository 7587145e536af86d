import { engine, type KernelBackend } from '@tensorflow/tfjs-core';

/**
 * The backend in use.
 *
 * @throws Error that says how to choose one, if there is none yet.
 */
export function currentBackend(): { name: string; backend: KernelBackend } {
  const { backendName } = engine();
  if (backendName) return { name: backendName, backend: engine().backend };
  try {
    const { backend } = engine(); // TensorFlow.js takes the best that is registered
    return { name: engine().backendName, backend };
  } catch (error) {
    throw new Error(`no backend is ready: call \`await useBackend()\` of @baytes/tensor first (${(error as Error).message})`);
  }
}
