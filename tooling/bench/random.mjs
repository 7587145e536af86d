// `pnpm bench:random`: random draws, and draws with their derivatives, beside PyTorch, JAX and NumPy, one thread each, as medians of the
// ratios within a round; and the accuracy of the gamma draw's derivative. Options: --rounds 5, --works gamma,poisson, --peers torch,numpy.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { gammaDrawFirst, gammaDrawSecond } from '@baytes/kernels';
import { progress } from '../report/progress.mjs';
import { Report } from '../report/report.mjs';
import { findPeer } from './python.mjs';
import { ours, rounds, theirs } from './rounds.mjs';
import { median } from './timing.mjs';

/** What is timed, and the peers that we mean to be faster than. @type {Record<string, { what: string, n: number, aim?: string[] }>} */
const works = {
  uniform: { what: 'uniform', n: 1e6 },
  normal: { what: 'normal, JAX to the last bit', n: 1e6 },
  gamma: { what: 'gamma', n: 1e6, aim: ['torch', 'jax', 'numpy'] },
  gamma_gradient: { what: 'gamma and derivative', n: 1e6, aim: ['torch', 'jax'] },
  gamma_gradient_only: { what: "gamma's derivative alone", n: 1e6 },
  beta: { what: 'beta', n: 1e6, aim: ['torch', 'jax', 'numpy'] },
  beta_gradient: { what: 'beta and both derivatives, by two gamma draws', n: 1e6, aim: ['torch', 'jax'] },
  dirichlet: { what: 'Dirichlet, rows of 100, a component', n: 1e6, aim: ['torch', 'jax', 'numpy'] },
  dirichlet_gradient: { what: 'Dirichlet and gradient, a component', n: 1e6, aim: ['torch', 'jax'] },
  poisson: { what: 'Poisson', n: 1e6, aim: ['torch', 'jax', 'numpy'] },
  binomial: { what: 'binomial, 100 trials', n: 1e6, aim: ['torch', 'jax', 'numpy'] },
  categorical: { what: 'categorical, own 100 logits', n: 1e5, aim: ['torch', 'jax', 'numpy'] },
  categorical_shared: { what: 'categorical, shared 100 logits', n: 1e5, aim: ['torch', 'jax', 'numpy'] },
  multinomial: { what: 'multinomial, 1000 trials over 100, a row', n: 1e4, aim: ['torch', 'jax', 'numpy'] },
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    works: { type: 'string', default: Object.keys(works).join(',') },
    peers: { type: 'string', default: 'torch,jax,numpy' },
  },
});
const names = values.works.split(',');
const report = new Report('bench:random');
const { contestants: peers, missing } = theirs(
  'random_draws.py',
  Object.fromEntries(values.peers.split(',').map((peer) => [peer, [peer]])),
);
for (const text of missing) report.note(text);
const contestants = [ours('random-ours.mjs'), ...peers];
report.note(
  `${values.rounds} rounds, every library in turn within a round, bound to one core. Ratios are medians over the rounds of the ratio ` +
    'within a round, with the least and the greatest; ns a draw are medians. Ours draws in float64 and rounds once, and takes the ' +
    'derivative of a gamma draw in vectors of mixed precision; PyTorch and JAX compute in float32, NumPy in float64.',
);

const bar = progress(Number(values.rounds) * names.length * contestants.length);
const measured = await rounds({
  contestants,
  groups: names.map((name) => [name]),
  rounds: Number(values.rounds),
  onStep: (what) => bar.next(what),
});
bar.stop();
report.table(
  'A draw, one thread each',
  names.map((name) => {
    const { what, n, aim = [] } = works[name];
    const ns = (/** @type {string} */ peer) => (measured.median(name, peer) / n) * 1e9;
    /** @type {import('../report/aims.mjs').Row} */
    const row = { name: what, cells: { 'ours, ns': ns('baytes') }, aims: [] };
    for (const peer of ['torch', 'jax', 'numpy'].filter((peer) => measured.has(name, peer))) {
      const { median: middle, low, high } = measured.ratio(name, peer, 'baytes');
      row.cells[`${peer}, ns`] = ns(peer);
      row.cells[`${peer} / ours`] = `${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
      if (aim.includes(peer)) row.aims?.push({ what: `times as fast as ${peer}`, value: middle, atLeast: 1 });
    }
    return row;
  }),
);

// The same gamma draws by one worker and by two, in turn.
if (availableParallelism() < 2) report.note('workers are left out: one core');
else {
  const ratios = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const times = [];
    for (const threads of round % 2 === 0 ? [1, 2] : [2, 1]) {
      const each = await rounds({ contestants: contestants.slice(0, 1), groups: [['gamma_pool']], rounds: 1, threads });
      times[threads] = each.median('gamma_pool', 'baytes');
    }
    ratios.push(times[1] / times[2]);
  }
  const gain = median(ratios);
  const cells = { 'one / two': `${gain.toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})` };
  report.table('Workers', [
    { name: 'gamma, 1e6 draws', cells, aims: [{ what: 'times as fast on two cores', value: gain, atLeast: 1.7 }] },
  ]);
}

// Accuracy of dx/da of a gamma draw: ours at golden values of mpmath, the peers' as their own script finds it, on its own points.
const golden = JSON.parse(readFileSync(new URL('../../packages/kernels/test/golden/gamma.json', import.meta.url), 'utf8'));
/** @param {(a: number, x: number) => number} f @param {[number, number, number][]} values */
const errors = (f, values) => values.map(([a, x, want]) => Math.abs(f(a, x) / want - 1)).filter(Number.isFinite);
/** @param {string} name @param {number[]} found */
const accuracy = (name, found) => ({ name, cells: { greatest: Math.max(...found), median: median(found) } });
const own = errors(gammaDrawFirst, golden.gammaDrawFirst);
/** As the draws are timed: float32 in and out. @type {(a: number, x: number) => number} */
const single = (a, x) => gammaDrawFirst(Float32Array.of(a), Float32Array.of(x))[0];
// At the golden points as float32 rounds them, against float64, itself checked at those of mpmath; without those that underflow.
const rounded = golden.gammaDrawFirst
  .map((/** @type {[number, number, number]} */ [a, x]) => [Math.fround(a), Math.fround(x)])
  .filter((/** @type {number[]} */ [, x]) => x > 1e-37)
  .map((/** @type {number[]} */ [a, x]) => [a, x, gammaDrawFirst(a, x)]);
const ownSingle = errors(single, rounded);
/** @type {import('../report/aims.mjs').Row[]} */
const rows = [
  accuracy('ours, float32, as timed', ownSingle),
  accuracy('ours, float64', own),
  accuracy('ours, second derivative', errors(gammaDrawSecond, golden.gammaDrawSecond)),
];
const peer = findPeer('gamma_grad_accuracy.py', ['torch', 'jax', 'mpmath']);
if ('missing' in peer) report.note(peer.missing);
else {
  const { stdout } = spawnSync(peer.python, [peer.script], { encoding: 'utf8' });
  for (const text of stdout.split('\n').filter((line) => line.startsWith('{'))) {
    const { peer: name, work, max_error, median_error } = JSON.parse(text);
    rows.push({
      name: `${name}, ${work.replace('gamma_grad_accuracy_', '')}`,
      cells: { greatest: max_error, median: median_error },
    });
    if (name === 'torch' && work.endsWith('64')) {
      rows[0].aims = [{ what: "of PyTorch's greatest error", value: Math.max(...ownSingle) / max_error, atMost: 0.01 }];
    }
  }
}
report.table('Relative error of the derivative of a gamma draw in its shape', rows);
report.finish();
