import { onHost } from '../kernel/host-memory';
import type { Replacement } from './replacement';

/** On cpu, TensorFlow.js writes the updates into the input itself. */
export const tensorScatterUpdate: Replacement = ({ inputs, backend, original, attributes }) => {
  const { tensor } = inputs;
  const [copy] = onHost(backend, [tensor], [{ shape: tensor.shape, dtype: tensor.dtype }], ([values], [out]) =>
    out.set(values),
  );
  const result = original!({ inputs: { ...inputs, tensor: copy }, backend, attrs: attributes });
  backend.disposeData(copy.dataId);
  return result;
};
