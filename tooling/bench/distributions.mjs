// `pnpm bench:distributions`: the sum of log densities with its gradient in every parameter, float32, one thread, ours beside PyTorch's
// and NumPyro's (jitted), at a hundred and at a million elements, as medians of the ratios within a round.
// Options: --rounds 5, --works normal,gamma, --peers torch,numpyro.
import { parseArgs } from 'node:util';
import { progress } from '../report/progress.mjs';
import { Report } from '../report/report.mjs';
import { ours, rounds, theirs } from './rounds.mjs';

const LAWS = 'normal gamma beta weibull negative_binomial poisson student_t dirichlet categorical von_mises'.split(' ');
const SIZES = [100, 1_000_000];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    works: { type: 'string', default: LAWS.join(',') },
    peers: { type: 'string', default: 'torch,numpyro' },
  },
});

const report = new Report('bench:distributions');
const chosen = values.works.split(',');
const wanted = values.peers.split(',');
const { contestants: peers, missing } = theirs(
  'distributions.py',
  Object.fromEntries(Object.entries({ torch: ['torch'], numpyro: ['numpyro'] }).filter(([peer]) => wanted.includes(peer))),
);
for (const line of missing) report.note(line);
const contestants = [ours('distributions-ours.mjs'), ...peers];
report.note(
  `log density summed over n float32 values and its gradient in every parameter, one thread each, ${values.rounds} rounds, every library ` +
    'in turn within a round; ours eager, on the wasm backend. Ratios are medians over the rounds of the ratio within a round, with the ' +
    'least and the greatest. Dirichlet and categorical: n rows of 10.',
);
const bar = progress(Number(values.rounds) * chosen.length * contestants.length);
let first = true;
const measured = await rounds({
  contestants,
  groups: chosen.map((law) => [law]),
  rounds: Number(values.rounds),
  nameOf: ({ work, n }) => `${work}, n = ${n}`,
  onStep: (what) => {
    if (first) bar.at(0, what);
    else bar.next(what);
    first = false;
  },
});
bar.stop();
for (const n of SIZES) {
  const rows = chosen.map((law) => {
    const name = `${law}, n = ${n}`;
    const time = (/** @type {string} */ peer) => measured.median(name, peer) * 1e6;
    /** @type {import('../report/aims.mjs').Row} */
    const row = { name, cells: { 'ours, us': time('baytes') }, aims: [] };
    for (const { peer } of peers.filter((each) => measured.has(name, each.peer))) {
      const { median, low, high } = measured.ratio(name, peer, 'baytes');
      row.cells[`${peer}, us`] = time(peer);
      row.cells[`${peer} / ours`] = `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
      // Tiny tensors get their speed from compiled programs; eager aims are for large ones, against PyTorch's eager mode.
      if (n === 1_000_000 && peer === 'torch') row.aims?.push({ what: 'times as fast as PyTorch', value: median, atLeast: 1 });
    }
    return row;
  });
  report.table(`Log density and gradient, n = ${n}`, rows);
}
report.finish();
