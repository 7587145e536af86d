// `pnpm bench:compile`: a log density with its gradient, our compiled program in float64 beside our eager mode, JAX (jitted: in its own
// compiled loop in x64 and x32, and called once from Python) and PyTorch, one thread, as medians of the ratios within a round.
// Options: --rounds 3, --works eight_schools,hidden_markov, --peers jax,jax-x32,jax-call,torch.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { progress } from '../report/progress.mjs';
import { Report } from '../report/report.mjs';
import { models } from './compile-models.mjs';
import { findPeer } from './python.mjs';
import { ours, rounds } from './rounds.mjs';

const PEERS = { jax: 'jax', 'jax-x32': 'jax', 'jax-call': 'jax', torch: 'torch' };
/** How fast against JAX's own compiled loop. @type {Record<string, number>} */
const AGAINST_LOOP = {
  eight_schools: 1,
  gaussian_process: 1,
  hidden_markov: 1,
  logistic_1000: 1 / 1.5,
  logistic_10000: 1 / 1.5,
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    works: { type: 'string', default: Object.keys(models).join(',') },
    peers: { type: 'string', default: Object.keys(PEERS).join(',') },
  },
});
const report = new Report('bench:compile');
const own = ours('compile-ours.mjs');
const contestants = ['baytes', 'baytes-cpu', 'baytes-wasm'].map((peer) => ({
  ...own,
  peer,
  args: [...own.args, '--peers', peer],
}));
for (const [peer, library] of Object.entries(PEERS)) {
  if (!values.peers.split(',').includes(peer)) continue;
  const found = findPeer('timing.py', [library, 'numpy']);
  if ('missing' in found) report.note(`${peer} is left out: ${found.missing}`);
  else {
    const script = fileURLToPath(new URL('compile-peers.py', import.meta.url));
    contestants.push({ peer, command: found.python, args: [script, dirname(found.script), '--peers', peer] });
  }
}
const chosen = values.works.split(',');
report.note(
  `Log density and gradient, one thread each, ${values.rounds} rounds. Ours in float64; JAX in x64, and x32 beside it; JAX's loop chains its ` +
    'evaluations inside one compiled program, so that no dispatch is counted. "First" is recording, emitting and the first call; ours against ' +
    "JAX's first jitted call.",
);
const bar = progress(Number(values.rounds) * chosen.length * contestants.length);
let started = false;
const measured = await rounds({
  contestants,
  groups: chosen.map((work) => [work]),
  rounds: Number(values.rounds),
  onStep: (what) => {
    if (started) bar.next(what);
    else bar.at(0, what);
    started = true;
  },
});
bar.stop();
const rows = chosen.map((work) => {
  const time = (/** @type {string} */ peer) => measured.median(work, peer) * 1e6;
  /** @type {import('../report/aims.mjs').Row} */
  const row = { name: models[work].what, cells: { 'ours, us': time('baytes') }, aims: [] };
  const aims = row.aims ?? [];
  for (const { peer } of contestants.slice(1).filter((each) => measured.has(work, each.peer))) {
    const { median, low, high } = measured.ratio(work, peer, 'baytes');
    row.cells[`${peer}, us`] = time(peer);
    row.cells[`${peer} / ours`] = `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
    if (peer === 'jax')
      aims.push({ what: "times as fast as JAX's own loop in x64", value: median, atLeast: AGAINST_LOOP[work] });
    if (peer === 'baytes-cpu' && work === 'eight_schools')
      aims.push({ what: 'times as fast as eager on cpu', value: median, atLeast: 100 });
  }
  if (measured.has(work, 'jax-call')) {
    const first = (/** @type {string} */ peer) => measured.median(work, peer, (line) => /** @type {any} */ (line).first_s);
    row.cells['first, ms'] = first('baytes') * 1e3;
    aims.push({ what: "times sooner than JAX's first", value: first('jax-call') / first('baytes'), atLeast: 20 });
  }
  return row;
});
report.table('Compiled programs', rows);
report.finish();
