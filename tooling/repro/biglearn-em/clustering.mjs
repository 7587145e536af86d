// Real data (section 5.2 of the paper): one run of one method on one set, scored on its test rows.
import { adjustedRandIndex, matchedAccuracy, normalizedMutualInformation } from '@baytes/diagnostics';
import { GaussianMixture, KMeans } from '@baytes/mixtures';
import { trainAndTest } from './data.mjs';

/** @typedef {{ nmi: number, ari: number, accuracy: number, logLikelihood: number }} Scores */

/**
 * `em` is the authors' baseline: joint tasks alone and no weight prior from the same start, which is EM with their floor of the
 * covariances' eigenvalues. `em-k-means` is the same from a k-means start.
 *
 * @param {object} input
 * @param {string} input.folder of data sets
 * @param {string} input.set
 * @param {number} input.seed of the split (where there is one) and of the method
 * @param {number} input.K
 * @param {'k-means' | 'em' | 'em-k-means' | 'biglearn-em'} input.method
 * @param {number} input.iterations
 * @param {import('@baytes/mixtures').BigLearningOptions} [input.bigLearning]
 * @param {(share: number) => void} onProgress
 * @returns {Promise<{ scores: Scores, trace: [step: number, nmi: number][], train: number, test: number, seconds: number }>} for Big Learning EM
 *   the mean of the last 10 evaluations, which are made every 20 iterations; else the last
 */
export async function clusteringRun({ folder, set, seed, K, method, iterations, bigLearning }, onProgress) {
  const { train, test } = await trainAndTest(folder, set, seed);
  const sizes = { train: train.rows.length, test: test.rows.length };
  const start = process.cpuUsage();
  const seconds = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  const score = (/** @type {ArrayLike<number>} */ labels, /** @type {number} */ logLikelihood) => ({
    nmi: normalizedMutualInformation(test.labels, labels),
    ari: adjustedRandIndex(test.labels, labels),
    accuracy: matchedAccuracy(test.labels, labels),
    logLikelihood,
  });
  if (method === 'k-means') {
    const model = await KMeans.fit(train.rows, { clusters: K, seed });
    return { scores: score(model.predict(test.rows), Number.NaN), trace: [], ...sizes, seconds: seconds() };
  }
  const joint = { joint: 1, marginal: 0, weightPrior: 0 };
  const steps = GaussianMixture.fitting(train.rows, {
    components: K,
    method: 'biglearn-em',
    scaling: 'none',
    init: method === 'em-k-means' ? 'k-means' : 'standard-normal',
    seed,
    bigLearning: { iterations, polish: 0, ...(method === 'biglearn-em' ? bigLearning : joint) },
  });
  /** @type {Scores[]} */
  const evaluations = [];
  for await (const { step, total, state } of steps) {
    if (step % 20 !== 0) continue;
    onProgress(step / total);
    const model = GaussianMixture.fromParameters(state.current.parameters);
    evaluations.push(score(model.predict(test.rows), model.score(test.rows)));
  }
  const last = evaluations.slice(method === 'biglearn-em' ? -10 : -1);
  const mean = (/** @type {keyof Scores} */ name) => last.reduce((sum, scores) => sum + scores[name], 0) / last.length;
  return {
    scores: { nmi: mean('nmi'), ari: mean('ari'), accuracy: mean('accuracy'), logLikelihood: mean('logLikelihood') },
    trace: evaluations.map(({ nmi }, i) => [20 * (i + 1), nmi]),
    ...sizes,
    seconds: seconds(),
  };
}
