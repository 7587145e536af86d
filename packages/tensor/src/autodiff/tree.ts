// Parameters by name: tensors in objects and arrays, nested as one likes.
import { Tensor } from '@tensorflow/tfjs-core';

/** A tensor, or tensors by name, or a list of them, nested. */
export type Tree = Tensor | readonly Tree[] | { readonly [name: string]: Tree };

/** The tensors of a tree, in the order of its keys. */
export function leaves(tree: Tree, where = ''): Tensor[] {
  if (tree instanceof Tensor) return [tree];
  if (typeof tree !== 'object' || tree === null) {
    throw new Error(`${where || 'the parameters'} must be a tensor or an object or array of tensors, not ${typeof tree}`);
  }
  return Object.entries(tree).flatMap(([name, each]) => leaves(each, where ? `${where}.${name}` : name));
}

/** A tree of the same form with other tensors, in the order of {@link leaves}. */
export function withLeaves<T extends Tree>(tree: T, tensors: readonly Tensor[]): T {
  let next = 0;
  const build = (each: Tree): Tree => {
    if (each instanceof Tensor) return tensors[next++];
    if (Array.isArray(each)) return each.map(build);
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, build(inner)]));
  };
  return build(tree) as T;
}

/** Leaves of two trees of the same form. */
export function pairs(one: Tree, two: Tree, what: string): [Tensor, Tensor][] {
  const [a, b] = [leaves(one), leaves(two)];
  const fits = a.length === b.length && a.every((each, i) => String(each.shape) === String(b[i].shape));
  if (!fits) {
    const shapes = (all: Tensor[]) => all.map(({ shape }) => `[${shape}]`).join(', ');
    throw new Error(`${what} must have the form of the point: shapes ${shapes(a)}, but it has ${shapes(b)}`);
  }
  return a.map((each, i) => [each, b[i]]);
}
