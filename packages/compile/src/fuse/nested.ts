import { engine } from '@tensorflow/tfjs-core';

interface Taped {
  state: { activeTape: object[] | null; gradientDepth: number };
}

/** Runs `work`, which differentiates, within the backward pass of another gradient: TensorFlow.js would drop that one's tape. */
export function nested<T>(work: () => T): T {
  const { state } = engine() as unknown as Taped;
  const { activeTape, gradientDepth } = state;
  try {
    return work();
  } finally {
    if (gradientDepth === 0) state.activeTape = activeTape;
  }
}
