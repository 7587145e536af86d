import { engine } from '@tensorflow/tfjs-core';

interface Scoped {
  state: { activeScope: object; scopeStack: object[] };
}

/**
 * Runs `work` so that its tensors belong to the scope around the present one. TensorFlow.js asks for one derivative after another, each in
 * a scope of its own within that of the whole backward pass: what several derivatives share has to live as long as the pass.
 */
export function inOuterScope<T>(work: () => T): T {
  const { state } = engine() as unknown as Scoped;
  if (state.scopeStack.length < 2) return work();
  const inner = state.scopeStack.pop() as object;
  state.activeScope = state.scopeStack[state.scopeStack.length - 1];
  try {
    return work();
  } finally {
    state.scopeStack.push(inner);
    state.activeScope = inner;
  }
}
