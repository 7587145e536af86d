import { sizeOf } from '../kernel/broadcast';
import { onHost } from '../kernel/host-memory';
import type { Replacement } from './replacement';

/** One number repeated, which is what the gradient of a sum is; TensorFlow.js's own, on wasm, does it element by element. */
export const tile: Replacement = ({ inputs, backend, attributes, original }) => {
  const { x } = inputs;
  if (sizeOf(x.shape) !== 1 || x.dtype !== 'float32') return original!({ inputs, backend, attrs: attributes });
  const shape = x.shape.map((length, axis) => length * attributes.reps[axis]);
  return onHost(backend, [x], [{ shape, dtype: 'float32' }], ([[value]], [out]) => void out.fill(value))[0];
};
