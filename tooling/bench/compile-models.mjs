// The log densities of bench:compile, written with TensorFlow.js; compile-peers.py has the same for JAX and PyTorch.
import { cholesky, choleskyLogDet, logSumExp, triangularSolve } from '@baytes/tensor';
import {
  add,
  div,
  exp,
  expandDims,
  eye,
  log1p,
  logSoftmax,
  matMul,
  mul,
  reshape,
  slice,
  softplus,
  square,
  sub,
  sum,
  tensor,
} from '@tensorflow/tfjs-core';

/** @typedef {import('@tensorflow/tfjs-core').Tensor} Tensor */

/**
 * @typedef {object} Model
 * @property {string} what
 * @property {() => Tensor} example a point, one vector of parameters
 * @property {() => Record<string, Tensor>} data
 * @property {(at: Tensor, data: Record<string, Tensor>) => Tensor} logDensity
 */

/** Numbers between -1 and 1 without pattern, the same in any language. @param {number} count @param {number} [seed] */
export const numbers = (count, seed = 1) =>
  Float32Array.from({ length: count }, (_, i) => Math.round(1e3 * Math.sin(12.9898 * (i + 1) + 78.233 * seed)) / 1e3);

const point = (/** @type {number} */ count) => tensor(numbers(count, 5).map((each) => each / 5));

/** @param {number} rows @param {number} columns @returns {Model} */
const logistic = (rows, columns) => ({
  what: `logistic regression, ${rows} x ${columns}`,
  example: () => point(columns),
  data: () => ({
    x: tensor(numbers(rows * columns, 2), [rows, columns]),
    y: tensor(Float32Array.from({ length: rows }, (_, i) => Number((i * 7919) % 13 < 6))),
  }),
  logDensity: (w, { x, y }) => {
    const logits = reshape(matMul(/** @type {any} */ (x), /** @type {any} */ (reshape(w, [columns, 1]))), [rows]);
    return sub(sub(sum(mul(y, logits)), sum(softplus(logits))), mul(0.5, sum(square(w))));
  },
});

const STATES = 4;
const TIMES = 100;
const POINTS = 50;

/** @type {Record<string, Model>} */
export const models = {
  eight_schools: {
    what: 'eight schools, not centred',
    example: () => point(10),
    data: () => ({ effects: tensor([28, 8, -3, 7, -1, 1, 18, 12]), errors: tensor([15, 10, 16, 11, 9, 11, 10, 18]) }),
    logDensity: (at, { effects, errors }) => {
      const [mu, logTau, z] = [slice(at, 0, 1), slice(at, 1, 1), slice(at, 2, 8)];
      const tau = exp(logTau);
      const misfit = square(div(sub(effects, add(mu, mul(tau, z))), errors));
      const prior = sub(logTau, add(log1p(square(div(tau, 5))), mul(0.5, square(div(mu, 5)))));
      return sub(sum(prior), mul(0.5, add(sum(misfit), sum(square(z)))));
    },
  },
  logistic_1000: logistic(1000, 25),
  logistic_10000: logistic(10_000, 50),
  gaussian_process: {
    what: `Gaussian process, ${POINTS} points`,
    example: () => point(3),
    data: () => ({
      distances: tensor(Array.from({ length: POINTS }, (_, i) => Array.from({ length: POINTS }, (_, j) => ((i - j) / 5) ** 2))),
      y: tensor(numbers(POINTS, 3)),
    }),
    logDensity: (at, { distances, y }) => {
      const [length, size, noise] = [0, 1, 2].map((i) => exp(slice(at, i, 1)));
      const covariance = add(mul(size, exp(div(mul(-0.5, distances), square(length)))), mul(add(noise, 1e-6), eye(POINTS)));
      const factor = cholesky(covariance);
      const white = triangularSolve(factor, reshape(y, [POINTS, 1]));
      return sub(mul(-0.5, add(sum(square(white)), choleskyLogDet(factor))), mul(0.5, sum(square(at))));
    },
  },
  hidden_markov: {
    what: `hidden Markov model, ${STATES} states, ${TIMES} times`,
    example: () => point(STATES * STATES + 2 * STATES),
    data: () => ({ y: tensor(numbers(TIMES, 4)) }),
    logDensity: (at, { y }) => {
      const moves = logSoftmax(reshape(slice(at, 0, STATES * STATES), [STATES, STATES]));
      const means = slice(at, STATES * STATES, STATES);
      const logScales = slice(at, STATES * STATES + STATES, STATES);
      const z = div(sub(expandDims(y, 1), means), exp(logScales));
      const emissions = sub(mul(-0.5, square(z)), logScales);
      let alpha = /** @type {Tensor} */ (reshape(slice(emissions, [0, 0], [1, STATES]), [STATES]));
      for (let t = 1; t < TIMES; t++) {
        const before = logSumExp(add(expandDims(alpha, 1), moves), 0);
        alpha = add(before, reshape(slice(emissions, [t, 0], [1, STATES]), [STATES]));
      }
      return sub(logSumExp(alpha), mul(0.5, sum(square(at))));
    },
  },
};
