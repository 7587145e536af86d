import {
  add,
  concat,
  exp,
  eye,
  log,
  matMul,
  mul,
  neg,
  reshape,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import {
  bandPart,
  cholesky,
  choleskyLogDet,
  choleskySolve,
  diagonal,
  diagonalPart,
  eigh,
  fillLowerTriangle,
  inverse,
  inversePositiveDefinite,
  logDet,
  lowerTriangle,
  lowerTriangleValues,
  mahalanobis,
  matrixTranspose,
  matrixVector,
  setDiagonal,
  slogDet,
  solve,
  solvePositiveDefinite,
  traceOf,
  triangularSolve,
  upperTriangle,
  useBackend,
} from '../../src/index';
import { backends } from '../../../../tooling/vitest/backends';
import { expectDerivatives, normal } from './finite-differences';

/** Symmetric, eigenvalues about 3 to 8. */
function covariances(batch: number[], n: number, seed = 10): Tensor {
  const a = normal([...batch, n, n], seed);
  return add(mul(matMul(a, a, false, true), 0.3), mul(eye(n), 4));
}

/** Any matrices with a diagonal away from 0, so that both triangles are regular. */
const squares = (batch: number[], n: number, seed = 20) => add(normal([...batch, n, n], seed), mul(eye(n), 4));

/** Symmetric with eigenvalues near 1, 3, 5, ... */
const spread = (batch: number[], n: number) => {
  const a = mul(normal([...batch, n, n], 30), 0.5);
  return add(add(a, matrixTranspose(a)), diagonal(Array.from({ length: n }, (_, i) => 2 * i + 1)));
};

const cases: Record<string, [f: (...inputs: Tensor[]) => Tensor, inputs: () => Tensor[]]> = {
  cholesky: [(a) => cholesky(a), () => [covariances([], 3)]],
  'cholesky, 5 x 5, jitter': [(a) => cholesky(a, { jitter: 0.5 }), () => [covariances([], 5)]],
  'cholesky, batch': [(a) => cholesky(a), () => [covariances([2, 1], 2)]],
  'cholesky, 1 x 1': [(a) => cholesky(a), () => [covariances([], 1)]],
  triangularSolve: [(l, b) => triangularSolve(l, b), () => [squares([], 3), normal([3, 2], 5)]],
  'triangularSolve, transposed': [
    (l, b) => triangularSolve(l, b, { transpose: true }),
    () => [squares([], 3), normal([3, 2], 5)],
  ],
  'triangularSolve, upper': [(l, b) => triangularSolve(l, b, { lower: false }), () => [squares([], 3), normal([3, 2], 5)]],
  'triangularSolve, upper transposed': [
    (l, b) => triangularSolve(l, b, { lower: false, transpose: true }),
    () => [squares([2], 3), normal([2, 3, 1], 5)],
  ],
  'triangularSolve, one matrix, many vectors': [
    (l, b) => triangularSolve(l, b, { vectors: true }),
    () => [squares([], 2), normal([3, 2], 5)],
  ],
  'triangularSolve, batches both ways': [(l, b) => triangularSolve(l, b), () => [squares([2, 1], 2), normal([3, 2, 2], 5)]],
  'triangularSolve, a vector': [(l, b) => triangularSolve(l, b), () => [squares([2], 2), normal([2], 5)]],
  choleskySolve: [(l, b) => choleskySolve(l, b), () => [squares([], 3), normal([3, 2], 5)]],
  'choleskySolve, one matrix, many vectors': [
    (l, b) => choleskySolve(l, b, { vectors: true }),
    () => [squares([1], 2), normal([3, 2], 5)],
  ],
  choleskyLogDet: [(l) => choleskyLogDet(l), () => [squares([2], 3)]],
  solvePositiveDefinite: [(a, b) => solvePositiveDefinite(a, b), () => [covariances([], 3), normal([3, 2], 5)]],
  'solvePositiveDefinite, broadcast, jitter': [
    (a, b) => solvePositiveDefinite(a, b, { jitter: 0.2, vectors: true }),
    () => [covariances([2, 1], 2), normal([3, 2], 5)],
  ],
  inversePositiveDefinite: [(a) => inversePositiveDefinite(a), () => [covariances([2], 3)]],
  'inversePositiveDefinite, jitter': [(a) => inversePositiveDefinite(a, { jitter: 1 }), () => [covariances([], 2)]],
  logDet: [(a) => logDet(a), () => [covariances([2], 3)]],
  'logDet, jitter': [(a) => logDet(a, { jitter: 1 }), () => [covariances([], 2)]],
  solve: [(a, b) => solve(a, b), () => [squares([], 3), normal([3, 2], 5)]],
  'solve, transposed': [(a, b) => solve(a, b, { transpose: true }), () => [squares([2], 3), normal([3, 1], 5)]],
  inverse: [(a) => inverse(a), () => [squares([2], 3)]],
  slogDet: [(a) => slogDet(a).logAbs, () => [squares([2], 3)]],
  'eigh, values': [(a) => eigh(a).values, () => [spread([2], 3)]],
  'eigh, vectors': [(a) => eigh(a).vectors, () => [spread([], 3)]],
  'eigh, both': [
    (a) => {
      const { values, vectors } = eigh(a);
      return matMul(mul(vectors, reshape(log(values), [1, 4])), vectors, false, true); // the matrix logarithm
    },
    () => [add(spread([], 4), mul(eye(4), 3))],
  ],
  mahalanobis: [(l, x) => mahalanobis(l, x), () => [squares([], 3), normal([4, 3], 5)]],
  'mahalanobis, batches both ways': [(l, x) => mahalanobis(l, x), () => [squares([2, 1], 2), normal([3, 2], 5)]],
  lowerTriangle: [(a) => lowerTriangle(a), () => [normal([2, 2, 3], 5)]],
  upperTriangle: [(a) => upperTriangle(a), () => [normal([3, 2], 5)]],
  'bandPart, one diagonal each side': [(a) => bandPart(a, 1, 1), () => [normal([4, 4], 5)]],
  diagonal: [(v) => diagonal(v), () => [normal([2, 3], 5)]],
  'diagonalPart, wide': [(a) => diagonalPart(a), () => [normal([2, 2, 3], 5)]],
  'diagonalPart, tall': [(a) => diagonalPart(a), () => [normal([3, 2], 5)]],
  setDiagonal: [(a, v) => setDiagonal(a, v), () => [normal([2, 3, 2], 5), normal([2, 2], 6)]],
  traceOf: [(a) => traceOf(a), () => [normal([2, 3, 3], 5)]],
  fillLowerTriangle: [(v) => fillLowerTriangle(v), () => [normal([2, 6], 5)]],
  lowerTriangleValues: [(a) => lowerTriangleValues(a), () => [normal([2, 3, 3], 5)]],
  matrixTranspose: [(a) => matrixTranspose(a), () => [normal([2, 2, 3], 5)]],
  matrixVector: [(a, x) => matrixVector(a, x), () => [normal([2, 3], 5), normal([3], 6)]],
  'matrixVector, one matrix, many vectors': [(a, x) => matrixVector(a, x), () => [normal([1, 2, 3], 5), normal([2, 2, 3], 6)]],
  'matrixVector, batches both ways': [(a, x) => matrixVector(a, x), () => [normal([2, 1, 2, 2], 5), normal([1, 3, 2], 6)]],
  // What distributions are made of.
  'log det of a Cholesky factor': [(a) => choleskyLogDet(cholesky(a)), () => [covariances([2], 3)]],
  'multivariate normal density by its scale, many rows': [
    (l, x) => neg(add(mahalanobis(lowerTriangle(l), x), choleskyLogDet(l))),
    () => [squares([], 2), normal([3, 2], 5)],
  ],
  'multivariate normal density by its unconstrained scale': [
    (v, x) => {
      const raw = fillLowerTriangle(v);
      const l = setDiagonal(raw, exp(diagonalPart(raw)));
      return add(mahalanobis(l, x), choleskyLogDet(l));
    },
    () => [mul(normal([6], 4), 0.3), normal([2, 3], 5)],
  ],
  'Gaussian process marginal likelihood by length scale, noise and data': [
    (scale, noise, y) => {
      const x = normal([5, 1], 8);
      const kernel = exp(neg(mul(square(sub(x, matrixTranspose(x))), exp(scale))));
      const a = add(kernel, mul(eye(5), exp(noise)));
      return add(sum(mul(y, solvePositiveDefinite(a, y))), logDet(a));
    },
    () => [mul(normal([], 1), 0.1), mul(normal([], 2), 0.1), normal([5], 9)],
  ],
  'Wishart density by its scale and the matrix': [
    (v, w) => sub(mul(logDet(w), 1.5), add(mul(traceOf(solvePositiveDefinite(v, w)), 0.5), mul(logDet(v), 2.5))),
    () => [covariances([], 2), covariances([], 2, 11)],
  ],
  'draws of a multivariate normal by its covariance': [
    (a) => matMul(normal([2, 3], 5), cholesky(a), false, true),
    () => [covariances([], 3)],
  ],
  'both triangles of one matrix': [
    (a) => concat([triangularSolve(a, normal([3], 5)), triangularSolve(a, normal([3], 6), { lower: false })], 0),
    () => [squares([], 3)],
  ],
};

describe.each(backends)('first and second derivatives on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it.each(Object.entries(cases))('%s', (_name, [f, inputs]) => {
    tidy(() => expectDerivatives(f, inputs()));
  });
});
