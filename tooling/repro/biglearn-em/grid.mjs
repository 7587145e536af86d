// The 25-Gaussian simulation of the paper (section 5.1): one run by one method.
import { foldIn, key, uniformStream } from '@baytes/kernels';
import { GaussianMixture } from '@baytes/mixtures';

const levels = [-4, -2, 0, 2, 4];
const centres = levels.flatMap((a) => levels.map((b) => [a, b]));
const K = centres.length;
const covariances = centres.map(() => [
  [0.1, 0],
  [0, 0.1],
]);

/** Equal weights, or weights from 1 to 5 in a random order. @param {boolean} skewed @param {number} seed */
function truthOf(skewed, seed) {
  const weights = centres.map((_, i) => (skewed ? 1 + (4 * i) / (K - 1) : 1));
  const uniform = uniformStream(foldIn(key(seed), 77));
  for (let i = K - 1; skewed && i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [weights[i], weights[j]] = [weights[j], weights[i]];
  }
  const sum = weights.reduce((a, b) => a + b);
  return GaussianMixture.fromParameters({ weights: weights.map((w) => w / sum), means: centres, covariances });
}

/** Modes that have a component's mean within 0.5. @param {GaussianMixture} model */
const modesFound = ({ means, components }) =>
  centres.filter(([a, b]) =>
    Array.from({ length: components }, (_, k) => Math.hypot(means[2 * k] - a, means[2 * k + 1] - b)).some((d) => d < 0.5),
  ).length;

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** The authors' settings (reference implementation): raw coordinates, weight prior 1/sqrt(K), eigenvalue floor 1e-5. */
const paper = { iterations: 3000, weightPrior: 1 / Math.sqrt(K), eigenvalueFloor: 1e-5 };
const plain = /** @type {const} */ ({ components: K, scaling: 'none', covarianceFloor: 1e-5 });

/**
 * One run: 2000 training rows, 5000 test rows, and what the method made of them.
 *
 * @param {object} input
 * @param {number} input.seed of the data and of the method
 * @param {boolean} input.skewed
 * @param {'truth' | 'em' | 'restarts' | 'biglearn-em'} input.method
 * @param {number} [input.nInit] restarts from k-means; with `seconds`, as many as fit into them
 * @param {number} [input.seconds] of processor time
 * @param {import('@baytes/mixtures').BigLearningOptions} [input.bigLearning] beside the authors' settings
 * @param {(share: number) => void} onProgress
 */
export async function gridRun({ seed, skewed, method, nInit = 1, seconds = 0, bigLearning }, onProgress) {
  const truth = truthOf(skewed, seed);
  const { rows } = truth.sample(2000, { seed: 100 + seed });
  const test = truth.sample(5000, { seed: 1000 + seed }).rows;
  const start = cpuSeconds();
  let restarts = 0;
  /** @type {GaussianMixture} */
  let model;
  if (method === 'truth') {
    model = await GaussianMixture.fit(rows, { ...plain, init: truth, maxIterations: 500, tolerance: 1e-8 });
  } else if (method === 'em') {
    model = await GaussianMixture.fit(rows, { ...plain, init: 'standard-normal', seed, maxIterations: 500, tolerance: 1e-8 });
  } else if (method === 'restarts') {
    let best = Number.NEGATIVE_INFINITY;
    do {
      const options = /** @type {const} */ ({ init: 'k-means', maxIterations: 200, tolerance: 1e-5 });
      const next = await GaussianMixture.fit(rows, { ...plain, ...options, seed: seed * 10_000 + restarts });
      restarts++;
      const score = next.score(rows);
      if (score > best) [best, model] = [score, next];
      onProgress(seconds > 0 ? Math.min(1, (cpuSeconds() - start) / seconds) : restarts / nInit);
    } while (seconds > 0 ? cpuSeconds() - start < seconds : restarts < nInit);
  } else {
    const options = { ...paper, ...bigLearning };
    model = await GaussianMixture.fit(rows, {
      components: K,
      method: 'biglearn-em',
      scaling: 'none',
      seed,
      bigLearning: options,
      onProgress: ({ step, total }) => step % 100 === 0 && onProgress(step / total),
    });
  }
  const spent = cpuSeconds() - start;
  // @ts-expect-error: every branch has made a model
  return { modes: modesFound(model), divergence: truth.score(test) - model.score(test), seconds: spent, restarts };
}
