import { type Bar, SingleBar } from 'cli-progress';

/** What a bar shows of a fit. */
export interface Figure {
  readonly name: string;
  readonly digits: number;
}

/** A bar for one piece of work at a time. */
export interface Progress {
  /** Begins a new piece of work, of which a figure is shown: the log-likelihood, unless `figure` is another. */
  start(name: string, figure?: Figure): void;
  /** Shows how far it is. NaN as `value` of the figure keeps the last one known; `detail` says more, such as which of several fits. */
  update(step: number, total: number, value?: number, detail?: string): void;
  /** Ends it with a line that stays. */
  stop(conclusion: string): void;
  /** A line of its own. */
  note(line: string): void;
}

/** Seconds between two lines where no terminal is there to draw a bar. */
const PAUSE = 10;

const LIKELIHOOD: Figure = { name: 'log-likelihood', digits: 4 };

/** Columns that names take. */
const NAME = 24;

/** Seconds as a clock shows them: 0:09, 4:26, 1:02:00. */
export function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [first, ...rest] = parts[0] > 0 ? parts : parts.slice(1);
  return [first, ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}

/**
 * Progress on a stream: a bar with iteration, log-likelihood and the time that is left at the most where the stream is a terminal, and
 * a plain line every ten seconds where it is not. `quiet` leaves only notes.
 */
export function progressOn(stream: NodeJS.WriteStream, quiet = false): Progress {
  let bar: Bar | undefined;
  let name = '';
  let began = 0;
  let spokeAt = 0;
  let first: number | undefined;
  let known = Number.NaN;
  let figure: Figure = LIKELIHOOD;
  const describe = (step: number, total: number) => {
    // A fit that was resumed begins at a later step: only what was done here tells how fast it goes.
    const left = ((total - step) * (performance.now() - began)) / 1000 / Math.max(step - (first ?? 0), 1);
    const shown = Number.isNaN(known) ? '' : `, ${figure.name} ${known.toFixed(figure.digits)}`;
    return `${step}/${total}${shown}, ETA ${clock(left)}`;
  };
  const titled = (detail?: string) => (detail ? `${name}, ${detail}` : name);
  const clear = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    start(work, shows = LIKELIHOOD) {
      name = work;
      figure = shows;
      began = spokeAt = performance.now();
      known = Number.NaN;
      first = undefined;
      if (!stream.isTTY || quiet) return;
      bar = new SingleBar({
        stream,
        format: '{name} {bar} {state}',
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
      bar.start(1, 0, { name: work.padEnd(NAME), state: 'starting' });
    },
    update(step, total, value = Number.NaN, detail) {
      if (!Number.isNaN(value)) known = value;
      first ??= step - 1;
      if (bar) {
        bar.setTotal(total);
        bar.update(step, { name: titled(detail).padEnd(NAME), state: describe(step, total) });
      } else if (!quiet && performance.now() - spokeAt > PAUSE * 1000) {
        spokeAt = performance.now();
        stream.write(`${titled(detail)}: ${describe(step, total)}\n`);
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
