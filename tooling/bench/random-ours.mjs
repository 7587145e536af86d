// Our side of bench:random: the works of the peers' random_draws.py, float32 in and out, one thread.
import {
  betaDraws,
  binomialDraws,
  categoricalDraws,
  dirichletDraws,
  drawsPool,
  gammaDrawFirst,
  gammaDraws,
  key,
  logGammaDrawFirst,
  logGammaDraws,
  multinomialDraws,
  poissonDraws,
  randomNormal,
  randomUniform,
  split,
  uniformStream,
} from '@baytes/kernels';
import { seconds, session } from './timing.mjs';

const { wants, line, runs, threads } = session();
const N = 1_000_000;
const [ROWS, K, TRIALS, DRAWS] = [10_000, 100, 1000, 100_000];
const [first, second, data] = split(key(0), 3);
const next = uniformStream(data);

/** @param {number} low @param {number} high @param {number} [length] */
const logUniform = (low, high, length = N) => Float32Array.from({ length }, () => low * (high / low) ** next());

/** @param {Float32Array} values */
const wide = (values) => Float64Array.from(values);

/** @type {Record<string, { n: number, call: () => () => unknown }>} */
const works = {
  uniform: {
    n: N,
    call: () => {
      const out = new Float32Array(N);
      return () => randomUniform(first, out);
    },
  },
  normal: {
    n: N,
    call: () => {
      const out = new Float32Array(N);
      return () => randomNormal(first, out);
    },
  },
  gamma: {
    n: N,
    call: () => {
      const a = logUniform(0.05, 50);
      return () => gammaDraws(first, a, new Float32Array(N));
    },
  },
  gamma_gradient: {
    n: N,
    call: () => {
      const a = logUniform(0.05, 50);
      return () => {
        const draws = gammaDraws(first, a, new Float32Array(N));
        return [draws, gammaDrawFirst(a, draws)];
      };
    },
  },
  gamma_gradient_only: {
    n: N,
    call: () => {
      const a = wide(logUniform(0.05, 50));
      const draws = gammaDraws(first, a, new Float64Array(N)).map((x) => Math.max(x, 1e-30));
      return () => gammaDrawFirst(new Float32Array(a), new Float32Array(draws));
    },
  },
  beta: {
    n: N,
    call: () => {
      const [a, b] = [logUniform(0.05, 50), logUniform(0.05, 50)];
      return () => betaDraws(first, a, b, new Float32Array(N));
    },
  },
  beta_gradient: {
    n: N,
    call: () => {
      const [a, b] = [logUniform(0.05, 50), logUniform(0.05, 50)];
      return () => betaWithDerivatives(a, b);
    },
  },
  dirichlet: {
    n: N,
    call: () => {
      const a = wide(logUniform(0.05, 50));
      return () => dirichletDraws(first, a, K, new Float32Array(N));
    },
  },
  dirichlet_gradient: {
    n: N,
    call: () => {
      const [a, weights] = [logUniform(0.05, 50), Float32Array.from({ length: N }, next)];
      return () => dirichletWithGradient(a, weights);
    },
  },
  poisson: {
    n: N,
    call: () => {
      const rate = logUniform(0.1, 1000);
      return () => poissonDraws(first, rate, new Float32Array(N));
    },
  },
  binomial: {
    n: N,
    call: () => {
      const p = Float32Array.from({ length: N }, next);
      return () => binomialDraws(first, 100, p, new Float32Array(N));
    },
  },
  categorical: {
    n: DRAWS,
    call: () => {
      const x = logits(DRAWS);
      return () => categoricalDraws(first, x, K, new Int32Array(DRAWS));
    },
  },
  categorical_shared: {
    n: DRAWS,
    call: () => {
      const x = logits(1);
      return () => categoricalDraws(first, x, K, new Int32Array(DRAWS));
    },
  },
  multinomial: {
    n: ROWS,
    call: () => {
      const x = logits(ROWS);
      return () => multinomialDraws(first, TRIALS, x, K, new Float32Array(ROWS * K));
    },
  },
};

/** Standard normal logits. @param {number} rows */
function logits(rows) {
  return wide(randomNormal(data, new Float32Array(rows * K)));
}

/**
 * Draws of beta laws and their derivatives in both parameters, by two log-gamma draws.
 *
 * @param {Float32Array} a @param {Float32Array} b
 */
function betaWithDerivatives(a, b) {
  const above = logGammaDraws(first, a, new Float32Array(N));
  const below = logGammaDraws(second, b, new Float32Array(N));
  const [ofA, ofB] = [logGammaDrawFirst(a, above), logGammaDrawFirst(b, below)];
  const draws = new Float32Array(N);
  for (let i = 0; i < N; i++) {
    const y = 1 / (1 + Math.exp(below[i] - above[i]));
    const slope = y * (1 - y);
    draws[i] = y;
    ofA[i] *= slope;
    ofB[i] *= -slope;
  }
  return [draws, ofA, ofB];
}

/** Rows of Dirichlet draws and the gradient of a weighted sum of them. @param {Float32Array} a @param {Float32Array} weights */
function dirichletWithGradient(a, weights) {
  const logs = logGammaDraws(first, a, new Float32Array(N));
  const slopes = logGammaDrawFirst(a, logs);
  const [draws, gradient] = [new Float32Array(N), new Float32Array(N)];
  for (let from = 0; from < N; from += K) {
    let greatest = -Infinity;
    for (let i = from; i < from + K; i++) greatest = Math.max(greatest, logs[i]);
    let sum = 0;
    for (let i = from; i < from + K; i++) sum += draws[i] = Math.exp(logs[i] - greatest);
    let mean = 0;
    for (let i = from; i < from + K; i++) {
      draws[i] /= sum;
      mean += draws[i] * weights[i];
    }
    for (let i = from; i < from + K; i++) gradient[i] = draws[i] * (weights[i] - mean) * slopes[i];
  }
  return [draws, gradient];
}

// The same draws on as many workers as there are threads, and the same bits.
if (wants('gamma_pool')) {
  const pool = await drawsPool(threads);
  const a = Float64Array.from(logUniform(0.05, 50));
  const shared = new Float64Array(new SharedArrayBuffer(8 * N));
  shared.set(a);
  const out = new Float64Array(new SharedArrayBuffer(8 * N));
  line('gamma_pool', { n: N, ...(await seconds(() => pool.draws('gammaDraws', first, [shared], out), { runs })) });
  await pool.terminate();
}

for (const [work, { n, call }] of Object.entries(works)) {
  if (wants(work)) line(work, { n, ...(await seconds(call(), { runs })) });
}
