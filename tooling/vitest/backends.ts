// The backends that tests of tensors run on in Node: native TensorFlow too, where one is set up.
import { whyNot } from '../../packages/node-gpu/test/available';

/** Names as `useBackend` of @baytes/tensor takes them. BAYTES_NATIVE=wheel sets the native one up first. */
export const backends: readonly ('cpu' | 'wasm' | 'native')[] =
  (await whyNot()) === undefined ? ['cpu', 'wasm', 'native'] : ['cpu', 'wasm'];
