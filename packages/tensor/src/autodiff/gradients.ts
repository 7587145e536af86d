// First derivatives, over trees of parameters.
import { engine, type Scalar, Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { prepare } from '../prepare';
import { leaves, type Tree, withLeaves } from './tree';

/**
 * y = f(tree), and the products of its Jacobian with `dy` (default: 1), one a leaf; zeros for a leaf that y does not depend on.
 * Tensors of the caller's tidy.
 */
export function pullBack<T extends Tree>(f: (tree: T) => Tensor, at: T, dy?: Tensor): { y: Tensor; grads: Tensor[] } {
  prepare();
  const points = leaves(at);
  if (points.length === 0) throw new Error('there are no parameters to differentiate by');
  const bad = points.find(({ dtype }) => dtype !== 'float32');
  if (bad) throw new Error(`parameters must be float32, but one of shape [${bad.shape}] is ${bad.dtype}`);
  const { value, grads } = engine().gradients(
    () => {
      const y = f(at);
      if (!(y instanceof Tensor)) throw new Error('the function must return a tensor');
      return y;
    },
    points,
    dy,
    true,
  );
  return { y: value, grads: points.map((point, i) => (grads[i] as Tensor | null) ?? zerosLike(point)) };
}

function scalar(y: Tensor): Scalar {
  if (y.size !== 1) throw new Error(`the function must return one number, but returned shape [${y.shape}]; sum it, or use jvp`);
  return y as Scalar;
}

/**
 * The value of a function and its gradient, by the names of its parameters.
 *
 * @param f from a tensor, or a tree of them (objects and arrays), to a tensor with one element.
 * @returns a function of such a tree: `value`, and `grad` of the same form; zeros where f does not depend on a parameter.
 * @throws Error if f returns more than one number, or a parameter is not float32.
 *
 * @example
 * const { value, grad } = valueAndGrad(({ w, b }) => sum(square(sub(add(mul(w, x), b), y))))({ w, b });
 * grad.w; // a tensor of w's shape
 */
export function valueAndGrad<T extends Tree = Tensor>(f: (tree: T) => Tensor): (at: T) => { value: Scalar; grad: T } {
  return (at) =>
    tidy(() => {
      const { y, grads } = pullBack(f, at);
      return { value: scalar(y), grad: withLeaves(at, grads) } as never;
    }) as { value: Scalar; grad: T };
}

/**
 * The gradient of a function, in the form of its parameters: {@link valueAndGrad} without the value. Itself a function to
 * differentiate: `grad((x) => sum(grad(f)(x)))`.
 *
 * @example
 * grad((x: Tensor) => sum(exp(x)))(tensor([0, 1])); // [1, 2.718...]
 */
export function grad<T extends Tree = Tensor>(f: (tree: T) => Tensor): (at: T) => T {
  return (at) =>
    tidy(() => {
      const { y, grads } = pullBack(f, at);
      scalar(y);
      return withLeaves(at, grads) as never;
    }) as T;
}
