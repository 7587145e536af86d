import { reshape, stack, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { pullBack } from './gradients';
import { leaves, type Tree, withLeaves } from './tree';

/**
 * All derivatives of a function with many outputs, by the names of its parameters: as many pull-backs as it has outputs. For few
 * parameters and many outputs, `jvp` along each of them is cheaper.
 *
 * @param f from a tensor, or a tree of them, to a tensor of any shape.
 * @returns a function of such a tree, whose result has its form: each leaf is [...shape of f's result, ...shape of the parameter].
 * @throws Error if a parameter is not float32.
 *
 * @example
 * jacobian((x: Tensor) => mul(x, x))(tensor([1, 2])); // [[2, 0], [0, 4]]
 */
export function jacobian<T extends Tree = Tensor>(f: (tree: T) => Tensor): (at: T) => T {
  return (at) =>
    tidy(() => {
      const { shape, size } = tidy(() => f(at));
      const rows = Array.from({ length: size }, (_, i) =>
        tidy(() => {
          const unit = new Float32Array(size);
          unit[i] = 1;
          return pullBack(f, at, tensor(unit, shape)).grads;
        }),
      );
      const results = leaves(at).map((leaf, number) => {
        const whole = [...shape, ...leaf.shape];
        return size === 0 ? zeros(whole) : reshape(stack(rows.map((row) => row[number])), whole);
      });
      return withLeaves(at, results) as never;
    }) as T;
}
