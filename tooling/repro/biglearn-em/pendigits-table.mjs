// Pendigits with its official test set: the paper's headline on real data.
import { hasSet } from './data.mjs';
import { mean, range, spread } from './spread.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./clustering.mjs').clusteringRun>>} Result */
/** @typedef {Omit<Parameters<typeof import('./clustering.mjs').clusteringRun>[0], 'folder' | 'set' | 'seed'>} Method */

const seeds = range(5);
const iterations = 2000;
const costs = { 'k-means': 1, em: 4, 'em-k-means': 4, 'biglearn-em': 12 };

/** @type {[name: string, method: Method][]} */
const methods = [
  ['k-means, K = 12', { method: 'k-means', K: 12, iterations: 0 }],
  ['EM from N(0, I), K = 12', { method: 'em', K: 12, iterations: 100 }],
  ['EM from k-means, K = 12', { method: 'em-k-means', K: 12, iterations: 100 }],
  ["Big Learning EM, the authors' settings, K = 12", { method: 'biglearn-em', K: 12, iterations }],
  [
    'Big Learning EM, weight prior 1/sqrt(K) as in the simulation, K = 12',
    { method: 'biglearn-em', K: 12, iterations, bigLearning: { weightPrior: 1 / Math.sqrt(12) } },
  ],
];

/** @param {import('../../report/report.mjs').Report} report @param {import('../jobs.mjs').Jobs} jobs @param {string} folder */
export async function pendigitsTable(report, jobs, folder) {
  if (!hasSet(folder, 'pendigits')) return report.note(`\nPendigits is skipped: it is not in ${folder}.`);
  const flat = methods.flatMap(([, method]) =>
    seeds.map((seed) => ({
      task: 'clustering',
      input: { folder, set: 'pendigits', seed, ...method },
      cost: (costs[method.method] * Math.max(method.iterations, 100)) / 400,
    })),
  );
  /** @type {Result[]} */
  const results = await jobs.run(flat, 'Pendigits');
  const byMethod = methods.map(([name, method], i) => ({
    name,
    method,
    runs: results.slice(i * seeds.length, (i + 1) * seeds.length),
  }));
  const [{ runs: first }] = byMethod;
  report.note(
    `\nPendigits: ${first[0].train} training rows, the official ${first[0].test} test rows, columns scaled to [0, 1] by the training rows; ` +
      `seeds ${seeds.join(', ')}; scores are those of the test rows, mean ± standard deviation over seeds. Big Learning EM: start N(0, I), ` +
      `${iterations} iterations, each seed's score is the mean of its last 10 evaluations, one every 20 iterations; the authors' settings are ` +
      'joint 0.4, marginal 0.1, transformed 0.5, 5 inner steps, weight prior 1/K, eigenvalue floor 0.01. EM: joint tasks alone and no prior, ' +
      '500 steps, the same floor. Seconds are processor time.',
  );
  const em = byMethod.find(({ method }) => method.method === 'em')?.runs ?? [];
  const rows = byMethod.map(({ name, method, runs }) => {
    const of = (/** @type {keyof Result['scores']} */ score) => runs.map(({ scores }) => scores[score]);
    /** @type {import('../../report/aims.mjs').Row} */
    const row = {
      name,
      cells: {
        NMI: spread(of('nmi')),
        ARI: spread(of('ari')),
        accuracy: spread(of('accuracy')),
        'log-likelihood': method.method === 'k-means' ? '' : spread(of('logLikelihood'), 2),
        seconds: mean(runs.map(({ seconds }) => seconds)).toFixed(1),
      },
    };
    if (method.method === 'biglearn-em') {
      const better = (/** @type {'nmi' | 'logLikelihood'} */ score) =>
        runs.filter(({ scores }, i) => scores[score] > em[i].scores[score]).length;
      row.aims = [
        { what: 'NMI', value: mean(of('nmi')), atLeast: 0.83 },
        { what: 'seeds with an NMI over that of EM', value: better('nmi'), atLeast: 5 },
        { what: 'seeds with a log-likelihood over that of EM', value: better('logLikelihood'), atLeast: 5 },
      ];
    }
    return row;
  });
  report.table('Pendigits, official test set', rows);
}
