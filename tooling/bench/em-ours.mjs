// Our side of bench:em: seconds of one iteration of a Gaussian mixture with full covariances, and of Lloyd's k-means, as a user's own
// fit goes through them. Each work in a process of its own, so that its peak memory is its own; the same works as the peers'.
import { median, peakMib, session } from './timing.mjs';
import { letter, synthetic } from './em-data.mjs';

const { wants, line, runs, threads } = session();
const sets = { letter, synthetic };

for (const [name, load] of Object.entries(sets)) {
  for (const model of ['gmm', 'kmeans']) {
    const work = `${model}_${name}`;
    if (!wants(work)) continue;
    const { rows, K } = await load();
    const before = peakMib();
    const times = await (model === 'gmm' ? mixtureSteps(rows, K) : lloydSteps(rows, K));
    const [n, d] = [rows.rows, rows.columns];
    const note = `float64, d=${d}, K=${K}, seconds an iteration`;
    const timing = { median_s: median(times), min_s: Math.min(...times), runs: times.length };
    line(work, { n, ...timing, note, peak_mib: peakMib(), data_mib: before });
  }
}

/** @typedef {import('@baytes/kernels').Matrix} Matrix */

/** @param {Matrix} rows @param {number} K */
async function mixtureSteps(rows, K) {
  const { GaussianMixture } = await import('@baytes/mixtures');
  const workers = threads > 1 ? threads : 0;
  const options = /** @type {const} */ ({ components: K, init: 'random-rows', tolerance: 0, maxIterations: 1000, seed: 0 });
  return durations(GaussianMixture.fitting(rows, { ...options, workers }));
}

/** @param {Matrix} rows @param {number} K */
async function lloydSteps(rows, K) {
  const { KMeans } = await import('@baytes/mixtures');
  return durations(
    KMeans.fitting(rows, { clusters: K, tolerance: 0, maxIterations: 1000, seed: 0, workers: threads > 1 ? threads : 0 }),
  );
}

/** Seconds between snapshots: three to warm up, then at least `runs` and for at least a second. @param {AsyncIterator<unknown>} steps */
async function durations(steps) {
  const times = [];
  let spent = 0;
  for (let i = -3; times.length < runs || (spent < 1 && times.length < 200); i++) {
    const start = performance.now();
    const { done } = await steps.next();
    if (done) break;
    if (i < 0) continue;
    times.push((performance.now() - start) / 1e3);
    spent += times[times.length - 1];
  }
  await steps.return?.(undefined);
  return times;
}
