// `pnpm bench:em`: an iteration of a Gaussian mixture and of k-means, ours beside scikit-learn's and pomegranate's, as medians of the
// ratios within a round. Options: --rounds 5, --runs 3 (timings a round, at least), --works gmm_letter,kmeans_synthetic, --threads 1,2.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { progress } from '../report/progress.mjs';
import { Report } from '../report/report.mjs';
import { dataFolder, hasLetter } from './em-data.mjs';
import { limits } from './limits.mjs';
import { counted, ours, rounds, theirs } from './rounds.mjs';

/** Operations of float64 that an iteration needs: a multiplication, an addition and a comparison are one each. */
const mixtureWork = (/** @type {number} */ n, /** @type {number} */ D, /** @type {number} */ K) =>
  // x - mean, |W (x - mean)|^2, exp by a polynomial of degree 13, r (x - mean), their sums, the scatter.
  n * K * (D + D * (D + 1) + 2 * D + 40 + 2 * D + D * (D + 1));
const lloydWork = (/** @type {number} */ n, /** @type {number} */ D, /** @type {number} */ K) => n * K * 3 * D;

const works = {
  gmm_letter: { what: 'mixture, letter 20000 x 16, K = 26', work: mixtureWork(20000, 16, 26), faster: 2 },
  gmm_synthetic: { what: 'mixture, 1e6 x 8, K = 16', work: mixtureWork(1e6, 8, 16), faster: 5 },
  kmeans_letter: { what: 'k-means, letter 20000 x 16, K = 26', work: lloydWork(20000, 16, 26), faster: 1 / 3 },
  kmeans_synthetic: { what: 'k-means, 1e6 x 8, K = 16', work: lloydWork(1e6, 8, 16), faster: 1 / 3 },
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    runs: { type: 'string', default: '3' },
    works: { type: 'string', default: Object.keys(works).join(',') },
    threads: { type: 'string', default: availableParallelism() > 1 ? '1,2' : '1' },
  },
});

const report = new Report('bench:em');
const { contestants: peers, missing } = theirs('em.py', { sklearn: ['sklearn'], pomegranate: ['torch', 'pomegranate'] });
for (const line of missing) report.note(line);
const present = values.works.split(',').filter((work) => hasLetter() || !work.endsWith('letter'));
if (present.length < values.works.split(',').length)
  report.note(`letter is left out: it is not in ${dataFolder} (BAYTES_DATA names another folder)`);
const threadCounts = values.threads.split(',').map(Number);
const contestants = [ours('em-ours.mjs'), ...peers];
report.note(
  `${values.rounds} rounds, every library in turn within a round, each in a process of its own bound to as many cores as it has threads. ` +
    'Ratios are medians over the rounds of the ratio within a round, with the least and the greatest; seconds an iteration are medians. ' +
    'MiB: largest resident size less that with the data alone. scikit-learn and we work in float64, pomegranate in float32.',
);

const bar = progress(threadCounts.length * Number(values.rounds) * present.length * contestants.length);
let first = true;
let peak = await limits();
for (const threads of threadCounts) {
  const measured = await rounds({
    contestants,
    groups: present.map((work) => [work]),
    rounds: Number(values.rounds),
    runs: Number(values.runs),
    threads,
    onStep: (what) => {
      if (!first) bar.next(what);
      else bar.at(0, what);
      first = false;
    },
  });
  // A busy machine shows less than it can: the best of all tries counts.
  const again = await limits();
  peak = {
    gigaflops: Math.max(peak.gigaflops, again.gigaflops),
    gigabytes: Math.max(peak.gigabytes, again.gigabytes),
  };
  report.note(
    `One thread of WebAssembly here multiplies and adds ${peak.gigaflops.toFixed(1)} GFlop/s of float64 at best, and reads ${peak.gigabytes.toFixed(1)} GB/s.`,
  );
  const rows = present.map((name) => {
    const { what, work, faster } = works[/** @type {keyof typeof works} */ (name)];
    const seconds = measured.median(name, 'baytes');
    const memory = (/** @type {string} */ peer) =>
      measured.median(name, peer, ({ peak_mib = Number.NaN, data_mib = Number.NaN }) => peak_mib - data_mib);
    /** @type {import('../report/aims.mjs').Row} */
    const row = { name: what, cells: { 'ours, s': seconds, 'ours, MiB': memory('baytes') }, aims: [] };
    for (const peer of ['sklearn', 'pomegranate'].filter((peer) => measured.has(name, peer))) {
      const { median, low, high } = measured.ratio(name, peer, 'baytes');
      row.cells[`${peer}, s`] = measured.median(name, peer);
      row.cells[`${peer} / ours`] = `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
      row.cells[`${peer}, MiB`] = memory(peer);
      if (peer === 'sklearn') {
        row.aims?.push({ what: 'times as fast as scikit-learn', value: median, atLeast: Number(faster.toPrecision(3)) });
        if (name.startsWith('gmm')) {
          row.aims?.push({ what: "share of scikit-learn's memory", value: memory('baytes') / memory(peer), atMost: 1 });
        }
      } else if (name === 'gmm_synthetic') row.aims?.push({ what: 'times as fast as pomegranate', value: median, atLeast: 1 });
    }
    row.cells['of the limit'] = `${Math.round((100 * work) / seconds / 1e9 / peak.gigaflops / threads)} %`;
    return row;
  });
  report.table(`An iteration, ${counted(threads, 'thread')} each`, rows);
}
bar.stop();
report.finish();
