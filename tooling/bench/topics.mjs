// `pnpm bench:topics`: one sweep of a topic model of 128 topics over 20 Newsgroups (584,661 tokens), ours beside tomotopy's and PyDPM's, and
// beside a C program's. tomotopy's part trains for 500 sweeps and takes minutes. Options: --rounds 1, --works lda_gibbs,pgbn_128,..., --peers tomotopy (or tomotopy,pydpm, or none), --threads 1,2.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { progress } from '../report/progress.mjs';
import { Report } from '../report/report.mjs';
import { dataFolder } from './em-data.mjs';
import { counted, ours, rounds, theirs } from './rounds.mjs';
import { hasNewsgroups } from './topics-data.mjs';

/** Seconds a sweep of a C program of the same sampler, compiled with -O3, on an idle core of the machine that this was written on. */
const C = { pgbn_128: 0.16, pgbn_128_64_32: 0.3 };

/** What a sweep does, and which of ours a peer's stands beside. */
const works = {
  lda_gibbs: 'LDA, collapsed',
  pgbn_128: 'network 128',
  pgbn_128_64_32: 'network 128-64-32',
  pgbn_128_collapsed: 'network 128, layer 1 collapsed',
  pgbn_128_64_32_collapsed: 'network 128-64-32, layer 1 collapsed',
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1' },
    runs: { type: 'string', default: '20' },
    works: { type: 'string', default: Object.keys(works).join(',') },
    peers: { type: 'string', default: 'tomotopy' },
    threads: { type: 'string', default: availableParallelism() > 1 ? '1,2' : '1' },
  },
});

const report = new Report('bench:topics');
if (!hasNewsgroups(dataFolder)) {
  report.note(`There is nothing to time: text/20news-2000 is not in ${dataFolder} (BAYTES_DATA names another folder).`);
} else {
  const chosen = values.works.split(',');
  const libraries = { tomotopy: ['tomotopy', 'scipy'], pydpm: ['pydpm', 'scipy'] };
  const wanted = Object.fromEntries(Object.entries(libraries).filter(([peer]) => values.peers.split(',').includes(peer)));
  const { contestants, missing } = theirs('topics.py', wanted);
  for (const line of missing) report.note(line);
  report.note(
    'Seconds of one sweep over all tokens, medians. Processor seconds are of all threads of ours together: on a busy machine they are nearer to ' +
      "what a core can do than those of the clock. tomotopy's sampler is collapsed LDA's, by its sweeps within a training of 500; PyDPM's is the " +
      `network's. The C program's ${C.pgbn_128} s and ${C.pgbn_128_64_32} s were measured once, on an idle machine.`,
  );
  const threadCounts = values.threads.split(',').map(Number);
  const bar = progress(threadCounts.length * Number(values.rounds) * chosen.length * (1 + contestants.length));
  /** @type {Map<number, Awaited<ReturnType<typeof rounds>>>} */
  const measured = new Map();
  for (const threads of threadCounts) {
    measured.set(
      threads,
      await rounds({
        contestants: threads === 1 ? [ours('topics-ours.mjs'), ...contestants] : [ours('topics-ours.mjs')],
        groups: chosen.map((work) => [work]),
        rounds: Number(values.rounds),
        runs: Number(values.runs),
        threads,
        onStep: (what) => bar.next(what),
      }),
    );
  }
  bar.stop();
  const sweep = (/** @type {any} */ line) => line.sweep_s ?? line.median_s;
  const processor = (/** @type {any} */ line) => line.processor_s;
  const alone = measured.get(1);
  const together = measured.get(2);
  if (alone) {
    const rows = chosen.map((work) => {
      const seconds = alone.median(work, 'baytes', sweep);
      /** @type {import('../report/aims.mjs').Row} */
      const row = {
        name: works[/** @type {keyof typeof works} */ (work)],
        cells: { 'ours, s': seconds, 'ours, processor s': alone.median(work, 'baytes', processor) },
        aims: [],
      };
      for (const peer of ['tomotopy', 'pydpm'].filter((peer) => alone.has(work, peer))) {
        const theirs = alone.median(work, peer, sweep);
        row.cells[`${peer}, s`] = theirs;
        row.cells[`${peer} / ours`] = theirs / seconds;
        row.aims?.push({ what: `times as fast as ${peer}`, value: theirs / seconds, atLeast: 1 });
      }
      if (work in C) {
        // Of one thread: on an idle machine the same as by the clock.
        const faster = C[/** @type {keyof typeof C} */ (work)] / alone.median(work, 'baytes', processor);
        row.cells['C / ours'] = faster;
        row.aims?.push({ what: 'times as fast as the C program', value: faster, atLeast: 1.5 });
      }
      // The collapsed sampler is of one thread, whatever it is given.
      if (together && !work.endsWith('collapsed') && work !== 'lda_gibbs') {
        const gain = seconds / together.median(work, 'baytes', sweep);
        row.cells['two workers, s'] = together.median(work, 'baytes', sweep);
        row.aims?.push({ what: 'times as fast with two workers', value: gain, atLeast: 1.7 });
      }
      return row;
    });
    report.table(`A sweep, ${counted(1, 'thread')}`, rows);
  }
}
report.finish();
