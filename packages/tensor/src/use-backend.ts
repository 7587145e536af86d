import { engine, findBackend, ready, setBackend } from '@tensorflow/tfjs-core';
import { ensureGradients } from './gradients/register';

/** `'native'` is `@baytes/node-gpu`, where it is installed. */
export type BackendName = 'native' | 'webgpu' | 'wasm' | 'cpu';

export interface Backend {
  /** What was chosen. */
  name: BackendName;
  /** What it is and why it was chosen, in one line. */
  line: string;
}

/**
 * Chooses the backend that tensors are computed on, and registers all gradients.
 *
 * @param choice `'auto'` (the default) takes the first of: native, WebGPU (in browsers), WebAssembly, cpu.
 * @returns what was chosen, and a line that says why.
 * @throws Error if a backend that was asked for by name is not to be had.
 *
 * @example
 * const { line } = await useBackend();
 */
export async function useBackend(choice: 'auto' | BackendName = 'auto'): Promise<Backend> {
  ensureGradients();
  const passed: string[] = [];
  for (const name of choice === 'auto' ? order : [choice]) {
    const failure = await start[name]().catch((error: Error) => error.message);
    if (failure === undefined) {
      const line = `${name}: ${about[name]}${passed.length > 0 ? `; not ${passed.join(', not ')}` : ''}`;
      return { name, line };
    }
    passed.push(`${name} (${failure})`);
  }
  throw new Error(`useBackend: cannot use ${passed.join(', ')}`);
}

const order: readonly BackendName[] = ['native', 'webgpu', 'wasm', 'cpu'];

const about: Record<BackendName, string> = {
  native: 'TensorFlow itself, by @baytes/node-gpu',
  webgpu: 'the graphics card, by WebGPU',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

const inBrowser = () =>
  typeof window !== 'undefined' || typeof (globalThis as { importScripts?: unknown }).importScripts === 'function';

/** Starts a backend; a text says why it cannot be had. */
const start: Record<BackendName, () => Promise<string | undefined>> = {
  async native() {
    if (inBrowser()) return 'not in a browser';
    const name = '@baytes/node-gpu'; // a variable, so that no bundler looks for it
    try {
      await import(/* @vite-ignore */ /* webpackIgnore: true */ name);
    } catch (error) {
      return (error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND'
        ? `${name} is not installed`
        : (error as Error).message;
    }
    return set('tensorflow');
  },
  async webgpu() {
    const { gpu } = (globalThis.navigator as { gpu?: { requestAdapter(): Promise<unknown> } } | undefined) ?? {};
    if (!gpu) return 'no WebGPU here';
    if (!(await gpu.requestAdapter())) return 'no WebGPU adapter';
    if (!findBackend('webgpu')) {
      try {
        await import('@tensorflow/tfjs-backend-webgpu');
      } catch {
        return '@tensorflow/tfjs-backend-webgpu is not installed';
      }
    }
    return set('webgpu');
  },
  async wasm() {
    if (typeof WebAssembly === 'undefined') return 'no WebAssembly here';
    await import('@tensorflow/tfjs-backend-wasm');
    return set('wasm');
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu');
    const failure = await set('cpu');
    // It would advise everyone to install another backend.
    Object.assign(findBackend('cpu') ?? {}, { firstUse: false });
    return failure;
  },
};

async function set(name: string): Promise<string | undefined> {
  if (!(await setBackend(name))) return 'it did not start';
  await ready();
  return engine().backendName === name ? undefined : 'it did not start';
}
