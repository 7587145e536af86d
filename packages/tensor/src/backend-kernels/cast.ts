import { onHost } from '../kernel/host-memory';
import type { Replacement } from './replacement';

/** On wasm, TensorFlow.js makes a truth value of a number by cutting it to a byte: 0.5 would be false and 256 too. */
export const cast: Replacement = ({ inputs, backend, attributes, original }) => {
  if (attributes.dtype !== 'bool' || inputs.x.dtype === 'bool') return original!({ inputs, backend, attrs: attributes });
  return onHost(backend, [inputs.x], [{ shape: inputs.x.shape, dtype: 'bool' }], ([values], [out]) => {
    for (let i = 0; i < out.length; i++) out[i] = values[i] === 0 ? 0 : 1;
  })[0];
};
