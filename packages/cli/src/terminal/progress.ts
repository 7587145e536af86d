import { type Bar, SingleBar } from 'cli-progress';

/** A bar for one piece of work at a time. */
export interface Progress {
  /** Begins a new piece of work. */
  start(name: string): void;
  /** Shows how far it is. NaN as `logLikelihood` keeps the last one known; `detail` says more, such as which of several fits. */
  update(step: number, total: number, logLikelihood?: number, detail?: string): void;
  /** Ends it with a line that stays. */
  stop(conclusion: string): void;
  /** A line of its own. */
  note(line: string): void;
}

/** Seconds between two lines where no terminal is there to draw a bar. */
const PAUSE = 10;

/** Columns that names take. */
const NAME = 24;

const spoken = (seconds: number) =>
  seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;

/**
 * Progress on a stream: a bar with iteration, log-likelihood and the time that is left at the most where the stream is a terminal, and
 * a plain line every ten seconds where it is not. `quiet` leaves only notes.
 */
export function progressOn(stream: NodeJS.WriteStream, quiet = false): Progress {
  let bar: Bar | undefined;
  let name = '';
  let began = 0;
  let spokeAt = 0;
  let known = Number.NaN;
  const describe = (step: number, total: number, detail?: string) => {
    const left = ((total - step) * (performance.now() - began)) / 1000 / Math.max(step, 1);
    const likelihood = Number.isNaN(known) ? '' : `, log-likelihood ${known.toFixed(4)}`;
    return `${detail ? `${detail}, ` : ''}${step}/${total}${likelihood}, ${spoken(left)} left`;
  };
  const clear = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    start(work) {
      name = work;
      began = spokeAt = performance.now();
      known = Number.NaN;
      if (!stream.isTTY || quiet) return;
      bar = new SingleBar({
        stream,
        format: `${work.padEnd(NAME)} {bar} {state}`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        // What is left of the line beside the name and about 46 characters of figures.
        barsize: Math.max(8, Math.min(24, (stream.columns ?? 80) - NAME - 48)),
        hideCursor: true,
        clearOnComplete: true,
        linewrap: false,
        fps: 12,
        gracefulExit: false,
      });
      bar.start(1, 0, { state: 'starting' });
    },
    update(step, total, logLikelihood = Number.NaN, detail) {
      if (!Number.isNaN(logLikelihood)) known = logLikelihood;
      if (bar) {
        bar.setTotal(total);
        bar.update(step, { state: describe(step, total, detail) });
      } else if (!quiet && performance.now() - spokeAt > PAUSE * 1000) {
        spokeAt = performance.now();
        stream.write(`${name}: ${describe(step, total, detail)}\n`);
      }
    },
    stop(conclusion) {
      clear();
      if (!quiet) stream.write(`${name.padEnd(NAME)} ${conclusion}\n`);
    },
    note(line) {
      clear();
      stream.write(`${line}\n`);
    },
  };
}
