import { availableParallelism } from 'node:os';
import { UsageError } from '../errors';
import { modelJson, writeModel } from '../files/model-file';
import { readTable, type TableChoice } from '../files/read-table';
import { requireWritable, writeSafely } from '../files/write';
import { readCheckpoint, writeCheckpoint } from '../fitting/checkpoint-file';
import { follow } from '../fitting/follow';
import { listenForInterrupt } from '../fitting/interrupt';
import { bestSoFar, search, type SearchSnapshot } from '../fitting/search';
import { summarize, summaryText } from '../fitting/summary';
import { fitReport, pairOf } from '../report/fit-report';
import { progressOn } from '../terminal/progress';
import { version } from '../version';
import { type FitFlags, fitOptions } from './fit-options';

export interface FitCommand extends FitFlags, TableChoice {
  readonly output?: string;
  readonly json?: boolean;
  readonly report?: string;
  readonly pair?: readonly string[];
  readonly checkpoint?: string;
  readonly checkpointEvery: number;
  readonly resume?: boolean;
  readonly quiet?: boolean;
}

/** Rows from which on a fit uses every core unless told otherwise. */
export const MANY_ROWS = 20_000;

/** `baytes fit mixture`: returns the exit code. */
export async function fitMixtureFile(file: string, flags: FitCommand): Promise<number> {
  if (flags.resume && !flags.checkpoint) throw new UsageError('--resume needs --checkpoint FILE, the file to go on from');
  const options = await fitOptions(flags);
  const table = await readTable(file, flags);
  // What would fail at the end of a long fit fails before it.
  const pair = flags.pair && pairOf(flags.pair, table.columns);
  await requireWritable([flags.output, flags.report, flags.checkpoint]);
  const progress = progressOn(process.stderr, flags.quiet);
  if (table.dropped.length > 0) progress.note(`Not numbers, left out: ${table.dropped.join(', ')}`);
  const { checkpoint } = flags;
  const before = checkpoint && flags.resume ? await readCheckpoint(checkpoint) : undefined;
  if (flags.resume && !before) progress.note(`${checkpoint}: no checkpoint yet; starting anew`);

  const interrupt = listenForInterrupt(() =>
    progress.note('Stopping after this step and keeping the best model so far. Ctrl-C again ends at once.'),
  );
  try {
    const began = performance.now();
    const name = flags.method === 'em' ? 'EM' : 'Big Learning EM';
    progress.start(name);
    const steps = search(
      table.rows,
      flags.k,
      {
        ...options,
        rowWeights: table.weights,
        workers: flags.workers ?? (table.rows.rows >= MANY_ROWS ? availableParallelism() : 0),
      },
      before,
    );
    let sinceCheckpoint = 0;
    const { result, last } = await follow(steps, interrupt, async (snapshot: SearchSnapshot) => {
      const { step, total, metrics } = snapshot.fit;
      const at = flags.k.indexOf(snapshot.components);
      progress.update(
        at * total + step,
        flags.k.length * total,
        metrics.best,
        flags.k.length > 1 ? `K = ${snapshot.components}` : undefined,
      );
      if (!checkpoint || ++sinceCheckpoint < flags.checkpointEvery) return;
      sinceCheckpoint = 0;
      await writeCheckpoint(checkpoint, snapshot.state);
    });
    const seconds = (performance.now() - began) / 1000;
    const state = last?.state ?? before;
    const found = result ?? (state && bestSoFar(state));
    if (checkpoint && last) await writeCheckpoint(checkpoint, last.state);
    if (!found) {
      progress.stop('stopped before its first step; there is no model');
      return interrupt.exitCode;
    }
    progress.stop(`${result ? 'done' : 'stopped'} after ${seconds.toFixed(1)} s`);

    const { model, candidates } = found;
    const made = { by: `baytes ${version}`, method: flags.method, seed: flags.seed, complete: result !== undefined };
    const summary = summarize(model, table, candidates);
    if (flags.output) await writeModel(flags.output, model, table.columns, made);
    if (flags.report) {
      const { renderReport } = await import('../report/render');
      const report = fitReport({ name, table, model, candidates, summary, seconds, pair, flags, interrupted: !result });
      await writeSafely(flags.report, renderReport(report));
    }
    if (flags.json) {
      process.stdout.write(`${JSON.stringify({ summary, seconds, model: modelJson(model, table.columns, made) })}\n`);
    } else process.stdout.write(`${summaryText(summary, model, table.columns, process.stdout.columns)}\n`);
    if (!result)
      progress.note(`Stopped early: this is the best model so far${flags.output ? '' : '; --output would have kept it'}.`);
    if (flags.output) progress.note(`Model: ${flags.output}`);
    if (flags.report) progress.note(`Report: ${flags.report}`);
    if (checkpoint && !result) progress.note(`Checkpoint: ${checkpoint} (go on with --resume)`);
    return interrupt.exitCode;
  } finally {
    interrupt.release();
  }
}
