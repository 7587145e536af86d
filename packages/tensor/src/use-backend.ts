import { engine, env, findBackend, setBackend } from '@tensorflow/tfjs-core';
import { ensureGradients } from './gradients/register';
import { prepare } from './prepare';

/** `'native'` is `@baytes/node-gpu`, where it is installed. */
export type BackendName = 'native' | 'webgpu' | 'wasm' | 'cpu';

export interface BackendOptions {
  /**
   * Where the WebAssembly binaries of `@tensorflow/tfjs-backend-wasm` are: a folder (path or URL, with a slash at its end), or the
   * place of each by its name. Default: in Node the installed package, in browsers a copy that comes with this package.
   */
  wasm?: string | Record<string, string>;
  /** Threads of the WebAssembly backend, in pages that are cross-origin isolated; elsewhere it has one. Default: one a core. */
  threads?: number;
}

/** The backend that has been chosen. */
export interface Backend {
  name: BackendName;
  /** What it is and why it was chosen, in one line. */
  line: string;
}

/**
 * Chooses the backend that tensors are computed on, and registers all gradients. Await it before the first tensor.
 *
 * @param choice `'auto'` (the default) takes the first of: native, WebGPU (in browsers), WebAssembly, cpu.
 * @returns what was chosen, and a line that says why.
 * @throws Error if a backend that was asked for by name is not to be had, with the reason.
 *
 * @example
 * const { line } = await useBackend();
 * console.log(line); // wasm: WebAssembly with SIMD, 1 thread; not native (@baytes/node-gpu is not installed), ...
 */
export async function useBackend(choice: 'auto' | BackendName = 'auto', options: BackendOptions = {}): Promise<Backend> {
  if (choice !== 'auto' && !(choice in starts)) {
    throw new Error(`useBackend: there is no backend '${choice}'; there are auto, ${Object.keys(starts).join(', ')}`);
  }
  ensureGradients();
  const refused: string[] = [];
  for (const name of choice === 'auto' ? (Object.keys(starts) as BackendName[]) : [choice]) {
    try {
      const description = await starts[name](options);
      return { name, line: `${name}: ${description}${refused.length > 0 ? `; not ${refused.join(', ')}` : ''}` };
    } catch (error) {
      refused.push(`${name} (${(error as Error).message})`);
    }
  }
  throw new Error(`useBackend: not to be had: ${refused.join(', ')}`);
}

const inNode = () => env().getBool('IS_NODE');

/** Starts a backend and describes it, or throws the reason why it cannot be had. In the order in which `'auto'` tries them. */
const starts: Record<BackendName, (options: BackendOptions) => Promise<string>> = {
  async native() {
    if (!inNode()) throw new Error('not in a browser');
    const name = '@baytes/node-gpu'; // not a literal, so that no bundler looks for it
    const { load } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ name).catch(
      (error: Error & { code?: string }) => {
        throw error.code === 'ERR_MODULE_NOT_FOUND' ? new Error(`${name} is not installed`) : error;
      },
    )) as { load(): Promise<{ tensorflow: string; gpu: boolean; source: string }> };
    const { tensorflow, gpu, source } = await load();
    prepare();
    return `TensorFlow ${tensorflow} on ${gpu ? 'GPU' : 'CPU'}, ${source}`;
  },

  async webgpu() {
    const { gpu } = (globalThis.navigator ?? {}) as { gpu?: { requestAdapter(): Promise<{ info?: GPUInfo } | null> } };
    if (!gpu) throw new Error('no WebGPU here');
    const adapter = await gpu.requestAdapter();
    if (!adapter) throw new Error('no WebGPU adapter');
    await import('@tensorflow/tfjs-backend-webgpu').catch(() => {
      throw new Error('@tensorflow/tfjs-backend-webgpu is not installed');
    });
    await start('webgpu');
    const { vendor, architecture } = adapter.info ?? {};
    return ['WebGPU', vendor, architecture].filter(Boolean).join(' ');
  },

  async wasm({ wasm, threads }) {
    if (typeof WebAssembly === 'undefined') throw new Error('no WebAssembly here');
    const backend = await import('@tensorflow/tfjs-backend-wasm');
    const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
    const threaded = Boolean(await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) && threads !== 1;
    if (!('wasm' in engine().registry)) {
      // Not started yet.
      // TensorFlow.js with one thread still asks for the binary with threads; without them the smaller one will do.
      if (!threaded) env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      if (threaded) backend.setThreadsCount(threads ?? navigator.hardwareConcurrency);
      if (wasm !== undefined) backend.setWasmPaths(wasm);
      else if (!inNode()) {
        if (!simd) throw new Error('no SIMD here: the option `wasm` has to say where the plain binary is');
        const { embeddedWasm } = await import('./embedded-wasm');
        backend.setWasmPaths(await embeddedWasm(threaded, backend.version_wasm));
      }
    }
    await start('wasm');
    const count = threaded ? backend.getThreadsCount() : 1;
    return `WebAssembly ${simd ? 'with' : 'without'} SIMD, ${count} ${count === 1 ? 'thread' : 'threads'}`;
  },

  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu');
    await start('cpu');
    Object.assign(findBackend('cpu'), { firstUse: false }); // or it advises everyone to install another backend
    return 'plain JavaScript';
  },
};

interface GPUInfo {
  vendor?: string;
  architecture?: string;
}

async function start(backendName: string): Promise<void> {
  if (!(await setBackend(backendName)) || engine().backendName !== backendName) {
    throw new Error('it did not start; the console says more');
  }
  prepare();
}
