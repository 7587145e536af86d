import { load } from '../../../node-gpu/dist/index.js';
import { whyNot } from '../../../node-gpu/test/available';
import { type BackendName, ensureGradients, useBackend } from '../../src/index';

/** The backends that Node has here; native TensorFlow where it is set up. */
export const backends: BackendName[] = ['cpu', 'wasm', ...((await whyNot()) === undefined ? (['native'] as const) : [])];

/** As `useBackend`, which does not find the native package from inside this one. */
export async function start(backend: BackendName): Promise<void> {
  if (backend !== 'native') await useBackend(backend);
  else {
    ensureGradients();
    await load();
  }
}
