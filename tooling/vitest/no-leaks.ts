// Fails every test that leaves a tensor behind, and brings a matcher for a single call.
import { afterEach, beforeEach, expect } from 'vitest';

/** TensorFlow.js's engine, which it keeps on the global object: nothing is loaded for tests that do not use it. */
interface Engine {
  state: { numTensors: number; numBytes: number; activeTape: unknown[] | null };
}
const engine = () => (globalThis as { _tfengine?: Engine })._tfengine;
const count = () => engine()?.state.numTensors ?? 0;

let before = 0;

beforeEach(() => {
  before = count();
});

afterEach(({ task }) => {
  const left = count() - before;
  // A test that has failed has been stopped on its way; one error is enough.
  if (left > 0 && task.result?.state !== 'fail') {
    throw new Error(`this test left ${left} ${left === 1 ? 'tensor' : 'tensors'} behind: dispose of them, or use tidy`);
  }
});

interface TensorLike {
  dataId: object;
  id: number;
  dispose(): void;
}

/** The tensors in a result: itself, or in its properties. */
function tensorsIn(value: unknown, found = new Set<TensorLike>()): Set<TensorLike> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return found;
  if ('dataId' in value && 'dispose' in value) found.add(value as TensorLike);
  else for (const each of Object.values(value)) tensorsIn(each, found);
  return found;
}

expect.extend({
  /**
   * Calls a function and disposes of the tensors in its result: no other may be left. (In a `tidy` nothing is ever left, so call
   * it outside of one.)
   */
  toLeaveOnlyItsResult(received: () => unknown) {
    const start = count();
    const results = tensorsIn(received());
    const left = count() - start - results.size;
    for (const each of results) each.dispose();
    return {
      pass: left === 0,
      message: () => `the call left ${left} tensors beside the ${results.size} of its result`,
    };
  },
});

interface Matchers<R = unknown> {
  toLeaveOnlyItsResult(): R;
}
declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest's own declaration says so
  interface Assertion<T = any> extends Matchers<T> {}
}
