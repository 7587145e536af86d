// What the LKJ law on correlation matrices and that on their Cholesky factors share: partial correlations by canonical vines.
import { betaLogit, type KeyLike } from '@baytes/random';
import { digamma, lbeta, logSigmoid } from '@baytes/special';
import { diagonal, lowerTriangle } from '@baytes/tensor';
import {
  add,
  exp,
  expandDims,
  matMul,
  mul,
  neg,
  ones,
  range,
  relu,
  slice,
  squeeze,
  sub,
  sum,
  type Tensor,
  tanh,
  transpose,
} from '@tensorflow/tfjs-core';

/** Columns 0 .. n - 2 of partial correlations: (z + 1) / 2 in column k is Beta(b, b), b = concentration + (n - 2 - k) / 2. */
const betaOf = (concentration: Tensor, n: number): Tensor =>
  add(expandDims(concentration, -1), mul(0.5, sub(n - 2, range(0, n - 1))));

/** How many partial correlations column k has. */
const heights = (n: number): Tensor => sub(n - 1, range(0, n - 1));

/**
 * log of the integral of det(R)^(concentration - 1) over all correlation matrices.
 *
 * Source: Lewandowski, Kurowicka, Joe 2009, Generating random correlation matrices based on vines and extended onion method, equation
 * (16).
 */
export function logNormalizer(concentration: Tensor, n: number): Tensor {
  const b = betaOf(concentration, n);
  const each = add(mul(sub(mul(2, b), 1), Math.LN2), lbeta(b, b));
  return sum(mul(heights(n), each), -1);
}

/** By column, E log(1 - z^2) of its partial correlations. */
export function expectedLogRest(concentration: Tensor, n: number): Tensor {
  const b = betaOf(concentration, n);
  return mul(2, add(sub(digamma(b), digamma(mul(2, b))), Math.LN2));
}

/** E log det R. */
export const expectedLogDet = (concentration: Tensor, n: number): Tensor =>
  sum(mul(heights(n), expectedLogRest(concentration, n)), -1);

/** By row, E log L_ii^2. */
export function expectedLogDiagonal(concentration: Tensor, n: number): Tensor {
  const upTo = transpose(lowerTriangle(ones([n, n])));
  const before = sub(upTo, diagonal(ones([n]))); // row i of the result adds up the columns before i
  const rest = expandDims(expectedLogRest(concentration, n), -2);
  return squeeze(matMul(rest, slice(before, [0, 0], [n - 1, n])), [-2]);
}

/**
 * Cholesky factors of draws: L_ik = z_ik prod_{j < k} sqrt(1 - z_ij^2), L_ii the whole product. In terms of the logit t of (z + 1) / 2,
 * z is tanh(t / 2) and 1 - z^2 is 4 sigmoid(t) sigmoid(-t), which does not cancel.
 *
 * Source: Lewandowski, Kurowicka, Joe 2009, section 2.4 (the canonical vine).
 */
export function factorDraws(key: KeyLike, concentration: Tensor, shape: readonly number[]): Tensor {
  const n = shape[shape.length - 1];
  // One b for each column; the last column has no partial correlations, and its draws are not used.
  const b = add(forColumns(concentration), mul(0.5, relu(sub(n - 2, range(0, n)))));
  const t = betaLogit(key, { concentration1: b, concentration0: b }, { shape });
  const below = sub(lowerTriangle(ones([n, n])), diagonal(ones([n])));
  const logRest = mul(below, mul(0.5, add(add(logSigmoid(t), logSigmoid(neg(t))), 2 * Math.LN2)));
  // Entry k of a row: the sum over columns before k.
  const before = exp(matMul(logRest, transpose(below)));
  const z = add(mul(below, tanh(mul(0.5, t))), diagonal(ones([n])));
  return mul(z, before);
}

const forColumns = (concentration: Tensor): Tensor => expandDims(expandDims(concentration, -1), -1);
