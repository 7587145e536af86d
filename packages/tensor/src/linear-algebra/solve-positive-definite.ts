import { neg, type Tensor, type TensorLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { sumToShape } from '../kernel/broadcast';
import {
  type PositiveDefiniteAttributes,
  type PositiveDefiniteOptions,
  positiveDefiniteAttributes,
  positiveDefiniteFactors,
} from './host/positive-definite-factor';
import { solveEach } from './host/solve-each';
import { substitute } from './host/substitution';
import { outerSum, symmetrized } from './outer-sum';
import { type RightHandSide, solveColumns } from './right-hand-side';
import { batchOf, solutionShape, squareSize } from './shapes';

const OP = 'solvePositiveDefinite';

const solveKernel = /* @__PURE__ */ defineKernel({
  name: 'PositiveDefiniteSolve',
  inputs: ['a', 'b'],
  output: ({ a, b }, _attributes: PositiveDefiniteAttributes) => ({ shape: solutionShape(['a', a], ['b', b], OP) }),
  host: ({ a, b }, out, { shapes, outputShapes: [shape], attributes }) => {
    const n = squareSize(shapes.a, 'a', OP);
    const factors = positiveDefiniteFactors(a, shapes.a, attributes, OP);
    solveEach(shapes.a, { values: b, shape: shapes.b }, { values: out, shape }, (number, X, columns) => {
      substitute(factors[number], n, 0, X, 0, columns, { lower: true, transpose: false });
      substitute(factors[number], n, 0, X, 0, columns, { lower: true, transpose: true });
    });
  },
  // Giles (2008), section 2.2.3, on the symmetric part.
  gradient: ({ a, b }, dy, attributes) => {
    const w = () => solvePositiveDefinite(a, dy, attributes);
    return {
      a: () => neg(symmetrized(outerSum(w(), solvePositiveDefinite(a, b, attributes), batchOf(a.shape)))),
      b: () => sumToShape(w(), b.shape),
    };
  },
});

/**
 * Solves A X = B for symmetric positive definite A by its Cholesky factor, for every matrix of a batch. The factor stays in
 * float64, so this is more accurate than `cholesky` followed by `choleskySolve`. Batches broadcast. Derivatives of every order.
 *
 * @param a of shape [..., n, n]; its symmetric part is taken, as `cholesky` does.
 * @param b of shape [..., n, columns]; or vectors, [..., n], if it has one axis or the options say so.
 * @param options `jitter`, `indefinite` as for `cholesky`; `vectors`.
 * @returns X, of the shape of `b` with broadcast batch.
 * @throws Error for shapes that do not fit, and where `cholesky` throws.
 *
 * @example
 * solvePositiveDefinite([[4, 2], [2, 5]], [8, 9]); // [1.375, 1.25]
 */
export function solvePositiveDefinite(
  a: Tensor | TensorLike,
  b: Tensor | TensorLike,
  { vectors, ...options }: PositiveDefiniteOptions & RightHandSide = {},
): Tensor {
  const attributes = positiveDefiniteAttributes(options, OP);
  return solveColumns(b, vectors, (right) => solveKernel(a, right, attributes));
}
