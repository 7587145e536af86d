// Functions that test the derivatives of linear algebra, in Node and in a page.
import { add, diag, expandDims, matMul, mul, reshape, square, type Tensor, tensor, transpose } from '@tensorflow/tfjs-core';
import { cholesky, eigh, inverse, slogDet, triangularSolve } from '../../src/index';
import type { Case } from './check';

/** Symmetric positive definite matrices from any. */
export const positive = (x: Tensor): Tensor => {
  const n = x.shape[x.rank - 1];
  return add(matMul(x, x, false, true), mul(0.5, reshape(diag(tensor(new Array(n).fill(1))), [n, n])));
};
export const symmetric = (x: Tensor): Tensor => {
  const order = x.shape.map((_, axis) => axis);
  order.push(...order.splice(-2).reverse());
  return mul(0.5, add(x, transpose(x, order)));
};
const square3 = { shape: [2, 3, 3], from: -1, to: 1.3 };
const solve = (lower: boolean, turned: boolean): Case => ({
  kernel: 'MatrixTriangularSolve',
  what: `lower ${lower}, transpose ${turned}`,
  inputs: [
    { shape: [2, 3, 3], from: 0.5, to: 1.5 },
    { shape: [3, 2], from: -1, to: 1 },
  ],
  f: (matrix, right) => triangularSolve(matrix, right, { lower, transpose: turned }),
});

export const linearAlgebra: Case[] = [
  { kernel: 'Cholesky', inputs: [square3], f: (x) => cholesky(positive(x)) },
  { kernel: 'Cholesky', what: 'of its own', inputs: [{ shape: [1, 1], from: 1, to: 2 }], f: (x) => cholesky(x) },
  solve(true, false),
  solve(true, true),
  solve(false, false),
  solve(false, true),
  { kernel: 'MatrixInverse', inputs: [square3], f: (x) => inverse(positive(x)) },
  { kernel: 'MatrixInverse', what: 'not symmetric', inputs: [square3], f: (x) => inverse(add(x, diag(tensor([2, 2, 2])))) },
  { kernel: 'LogMatrixDeterminant', inputs: [square3], f: (x) => slogDet(add(x, diag(tensor([2, -2, 2])))).logAbs },
  { kernel: 'SelfAdjointEigV2', what: 'values', inputs: [square3], f: (x) => eigh(symmetric(x)).values },
  {
    kernel: 'SelfAdjointEigV2',
    what: 'vectors',
    inputs: [square3],
    f: (x) => eigh(add(symmetric(x), diag(tensor([0, 2, 4])))).vectors,
  },
  {
    kernel: 'SelfAdjointEigV2',
    what: 'a square root',
    inputs: [square3],
    f: (x) => {
      const { values, vectors } = eigh(positive(x));
      return matMul(mul(vectors, expandDims(square(values), -2)), vectors, false, true);
    },
  },
];
