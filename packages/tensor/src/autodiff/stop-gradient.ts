import { engine, type Tensor } from '@tensorflow/tfjs-core';
import { leaves, type Tree, withLeaves } from './tree';

/**
 * The same numbers as constants: no gradient flows through them, to any order. Nothing is computed for the path that is cut, so
 * an infinite derivative there does no harm.
 *
 * @param x a tensor, or a tree of tensors.
 * @returns new tensors of the same form.
 *
 * @example
 * grad((x: Tensor) => sum(mul(x, stopGradient(x))))(tensor([3])); // [3]
 */
export function stopGradient<T extends Tree>(x: T): T {
  const { state } = engine() as unknown as { state: { kernelDepth: number } };
  // TensorFlow.js records nothing while it is inside a kernel.
  state.kernelDepth++;
  try {
    return withLeaves(
      x,
      leaves(x).map((tensor): Tensor => tensor.clone()),
    );
  } finally {
    state.kernelDepth--;
  }
}
