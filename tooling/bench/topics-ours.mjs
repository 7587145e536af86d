// Our side of bench:topics: seconds of one sweep over 20 Newsgroups, as a user's own fit goes through them.
import { dataFolder } from './em-data.mjs';
import { median, peakMib, session } from './timing.mjs';
import { newsgroups } from './topics-data.mjs';

const { wants, line, runs, threads } = session();
const { train } = newsgroups(dataFolder);
const { GammaBeliefNetwork, fittingLda } = await import('@baytes/topics');

const network = (/** @type {number[]} */ layers, /** @type {boolean} */ collapsed) => () =>
  GammaBeliefNetwork.fitting(train, { layers, collapsed, sweeps: 1000, workers: threads });
/** @type {Record<string, () => AsyncGenerator<unknown>>} */
const works = {
  lda_gibbs: () => fittingLda(train, { topics: 128, sweeps: 1000 }),
  pgbn_128: network([128], false),
  pgbn_128_64_32: network([128, 64, 32], false),
  pgbn_128_collapsed: network([128], true),
  pgbn_128_64_32_collapsed: network([128, 64, 32], true),
};

for (const [work, open] of Object.entries(works)) {
  if (!wants(work)) continue;
  const steps = open();
  const [wall, processor] = [[], []].map(() => /** @type {number[]} */ ([]));
  // Sweeps from the 30th on: by then most documents have settled on few topics.
  for (let i = -30; wall.length < Math.max(runs, 10); i++) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await steps.next();
    const { user, system } = process.cpuUsage(used);
    if (i < 0) continue;
    wall.push((performance.now() - start) / 1e3);
    processor.push((user + system) / 1e6);
  }
  await steps.return(undefined);
  line(work, {
    n: 584_661,
    median_s: median(wall),
    min_s: Math.min(...wall),
    runs: wall.length,
    sweep_s: median(wall),
    processor_s: median(processor),
    peak_mib: peakMib(),
  });
}
