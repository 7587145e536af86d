// Derivatives along directions, and second derivatives.
import { add, mul, reshape, stack, sum, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { grad, pullBack } from './gradients';
import { leaves, pairs, type Tree, withLeaves } from './tree';

const dot = (all: [Tensor, Tensor][]) => all.map(([a, b]) => sum(mul(a, b))).reduce((total, each) => add(total, each));

/**
 * The product of the Hessian of a function with a direction, for about the price of three gradients: no Hessian is built.
 *
 * @param f from a tensor or a tree of tensors to one number.
 * @param at where.
 * @param direction of the form of `at`.
 * @returns the product, of the form of `at`.
 *
 * @example
 * hvp((x: Tensor) => sum(pow(x, 3)), tensor([1, 2]), tensor([1, 0])); // [6, 0]
 */
export function hvp<T extends Tree = Tensor>(f: (tree: T) => Tensor, at: T, direction: T): T {
  return tidy(() => {
    pairs(at, direction, 'direction');
    const { grads } = pullBack((tree: T) => dot(pairs(grad(f)(tree), direction, 'direction')), at);
    return withLeaves(at, grads) as never;
  }) as T;
}

/**
 * The Hessian of a function of one tensor, row by row: as many Hessian-vector products as the tensor has elements.
 *
 * @returns second derivatives of shape [...x.shape, ...x.shape].
 *
 * @example
 * hessian((x: Tensor) => prod(x), tensor([2, 3])); // [[0, 1], [1, 0]]
 */
export function hessian(f: (x: Tensor) => Tensor, x: Tensor): Tensor {
  return tidy(() => {
    const { size, shape } = x;
    if (size === 0) return zeros([...shape, ...shape]);
    const rows = Array.from({ length: size }, (_, i) =>
      tidy(() => {
        const unit = new Float32Array(size);
        unit[i] = 1;
        return reshape(hvp(f, x, tensor(unit, shape)), [size]);
      }),
    );
    return reshape(stack(rows), [...shape, ...shape]);
  });
}

/**
 * The derivative of a function along a direction (its Jacobian times the direction), by differentiating the pull-back, which is
 * linear in the cotangent that it pulls back. For functions with many outputs and few inputs, and to be nested with `grad`.
 *
 * @param f from a tensor or a tree of tensors to a tensor of any shape.
 * @returns `value`, f(at), and `tangent` of the same shape.
 *
 * @example
 * jvp((x: Tensor) => square(x), tensor([1, 2]), tensor([1, 1])); // { value: [1, 4], tangent: [2, 4] }
 */
export function jvp<T extends Tree = Tensor>(f: (tree: T) => Tensor, at: T, direction: T): { value: Tensor; tangent: Tensor } {
  return tidy(() => {
    pairs(at, direction, 'direction');
    const value = f(at);
    const { grads } = pullBack(
      (cotangent: Tensor) =>
        dot(pullBack(f, at, cotangent).grads.map((each, i): [Tensor, Tensor] => [each, leaves(direction)[i]])),
      zeros(value.shape),
    );
    return { value, tangent: grads[0] } as never;
  }) as { value: Tensor; tangent: Tensor };
}
