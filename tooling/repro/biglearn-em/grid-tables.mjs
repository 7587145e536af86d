// The 25-Gaussian simulation: who finds all 25, and how near they come to the best that maximum likelihood can do.
import { mean, range, spread } from './spread.mjs';

/** @typedef {{ modes: number, divergence: number, seconds: number, restarts: number }} GridResult */
/** @typedef {Omit<Parameters<typeof import('./grid.mjs').gridRun>[0], 'seed' | 'skewed'>} Method */

const bigLearning = /** @type {Method} */ ({ method: 'biglearn-em' });
const noPrior = /** @type {Method} */ ({ method: 'biglearn-em', bigLearning: { weightPrior: 0 } });
const noTransforms = /** @type {Method} */ ({ method: 'biglearn-em', bigLearning: { marginal: 0.6 } });
const cost = { truth: 0.3, em: 0.5, restarts: 1, 'biglearn-em': 7 };

/** @param {import('../../report/report.mjs').Report} report @param {import('../jobs.mjs').Jobs} jobs */
export async function gridTables(report, jobs) {
  report.note(
    '\n25-Gaussian simulation: 25 Gaussians of covariance 0.1 I on the grid {-4, -2, 0, 2, 4}^2; 2000 training and 5000 test rows, drawn ' +
      'anew for each seed (0, 1, ...). KL is the test mean of log q - log p. A mode is found if a mean lies within 0.5 of it. Big Learning ' +
      "EM: the authors' settings (joint 0.4, marginal 0.1, transformed 0.5, 5 inner steps, weight prior 1/sqrt(K), eigenvalue floor 1e-5, " +
      'start N(0, I)), 3000 iterations; then the state of the best training likelihood gets 20 steps of plain EM. EM: to a change of 1e-8, or ' +
      '500 steps. Seconds are processor time.',
  );
  await table(report, jobs, { skewed: false, seeds: 20, few: 10, equal: 3 });
  await table(report, jobs, { skewed: true, seeds: 6, few: 0, equal: 0 });
}

/**
 * @param {import('../../report/report.mjs').Report} report
 * @param {import('../jobs.mjs').Jobs} jobs
 * @param {object} options
 * @param {boolean} options.skewed
 * @param {number} options.seeds
 * @param {number} options.few seeds of the ablations
 * @param {number} options.equal seeds of the restarts that go on for as long as Big Learning EM
 */
async function table(report, jobs, { skewed, seeds, few, equal }) {
  const title = skewed ? '25 Gaussians, weights from 1 to 5' : '25 Gaussians, equal weights';
  /** @type {(method: Method & { seconds?: number }, seed: number) => import('../jobs.mjs').Job} */
  const job = (method, seed) => ({
    task: 'grid',
    input: { seed, skewed, ...method },
    cost: method.seconds ?? cost[method.method],
  });
  const restarts = /** @type {Method} */ ({ method: 'restarts', nInit: 20 });
  /** @type {[name: string, method: Method, seeds: number][]} */
  const methods = [
    ['EM from the truth', { method: 'truth' }, seeds],
    ['Big Learning EM', bigLearning, seeds],
    ['EM from N(0, I)', { method: 'em' }, seeds],
    ['EM from k-means++, 1 start', { method: 'restarts', nInit: 1 }, seeds],
    ['EM from k-means++, best of 20', restarts, seeds],
  ];
  if (few > 0) {
    methods.push(['Big Learning EM without the weight prior', noPrior, few]);
    methods.push(['Big Learning EM without transforms', noTransforms, few]);
  }
  const flat = methods.flatMap(([, method, count]) => range(count).map((seed) => job(method, seed)));
  /** @type {GridResult[]} */
  const results = await jobs.run(flat, title);
  let at = 0;
  const byMethod = methods.map(([name, , count]) => {
    at += count;
    return { name, runs: results.slice(at - count, at) };
  });
  const [{ runs: reference }, { runs: ours }] = byMethod;
  if (equal > 0) {
    // As much processor time as Big Learning EM took on the same data.
    const limited = range(equal).map((seed) =>
      job({ method: 'restarts', seconds: Number(ours[seed].seconds.toPrecision(2)) }, seed),
    );
    const runs = await jobs.run(limited, `${title}: restarts for as long`);
    const after = methods.findIndex(([, method]) => method === restarts) + 1;
    byMethod.splice(after, 0, { name: 'EM from k-means++, starts for as long as Big Learning EM took', runs });
  }
  const rows = byMethod.map(({ name, runs }) => {
    const whole = runs.map(({ modes }, seed) => (modes === 25 ? seed : -1)).filter((seed) => seed >= 0);
    const gaps = whole.map((seed) => Math.abs(runs[seed].divergence - reference[seed].divergence));
    /** @type {import('../../report/aims.mjs').Row} */
    const row = {
      name,
      cells: {
        'all 25 found': `${whole.length} of ${runs.length}`,
        'least modes': Math.min(...runs.map(({ modes }) => modes)),
        'test KL': spread(runs.map(({ divergence }) => divergence)),
        'greatest gap of KL to EM from the truth, where all are found':
          gaps.length > 0 ? Math.max(...gaps).toExponential(1) : '',
        seconds: mean(runs.map(({ seconds }) => seconds)).toFixed(1),
        starts: runs[0].restarts > 0 ? mean(runs.map(({ restarts: count }) => count)).toFixed(0) : 1,
      },
    };
    if (!skewed && name === 'Big Learning EM') {
      row.aims = [
        { what: 'runs with all 25', value: whole.length, atLeast: 19 },
        { what: 'greatest gap', value: gaps.length > 0 ? Math.max(...gaps) : Number.NaN, atMost: 2e-3 },
      ];
    }
    return row;
  });
  report.table(title, rows);
}
