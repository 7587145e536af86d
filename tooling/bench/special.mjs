// `pnpm bench:special`: special functions of a million float32 numbers on one thread, ours beside PyTorch's, JAX's and SciPy's, as
// medians of the ratios within a round. Options: --rounds 5, --works lgamma,gammainc.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { progress } from '../report/progress.mjs';
import { Report } from '../report/report.mjs';
import { limits } from './limits.mjs';
import { findPeer } from './python.mjs';
import { ours, rounds, theirs } from './rounds.mjs';

/**
 * How fast each is to be against the fastest peer, and the vector instructions of arithmetic (additions, multiplications,
 * comparisons, selections, roundings; a division or a root counts as five) that four float32 results take on the path of common
 * arguments, counted in packages/kernels/assembly/special. Without a count: one number at a time, no SIMD.
 *
 * @type {Record<string, { what: string, faster?: number, instructions?: number }>}
 */
const works = {
  lgamma: { what: 'lgamma', faster: 1, instructions: 107 },
  digamma: { what: 'digamma', faster: 1.5, instructions: 175 },
  gammainc: { what: 'igamma', faster: 2, instructions: 560 },
  gammaincinv: { what: 'inverse of igamma', faster: 2 },
  betainc: { what: 'betainc', faster: 2, instructions: 900 },
  betaincinv: { what: 'inverse of betainc', faster: 2, instructions: 3250 },
  erf: { what: 'erf', instructions: 69 },
  erfinv: { what: 'inverse of erf', instructions: 67 },
  ndtri: { what: 'ndtri', instructions: 70 },
  log1p: { what: 'log1p', instructions: 52 },
  expm1: { what: 'expm1', instructions: 34 },
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    works: { type: 'string', default: Object.keys(works).join(',') },
  },
});

const report = new Report('bench:special');
const { contestants: peers, missing } = theirs('special.py', { torch: ['torch'], jax: ['jax'], scipy: ['scipy'] });
for (const line of missing) report.note(line);
const contestants = [ours('special-ours.mjs'), ...peers, ...quantiles()];
const chosen = values.works.split(',');
const bar = progress(Number(values.rounds) * chosen.length * contestants.length);
report.note(
  `A million float32 numbers, one thread each, ${values.rounds} rounds, every library in turn within a round. Ratios are medians over ` +
    'the rounds of the ratio within a round, with the least and the greatest; nanoseconds an element are medians.',
);
const { gigaflops } = await limits();
report.note(
  `One thread of WebAssembly here does ${(gigaflops / 2).toFixed(1)}e9 vector instructions of arithmetic a second at best, of 128 bits each.`,
);
let first = true;
const measured = await rounds({
  contestants,
  groups: chosen.map((work) => [work]),
  rounds: Number(values.rounds),
  onStep: (what) => {
    if (first) bar.at(0, what);
    else bar.next(what);
    first = false;
  },
});
const rows = chosen
  .filter((name) => measured.has(name, 'baytes'))
  .map((name) => {
    const { what, faster, instructions } = works[name];
    const nanoseconds = (/** @type {string} */ peer) => measured.median(name, peer) * 1e3;
    /** @type {import('../report/aims.mjs').Row} */
    const row = { name: what, cells: { 'ours, ns': nanoseconds('baytes') }, aims: [] };
    const present = peers.map(({ peer }) => peer).filter((peer) => measured.has(name, peer));
    for (const peer of present) {
      const { median, low, high } = measured.ratio(name, peer, 'baytes');
      row.cells[`${peer}, ns`] = nanoseconds(peer);
      row.cells[`${peer} / ours`] = `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
    }
    const best = present.toSorted((a, b) => nanoseconds(a) - nanoseconds(b))[0];
    if (best && faster) {
      const value = measured.ratio(name, best, 'baytes').median;
      row.aims?.push({ what: `times as fast as ${best}, the fastest peer`, value, atLeast: faster });
    }
    row.cells['of the limit'] = instructions
      ? `${Math.round((100 * instructions) / 4 / (gigaflops / 2) / nanoseconds('baytes'))} %`
      : 'no SIMD';
    return row;
  });
bar.stop();
report.table('Special functions', rows);
for (const name of chosen.filter((each) => !measured.has(each, 'baytes'))) report.note(`${name}: not ours yet`);
report.finish();

/** SciPy once more, with what the peers' script leaves out. */
function quantiles() {
  const found = findPeer('special.py', ['scipy']);
  if ('missing' in found) return [];
  const script = fileURLToPath(new URL('special-quantiles.py', import.meta.url));
  return [{ peer: 'scipy', command: found.python, args: [script, dirname(found.script)] }];
}
