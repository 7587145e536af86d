import { onHost } from '../kernel/host-memory';
import type { Replacement } from './replacement';

const product = (lengths: readonly number[]) => lengths.reduce((size, length) => size * length, 1);

/** Reading by index with batches. TensorFlow.js's own, on wasm, uses the indices of the first batch for all. */
export const gather: Replacement = ({ inputs, backend, attributes, original }) => {
  const { x, indices } = inputs;
  const { batchDims = 0 } = attributes;
  if (batchDims === 0 || x.dtype === 'string') return original!({ inputs, backend, attrs: attributes });
  const axis = attributes.axis < 0 ? attributes.axis + x.shape.length : attributes.axis;
  const batches = product(x.shape.slice(0, batchDims));
  const outer = product(x.shape.slice(batchDims, axis));
  const inner = product(x.shape.slice(axis + 1));
  const length = x.shape[axis];
  const picked = indices.shape.slice(batchDims);
  const count = product(picked);
  const shape = [...x.shape.slice(0, axis), ...picked, ...x.shape.slice(axis + 1)];
  return onHost(backend, [x, indices], [{ shape, dtype: x.dtype }], ([values, places], [out]) => {
    let to = 0;
    for (let batch = 0; batch < batches; batch++) {
      for (let block = 0; block < outer; block++) {
        for (let i = 0; i < count; i++, to += inner) {
          const place = places[batch * count + i];
          if (!(place >= 0 && place < length)) throw new Error(`gather: index ${place} is not in [0, ${length})`);
          const from = ((batch * outer + block) * length + place) * inner;
          out.set(values.subarray(from, from + inner), to);
        }
      }
    }
  })[0];
};
