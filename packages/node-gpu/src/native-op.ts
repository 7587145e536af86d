import { type DataType, engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend';
import type { Binding, NativeTensor, OpAttribute } from './binding';

/** TensorFlow's number for float64, which TensorFlow.js has no name for. */
const TF_DOUBLE = 2;

type Native = NodeJSKernelBackend & { readonly binding: Binding };

function native(): Native {
  const { backend, backendName } = engine();
  if (backendName !== 'tensorflow') throw new Error(`the backend in use is '${backendName}': call \`await load()\` first`);
  return backend as Native;
}

const typeAttribute = (binding: Binding, name: string, value: number): OpAttribute => ({
  name,
  type: binding.TF_ATTR_TYPE,
  value,
});

/**
 * Runs one of TensorFlow's ops by its name, in float64: inputs are widened and the outputs rounded once, on the device. An op
 * that TensorFlow offers in float32 too is as accurate here as its float64 form.
 *
 * @param name as TensorFlow registers it: `Igamma`.
 * @param inputs float32 tensors whose shapes the op accepts.
 * @param attributes beside the type `T`, which is set here.
 * @returns one float32 tensor an output.
 */
export function runInFloat64(
  name: string,
  inputs: readonly TensorInfo[],
  { attributes = [], outputs = 1 }: { attributes?: readonly OpAttribute[]; outputs?: number } = {},
): Tensor[] {
  const backend = native();
  const { binding } = backend;
  const cast = (id: number, from: number, to: number): NativeTensor =>
    binding.executeOp(
      'Cast',
      [
        typeAttribute(binding, 'SrcT', from),
        typeAttribute(binding, 'DstT', to),
        { name: 'Truncate', type: binding.TF_ATTR_BOOL, value: false },
      ],
      [id],
      1,
    )[0];
  const temporary: number[] = [];
  try {
    for (const id of backend.getInputTensorIds(inputs)) temporary.push(cast(id, binding.TF_FLOAT, TF_DOUBLE).id);
    const found = binding.executeOp(name, [typeAttribute(binding, 'T', TF_DOUBLE), ...attributes], [...temporary], outputs);
    temporary.push(...found.map(({ id }) => id));
    return found.map(({ id }) => backend.createOutputTensor(cast(id, TF_DOUBLE, binding.TF_FLOAT)));
  } finally {
    for (const id of temporary) binding.deleteTensor(id);
  }
}

/**
 * Runs one of TensorFlow's ops by its name, on tensors of TensorFlow.js.
 *
 * @param name as TensorFlow registers it.
 * @param attributes in TensorFlow's own terms; types by {@link DataType}, flags as booleans, counts as integers.
 *
 * @example
 * const [values] = runOp('Lgamma', [tensor1d([0.5, 3])], { T: 'float32' });
 */
export function runOp(
  name: string,
  inputs: readonly Tensor[],
  attributes: Readonly<Record<string, DataType | boolean | number>> = {},
  outputs = 1,
): Tensor[] {
  const backend = native();
  const { binding } = backend as unknown as { binding: Record<string, number> };
  const types: Record<string, number> = {
    float32: binding.TF_FLOAT,
    int32: binding.TF_INT32,
    bool: binding.TF_BOOL,
    complex64: binding.TF_COMPLEX64,
    string: binding.TF_STRING,
  };
  const list = Object.entries(attributes).map(([each, value]) => {
    if (typeof value === 'boolean') return { name: each, type: binding.TF_ATTR_BOOL, value };
    if (typeof value === 'number') return { name: each, type: binding.TF_ATTR_INT, value };
    return { name: each, type: binding.TF_ATTR_TYPE, value: types[value] };
  });
  return backend.executeMultipleOutputs(name, list, inputs, outputs);
}
