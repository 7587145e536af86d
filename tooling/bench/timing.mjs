// How a program of ours is timed: as the peers' scripts time theirs, in lines of the same form.
import { parseArgs } from 'node:util';

/** @typedef {{ median_s: number, min_s: number, runs: number }} Timing */

/**
 * Median time of one call: two calls to warm up, then `runs` repetitions or more, up to `enough` seconds. A call shorter than
 * `atLeast` seconds is repeated inside each repetition.
 *
 * @param {() => unknown} call its promise, if it returns one, is awaited
 * @param {{ runs?: number, atLeast?: number, enough?: number }} [options]
 * @returns {Promise<Timing>}
 */
export async function seconds(call, { runs = 7, atLeast = 0.01, enough = 1 } = {}) {
  await call();
  const inner = Math.max(1, Math.floor(atLeast / Math.max(await clock(call, 1), 1e-7)));
  const times = [];
  let spent = 0;
  while (times.length < runs || (spent < enough && times.length < 50)) {
    times.push(await clock(call, inner));
    spent += times[times.length - 1] * inner;
  }
  return { median_s: median(times), min_s: Math.min(...times), runs: times.length };
}

/** @param {() => unknown} call @param {number} repeats */
async function clock(call, repeats) {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) {
    const result = call();
    if (result instanceof Promise) await result;
  }
  return (performance.now() - start) / 1e3 / repeats;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The largest resident size of this process so far, in MiB: getrusage's, as the peers report it. */
export const peakMib = () => process.resourceUsage().maxRSS / 1024;

/** The command line that a program of ours shares with the peers' scripts. */
export function session() {
  const { values } = parseArgs({
    options: {
      works: { type: 'string' },
      peers: { type: 'string' },
      threads: { type: 'string', default: '1' },
      runs: { type: 'string', default: '7' },
    },
  });
  const works = values.works?.split(',');
  const peers = values.peers?.split(',');
  return {
    threads: Number(values.threads),
    runs: Number(values.runs),
    /** @param {string} work @param {string} [peer] where ours runs in several ways */
    wants: (work, peer = 'baytes') => (!works || works.includes(work)) && (!peers || peers.includes(peer)),
    /** @param {string} work @param {Timing & Record<string, unknown>} fields */
    line: (work, fields) => console.log(JSON.stringify({ work, peer: 'baytes', threads: Number(values.threads), ...fields })),
  };
}
