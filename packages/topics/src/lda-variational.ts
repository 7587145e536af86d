// Online variational Bayes for LDA (Hoffman, Blei and Bach, NIPS 2010): q(topic k) = Dirichlet(lambda_k), q(proportions) = Dirichlet(gamma_j).
import { digamma, gammaDraws, type Key, type SparseCounts } from '@baytes/kernels';

/** lambda by rows: a word's K numbers side by side. */
export interface VariationalTopics {
  readonly K: number;
  readonly V: number;
  readonly lambda: Float64Array;
}

/** When a document's gamma has settled, as in the authors' code. */
const MOST_ITERATIONS = 100;
const LEAST_CHANGE = 1e-3;

/** Gamma(100, rate 100) draws. */
export function firstTopics(K: number, V: number, key: Key): VariationalTopics {
  return { K, V, lambda: gammaDraws(key, 100, new Float64Array(K * V)).map((x) => x / 100) };
}

/** exp E log of topics: exp(psi(lambda_vk) - psi(sum_v lambda_vk)). */
export function expectedLogTopics({ K, lambda }: VariationalTopics): Float64Array {
  const sums = new Float64Array(K);
  for (let i = 0; i < lambda.length; i++) sums[i % K] += lambda[i];
  const less = digamma(sums);
  return digamma(lambda).map((value, i) => Math.exp(value - less[i % K]));
}

/**
 * The E step: gamma of every document, and the expected counts by word and topic.
 *
 * @param topics what `expectedLogTopics` gave.
 */
export function expectDocuments({ starts, words, counts }: SparseCounts, topics: Float64Array, alpha: Float64Array) {
  const K = alpha.length;
  const n = starts.length - 1;
  const gamma = new Float64Array(n * K);
  const expected = new Float64Array(topics.length);
  const weights = new Float64Array(K);
  let share: Float64Array = new Float64Array(K);
  for (let j = 0; j < n; j++) {
    const [from, to] = [starts[j], starts[j + 1]];
    let now: Float64Array = new Float64Array(K).fill(1);
    share = exponentials(now);
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      weights.fill(0);
      for (let i = from; i < to; i++) {
        const row = words[i] * K;
        let norm = 1e-100;
        for (let k = 0; k < K; k++) norm += share[k] * topics[row + k];
        const ratio = counts[i] / norm;
        for (let k = 0; k < K; k++) weights[k] += ratio * topics[row + k];
      }
      const before = now;
      now = weights.map((weight, k) => alpha[k] + share[k] * weight);
      share = exponentials(now);
      let change = 0;
      for (let k = 0; k < K; k++) change += Math.abs(now[k] - before[k]);
      if (change / K < LEAST_CHANGE) break;
    }
    gamma.set(now, j * K);
    for (let i = from; i < to; i++) {
      const row = words[i] * K;
      let norm = 1e-100;
      for (let k = 0; k < K; k++) norm += share[k] * topics[row + k];
      const ratio = counts[i] / norm;
      for (let k = 0; k < K; k++) expected[row + k] += ratio * share[k] * topics[row + k];
    }
  }
  return { gamma, expected };
}

/** exp E log of proportions, but for a factor that cancels. */
function exponentials(gamma: Float64Array): Float64Array {
  let sum = 0;
  for (const value of gamma) sum += value;
  const less = digamma(sum);
  return digamma(gamma).map((value) => Math.exp(value - less));
}

/** The M step: (1 - rho) lambda + rho (eta + scale expected). */
export function improveTopics(
  { K, V, lambda }: VariationalTopics,
  expected: Float64Array,
  { eta, scale, rho }: { eta: number; scale: number; rho: number },
): VariationalTopics {
  return { K, V, lambda: lambda.map((value, i) => (1 - rho) * value + rho * (eta + scale * expected[i])) };
}
