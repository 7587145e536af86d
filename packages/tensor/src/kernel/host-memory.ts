// Where the numbers of a tensor are, seen from the host.
import { type DataType, env, getKernel, type KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from './broadcast';

/** Values of a tensor on the host: `Float32Array` for float32, `Int32Array` for int32, `Uint8Array` for bool. */
export type HostArray = Float32Array | Int32Array | Uint8Array;

/** What we use of TensorFlow.js's WebAssembly backend beyond what every backend has. */
interface WasmBackend extends KernelBackend {
  typedArrayFromHeap(info: TensorInfo): HostArray;
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
}

const isWasm = (backend: KernelBackend): backend is WasmBackend => 'typedArrayFromHeap' in backend && 'makeOutput' in backend;

const arrayOf = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/**
 * Runs `work` on the values of `inputs` and returns the tensors that it has filled; their arrays start as zeros.
 *
 * On wasm both sides are windows on the backend's own memory, so nothing is copied. They are taken after all outputs have been
 * allocated, as growing the memory detaches older windows. On cpu they are the arrays that the backend keeps. Elsewhere inputs
 * are read back (`readSync`) and outputs uploaded (`write`).
 */
export function onHost(
  backend: KernelBackend,
  inputs: readonly TensorInfo[],
  outputs: readonly { shape: number[]; dtype: DataType }[],
  work: (inputs: HostArray[], outputs: HostArray[]) => void,
): TensorInfo[] {
  if (isWasm(backend)) {
    for (const input of inputs) backend.typedArrayFromHeap(input); // fetches what still lies in another backend's memory
    const infos = outputs.map(({ shape, dtype }) => backend.makeOutput(shape, dtype));
    try {
      const targets = infos.map((info) => backend.typedArrayFromHeap(info).fill(0));
      work(
        inputs.map((input) => backend.typedArrayFromHeap(input)),
        targets,
      );
    } catch (error) {
      for (const { dataId } of infos) backend.disposeData(dataId);
      throw error;
    }
    return infos;
  }
  if (inputs.length > 0 && isWebgpu(backend) && !readsAtOnce(backend)) {
    throw new Error(
      'this WebGPU adapter cannot give its numbers back at once, which a kernel on the host needs: use the wasm backend',
    );
  }
  const targets = outputs.map(({ shape, dtype }) => new arrayOf[dtype as keyof typeof arrayOf](sizeOf(shape)));
  work(
    inputs.map(({ dataId }) => backend.readSync(dataId) as HostArray),
    targets,
  );
  return outputs.map(({ shape, dtype }, i) => ({ dataId: backend.write(targets[i], shape, dtype), shape, dtype }));
}

const isWebgpu = (backend: KernelBackend) => 'device' in backend && 'queue' in backend;

const reads = new WeakMap<KernelBackend, boolean>();

/**
 * Whether WebGPU gives back what it has computed without waiting. TensorFlow.js does that through a canvas, and on an adapter where
 * that does not work it hands out zeros without an error. Tried once, with numbers that were computed there.
 */
function readsAtOnce(backend: KernelBackend): boolean {
  const known = reads.get(backend);
  if (known !== undefined) return known;
  const forward = env().getBool('WEBGPU_CPU_FORWARD');
  env().set('WEBGPU_CPU_FORWARD', false);
  try {
    const x = { dataId: backend.write(new Float32Array([1.25, -3]), [2], 'float32'), shape: [2], dtype: 'float32' as const };
    const y = getKernel('Neg', 'webgpu').kernelFunc({ inputs: { x }, backend }) as TensorInfo;
    const [a, b] = backend.readSync(y.dataId) as Float32Array;
    for (const { dataId } of [x, y]) backend.disposeData(dataId);
    reads.set(backend, a === -1.25 && b === 3);
  } catch {
    reads.set(backend, false);
  } finally {
    env().set('WEBGPU_CPU_FORWARD', forward);
  }
  return reads.get(backend) as boolean;
}
