import { expandDims, eye, sub, sum, type Tensor, type TensorLike, where, zerosLike } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { batchOf, matrixSize } from './shapes';

/** True on the diagonal of a matrix of that size. */
const onDiagonal = (rows: number, columns: number) => eye(rows, columns, undefined, 'bool');

/**
 * Square matrices with the given diagonals, and 0 elsewhere.
 *
 * @param v of shape [..., n].
 * @returns a tensor of shape [..., n, n].
 *
 * @example
 * diagonal([1, 2]); // [[1, 0], [0, 2]]
 */
export const diagonal: (v: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'MatrixDiag',
  inputs: ['v'],
  output: ({ v }) => {
    if (v.length === 0) throw new Error('diagonal: v must have the shape [..., n], but is a single number');
    return { shape: [...v, v[v.length - 1]] };
  },
  host: ({ v }, out, { shapes }) => {
    const n = shapes.v[shapes.v.length - 1];
    for (let i = 0; i < v.length; i++) out[i * n + (i % n)] = v[i];
  },
  composite: ({ v }) => {
    const n = v.shape[v.rank - 1];
    return where(onDiagonal(n, n), expandDims(v, -1), 0);
  },
  gradient: (_inputs, dy) => ({ v: () => diagonalPart(dy) }),
});

/**
 * The main diagonals of a batch of matrices.
 *
 * @param a of shape [..., m, n].
 * @returns a tensor of shape [..., min(m, n)].
 *
 * @example
 * diagonalPart([[1, 2], [3, 4]]); // [1, 4]
 */
export const diagonalPart: (a: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'MatrixDiagPart',
  inputs: ['a'],
  output: ({ a }) => ({ shape: [...batchOf(a), Math.min(...matrixSize(a, 'a', 'diagonalPart'))] }),
  host: ({ a }, out, { shapes, outputShapes: [shape] }) => {
    const [rows, columns] = matrixSize(shapes.a, 'a', 'diagonalPart');
    const n = shape[shape.length - 1];
    for (let i = 0; i < out.length; i++) out[i] = a[Math.floor(i / n) * rows * columns + (i % n) * (columns + 1)];
  },
  composite: ({ a }) => {
    const [rows, columns] = matrixSize(a.shape, 'a', 'diagonalPart');
    return sum(where(onDiagonal(rows, columns), a, zerosLike(a)), rows < columns ? -1 : -2);
  },
  gradient: ({ a }, dy) => ({ a: () => setDiagonal(zerosLike(a), dy) }),
});

/**
 * Matrices with their main diagonals replaced.
 *
 * @param a of shape [..., m, n].
 * @param v of shape [..., min(m, n)], with the batch of `a`.
 * @returns a tensor of the shape of `a`.
 *
 * @example
 * setDiagonal([[1, 2], [3, 4]], [8, 9]); // [[8, 2], [3, 9]]
 */
export const setDiagonal: (a: Tensor | TensorLike, v: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'MatrixSetDiag',
  inputs: ['a', 'v'],
  output: ({ a, v }) => {
    const wanted = [...batchOf(a), Math.min(...matrixSize(a, 'a', 'setDiagonal'))];
    if (wanted.join() !== v.join())
      throw new Error(`setDiagonal: v must have the shape [${wanted}] for a of [${a}], but has [${v}]`);
    return { shape: a };
  },
  host: ({ a, v }, out, { shapes }) => {
    const [rows, columns] = matrixSize(shapes.a, 'a', 'setDiagonal');
    const n = Math.min(rows, columns);
    out.set(a);
    for (let i = 0; i < v.length; i++) out[Math.floor(i / n) * rows * columns + (i % n) * (columns + 1)] = v[i];
  },
  composite: ({ a, v }) => {
    const [rows, columns] = matrixSize(a.shape, 'a', 'setDiagonal');
    return where(onDiagonal(rows, columns), expandDims(v, rows < columns ? -1 : -2), a);
  },
  gradient: (_inputs, dy) => ({ a: () => sub(dy, setDiagonal(zerosLike(dy), diagonalPart(dy))), v: () => diagonalPart(dy) }),
});
