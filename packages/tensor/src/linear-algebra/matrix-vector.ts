import { matMul, reshape, tensor, Tensor, type TensorLike, tidy } from '@tensorflow/tfjs-core';
import { permute } from './matrix-transpose';
import { batchOf, broadcastBatch, matrixSize } from './shapes';

const OP = 'matrixVector';

/**
 * Products A x of matrices and vectors. Batches broadcast; vectors that share a matrix, as rows of data do, are one matrix product,
 * without a copy of the matrix for each. With a Cholesky factor and standard normal x: draws of a multivariate normal.
 *
 * @param a of shape [..., m, n].
 * @param x vectors, of shape [..., n].
 * @returns a tensor of shape [..., m], the batch broadcast.
 * @throws Error for shapes that do not fit.
 *
 * @example
 * matrixVector([[1, 2], [3, 4]], [1, 1]); // [3, 7]
 */
export function matrixVector(a: Tensor | TensorLike, x: Tensor | TensorLike): Tensor {
  return tidy(() => {
    const matrices = a instanceof Tensor ? a : tensor(a);
    const vectors = x instanceof Tensor ? x : tensor(x);
    const [rows, columns] = matrixSize(matrices.shape, 'a', OP);
    if (vectors.shape[vectors.rank - 1] !== columns) {
      throw new Error(
        `${OP}: x must have the shape [..., ${columns}] for a of [${matrices.shape}], but has [${vectors.shape}]`,
      );
    }
    const failure = `${OP}: the batches do not broadcast: a [${matrices.shape}], x [${vectors.shape}]`;
    const batch = broadcastBatch(batchOf(matrices.shape), vectors.shape.slice(0, -1), failure);
    const rank = batch.length;
    const ones = (missing: number) => new Array<number>(missing).fill(1);
    const aBatch = [...ones(rank + 2 - matrices.rank), ...batchOf(matrices.shape)];
    const xBatch = [...ones(rank + 1 - vectors.rank), ...vectors.shape.slice(0, -1)];

    // Along axes of length 1 in a, vectors share their matrix: these become the rows of one product.
    const axes = batch.map((_, axis) => axis);
    const kept = axes.filter((axis) => aBatch[axis] !== 1);
    const shared = axes.filter((axis) => aBatch[axis] === 1);
    const order = [...kept, ...shared, rank];
    const lengths = (of: readonly number[], which: readonly number[]) => which.map((axis) => of[axis]);
    const count = lengths(xBatch, shared).reduce((size, length) => size * length, 1);
    const wide = reshape(permute(reshape(vectors, [...xBatch, columns]), order), [...lengths(xBatch, kept), count, columns]);
    const product = matMul(wide, reshape(matrices, [...lengths(aBatch, kept), rows, columns]), false, true);
    const back = order.map((_, axis) => order.indexOf(axis));
    return permute(reshape(product, [...lengths(batch, [...kept, ...shared]), rows]), back);
  });
}
