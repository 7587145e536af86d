import { gather, reshape, type Tensor, tensor, type TensorLike, where } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel/define-kernel';
import { batchOf, squareSize } from './shapes';

/** The order of a triangle of `count` values. */
function orderOf(count: number, shape: readonly number[]): number {
  const n = Math.round((Math.sqrt(8 * count + 1) - 1) / 2);
  if ((n * (n + 1)) / 2 !== count) {
    throw new Error(`fillLowerTriangle: v must have the shape [..., n (n + 1) / 2] for some n, but has [${shape}]`);
  }
  return n;
}

/**
 * Lower triangular matrices from their values, row by row; 0 above the diagonal.
 *
 * @param v of shape [..., n (n + 1) / 2].
 * @returns a tensor of shape [..., n, n].
 *
 * @example
 * fillLowerTriangle([1, 2, 3]); // [[1, 0], [2, 3]]
 */
export const fillLowerTriangle: (v: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'FillLowerTriangle',
  inputs: ['v'],
  output: ({ v }) => {
    const n = orderOf(v[v.length - 1] ?? 0.5, v);
    return { shape: [...v.slice(0, -1), n, n] };
  },
  host: ({ v }, out, { outputShapes: [shape] }) => {
    const n = shape[shape.length - 1];
    for (let at = 0, from = 0; at < out.length; at += n * n) {
      for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) out[at + i * n + j] = v[from++];
    }
  },
  composite: ({ v }) => {
    const n = orderOf(v.shape[v.rank - 1], v.shape);
    const cells = Array.from({ length: n * n }, (_, at) => ({ i: Math.floor(at / n), j: at % n }));
    const places = cells.map(({ i, j }) => (j > i ? 0 : (i * (i + 1)) / 2 + j));
    const below = cells.map(({ i, j }) => (j > i ? 0 : 1));
    const square = reshape(gather(v, tensor(places, [n * n], 'int32'), -1), [...v.shape.slice(0, -1), n, n]);
    return where(tensor(below, [n, n], 'bool'), square, 0);
  },
  gradient: (_inputs, dy) => ({ v: () => lowerTriangleValues(dy) }),
});

/**
 * The values of the lower triangles of a batch of matrices, row by row.
 *
 * @param a of shape [..., n, n]; what is above the diagonal is not read.
 * @returns a tensor of shape [..., n (n + 1) / 2].
 *
 * @example
 * lowerTriangleValues([[1, 9], [2, 3]]); // [1, 2, 3]
 */
export const lowerTriangleValues: (a: Tensor | TensorLike) => Tensor = /* @__PURE__ */ defineKernel({
  name: 'LowerTriangleValues',
  inputs: ['a'],
  output: ({ a }) => {
    const n = squareSize(a, 'a', 'lowerTriangleValues');
    return { shape: [...batchOf(a), (n * (n + 1)) / 2] };
  },
  host: ({ a }, out, { shapes }) => {
    const n = squareSize(shapes.a, 'a', 'lowerTriangleValues');
    for (let at = 0, to = 0; at < a.length; at += n * n) {
      for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) out[to++] = a[at + i * n + j];
    }
  },
  composite: ({ a }) => {
    const n = squareSize(a.shape, 'a', 'lowerTriangleValues');
    const places = Array.from({ length: n * n }, (_, at) => at).filter((at) => at % n <= Math.floor(at / n));
    return gather(reshape(a, [...batchOf(a.shape), n * n]), tensor(places, [places.length], 'int32'), -1);
  },
  gradient: (_inputs, dy) => ({ a: () => fillLowerTriangle(dy) }),
});
