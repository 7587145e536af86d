// Glass, Vehicle and Letter: sets without an official test set. No aims here: who wins is what the table says.
import { hasSet } from './data.mjs';
import { mean, range, spread } from './spread.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./clustering.mjs').clusteringRun>>} Result */
/** @typedef {Parameters<typeof import('./clustering.mjs').clusteringRun>[0]['method']} Method */

const splits = range(5);
const sets = [
  { set: 'glass', K: 6, iterations: 400, cost: 0.5 },
  { set: 'vehicle', K: 4, iterations: 400, cost: 2 },
  { set: 'letter', K: 26, iterations: 120, cost: 20 },
];
/** @type {Record<Method, string>} */
const names = {
  'k-means': 'k-means',
  em: 'EM from N(0, I)',
  'em-k-means': 'EM from k-means',
  'biglearn-em': 'Big Learning EM',
};
const methods = /** @type {Method[]} */ (Object.keys(names));

/** @param {import('../../report/report.mjs').Report} report @param {import('../jobs.mjs').Jobs} jobs @param {string} folder */
export async function setsTable(report, jobs, folder) {
  const present = sets.filter(({ set }) => hasSet(folder, set));
  for (const { set } of sets.filter((each) => !present.includes(each)))
    report.note(`\n${set} is skipped: it is not in ${folder}.`);
  if (present.length === 0) return;
  const runs = present.flatMap(({ set, K, iterations, cost }) =>
    methods.flatMap((method) => splits.map((seed) => ({ set, seed, K, method, iterations: steps(method, iterations), cost }))),
  );
  /** @type {Result[]} */
  const results = await jobs.run(
    runs.map(({ cost, ...input }) => ({
      task: 'clustering',
      input: { folder, ...input },
      cost: input.method === 'k-means' ? 0 : cost,
    })),
    'Glass, Vehicle, Letter',
  );
  report.note(
    '\nGlass, Vehicle, Letter: 5 splits, 80 of 100 rows of every class to train on (seeds 0 to 4, also of the start), K the number of classes, ' +
      'columns scaled to [0, 1] by the training rows; scores of the test rows, mean ± standard deviation over splits. Big Learning EM as on ' +
      `Pendigits, ${sets.map(({ set, iterations }) => `${set} ${iterations}`).join(', ')} iterations; EM 500 steps.`,
  );
  const rows = present.flatMap(({ set }) =>
    methods.map((method) => {
      const own = results.filter((_, i) => runs[i].set === set && runs[i].method === method);
      const of = (/** @type {keyof Result['scores']} */ score) => own.map(({ scores }) => scores[score]);
      return {
        name: `${set} (${own[0].train} + ${own[0].test}), ${names[method]}`,
        cells: {
          NMI: spread(of('nmi')),
          ARI: spread(of('ari')),
          accuracy: spread(of('accuracy')),
          'log-likelihood': method === 'k-means' ? '' : spread(of('logLikelihood'), 2),
          seconds: mean(own.map(({ seconds }) => seconds)).toFixed(1),
        },
      };
    }),
  );
  report.table('Glass, Vehicle, Letter', rows);
}

/** Iterations of 5 steps each. @param {Method} method @param {number} iterations */
const steps = (method, iterations) => (method === 'biglearn-em' ? iterations : method === 'k-means' ? 0 : 100);
