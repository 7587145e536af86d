import { constants } from 'node:os';
import type { Installation } from './installation';
import { NativeUnavailable } from './installation';

/** A tensor as the binding knows it. */
export interface NativeTensor {
  id: number;
  shape: number[];
  dtype: number;
}

/** An attribute of a TensorFlow op. */
export interface OpAttribute {
  name: string;
  type: number;
  value: unknown;
}

/** What tfjs_binding.node exports, as far as this package uses it. */
export interface Binding {
  readonly TF_Version: string;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_FLOAT: number;
  isUsingGpuDevice(): boolean;
  createTensor(shape: readonly number[], dtype: number, values: Float32Array | Int32Array | Uint8Array): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array;
  executeOp(name: string, attributes: readonly OpAttribute[], inputs: readonly number[], outputs: number): NativeTensor[];
}

/** Keeps a library loaded though Node closes it on finding that it is no addon: RTLD_NODELETE of dlfcn.h. */
const keepLoaded: Partial<Record<NodeJS.Platform, number>> = { linux: 0x1000, darwin: 0x80 };

/**
 * Loads libtensorflow for all to see, then the binding, whose references to it are resolved by the loader. So one binding of a
 * hundred kilobytes serves every libtensorflow, of any version, wherever it lies: TensorFlow's C interface is stable.
 *
 * @throws NativeUnavailable with the loader's words.
 */
export function loadBinding({ libraries, binding }: Installation): Binding {
  const keep = keepLoaded[process.platform];
  if (keep === undefined && libraries.length > 0) {
    throw new NativeUnavailable(`on ${process.platform} only the stock binary is supported: \`setup --from stock\``);
  }
  const { RTLD_LAZY, RTLD_GLOBAL } = constants.dlopen;
  // TensorFlow greets with several lines on stderr; errors still come through.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  for (const library of libraries) {
    try {
      process.dlopen({ exports: {} }, library, RTLD_LAZY | RTLD_GLOBAL | keep!);
    } catch (error) {
      // Loaded, and found to be no addon of Node: as it should be.
      const { message } = error as Error;
      if (!message.includes('did not self-register')) throw new NativeUnavailable(`${library} does not load: ${message}`);
    }
  }
  const module = { exports: {} as Binding };
  try {
    process.dlopen(module, binding, RTLD_LAZY);
  } catch (error) {
    throw new NativeUnavailable(`${binding} does not load: ${(error as Error).message}`);
  }
  return module.exports;
}
