import { onHost } from '../kernel/host-memory';
import type { Replacement } from './replacement';

/**
 * One-hot rows. TensorFlow.js's own, on wasm, writes 32-bit integers whatever the type asked for: as float32 they are other numbers, and as
 * bool they run over the end of the result, into other tensors.
 */
export const oneHot: Replacement = ({ inputs: { indices }, backend, attributes }) => {
  const { depth, onValue = 1, offValue = 0, dtype = 'int32' } = attributes;
  return onHost(backend, [indices], [{ shape: [...indices.shape, depth], dtype }], ([places], [out]) => {
    out.fill(offValue);
    for (let i = 0; i < places.length; i++) if (places[i] >= 0 && places[i] < depth) out[i * depth + places[i]] = onValue;
  })[0];
};
