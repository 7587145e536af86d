import { onHost } from '../kernel/host-memory';
import { free, type Replacement, run } from './replacement';

/** On wasm, TensorFlow.js makes a truth value of a number by cutting it to a byte: 0.5 would be false and 256 too. */
export const castOnWasm: Replacement = ({ inputs, backend, attributes, original }) => {
  if (attributes.dtype !== 'bool' || inputs.x.dtype === 'bool') return original!({ inputs, backend, attrs: attributes });
  return onHost(backend, [inputs.x], [{ shape: inputs.x.shape, dtype: 'bool' }], ([values], [out]) => {
    for (let i = 0; i < out.length; i++) out[i] = values[i] === 0 ? 0 : 1;
  })[0];
};

/**
 * On webgpu, TensorFlow.js makes a float32 of whole numbers or truth values by its label alone: later kernels that look at the data
 * itself (transpose, reductions) then fail to compile, and their results are whatever was there. A sum with 0.0 converts.
 */
export const castOnWebgpu: Replacement = ({ inputs: { x }, backend, attributes, original }) => {
  if (attributes.dtype !== 'float32' || (x.dtype !== 'int32' && x.dtype !== 'bool')) {
    return original!({ inputs: { x }, backend, attrs: attributes });
  }
  const zero = { dataId: backend.write(new Float32Array(1), [], 'float32'), shape: [], dtype: 'float32' as const };
  const result = run('Add', 'webgpu', backend, { a: x, b: zero });
  free(backend, zero);
  return result;
};
