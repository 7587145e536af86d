import { SingleBar } from 'cli-progress';

/**
 * A progress bar on the error stream, so that the tables can be piped: step, total and time left. Without a terminal it writes a line
 * every ten seconds.
 *
 * @param {number} total steps; fractions of a step are welcome
 */
export function progress(total) {
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {eta_formatted} left | {what}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    etaBuffer: 50,
  });
  bar.start(total, 0, { what: '' });
  return {
    /** @param {number} step @param {string} [what] */
    at: (step, what) => bar.update(step, what === undefined ? {} : { what }),
    /** @param {string} [what] */
    next: (what) => bar.increment(1, what === undefined ? {} : { what }),
    stop: () => bar.stop(),
  };
}
