import { availableParallelism } from 'node:os';
import { adjustedRandIndex, matchedAccuracy, normalizedMutualInformation } from '@baytes/diagnostics';
import { KMeans, type KMeansOptions, type KMeansSnapshot } from '@baytes/mixtures';
import { columnsJson } from '../files/model-file';
import { readTable, type Table, type TableChoice } from '../files/read-table';
import { requireWritable, writeSafely } from '../files/write';
import { follow } from '../fitting/follow';
import { listenForInterrupt } from '../fitting/interrupt';
import { progressOn } from '../terminal/progress';
import { type Cell, textTable } from '../terminal/table';
import { counted } from '../terminal/words';
import { version } from '../version';
import { MANY_ROWS } from './fit';

export interface KMeansCommand extends TableChoice {
  readonly k: number;
  readonly nInit: number;
  readonly maxIterations?: number;
  readonly tolerance?: number;
  readonly scaling?: KMeansOptions['scaling'];
  readonly seed: number;
  readonly workers?: number;
  readonly output?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What is worth knowing of a clustering. */
interface KMeansSummary {
  readonly rows: number;
  readonly columns: number;
  readonly clusters: number;
  readonly converged: boolean;
  readonly inertia: number;
  /** Rows of each cluster. */
  readonly sizes: readonly number[];
  readonly nmi?: number;
  readonly ari?: number;
  readonly accuracy?: number;
}

/** `baytes fit k-means`: returns the exit code. */
export async function fitKMeansFile(file: string, flags: KMeansCommand): Promise<number> {
  const table = await readTable(file, flags);
  await requireWritable([flags.output]);
  const progress = progressOn(process.stderr, flags.quiet);
  if (table.dropped.length > 0) progress.note(`Not numbers, left out: ${table.dropped.join(', ')}`);
  const interrupt = listenForInterrupt(() => progress.note('Stopping after this iteration. Ctrl-C again ends at once.'));
  try {
    const began = performance.now();
    progress.start('k-means');
    const { nInit, maxIterations, tolerance, scaling, seed } = flags;
    const given = Object.entries({ maxIterations, tolerance, scaling }).filter(([, value]) => value !== undefined);
    const steps = KMeans.fitting(table.rows, {
      clusters: flags.k,
      nInit,
      seed,
      ...Object.fromEntries(given),
      rowWeights: table.weights,
      workers: flags.workers ?? (table.rows.rows >= MANY_ROWS ? availableParallelism() : 0),
    });
    const { result: model } = await follow(steps, interrupt, ({ step, total, metrics }: KMeansSnapshot) =>
      progress.update(step, total, Number.NaN, `inertia ${metrics.inertia.toPrecision(5)}`),
    );
    if (!model) {
      progress.stop('stopped before its end; there is no model');
      return interrupt.exitCode;
    }
    const seconds = (performance.now() - began) / 1000;
    progress.stop(`done after ${seconds.toFixed(1)} s`);
    const made = { by: `baytes ${version}`, method: 'k-means', seed };
    const json = columnsJson(model, table.columns, made);
    const summary = summaryOf(model, table);
    if (flags.output) await writeSafely(flags.output, `${JSON.stringify(json)}\n`);
    if (flags.json) process.stdout.write(`${JSON.stringify({ summary, seconds, model: json })}\n`);
    else process.stdout.write(`${textOf(summary, model, table.columns, process.stdout.columns)}\n`);
    if (flags.output) progress.note(`Model: ${flags.output}`);
    return interrupt.exitCode;
  } finally {
    interrupt.release();
  }
}

function summaryOf(model: KMeans, { rows, labels }: Table): KMeansSummary {
  const found = model.predict(rows);
  const sizes = new Array<number>(model.clusters).fill(0);
  for (const cluster of found) sizes[cluster]++;
  return {
    rows: rows.rows,
    columns: rows.columns,
    clusters: model.clusters,
    converged: model.converged,
    inertia: model.inertia,
    sizes,
    ...(labels && {
      nmi: normalizedMutualInformation(labels, found),
      ari: adjustedRandIndex(labels, found),
      accuracy: matchedAccuracy(labels, found),
    }),
  };
}

function textOf(summary: KMeansSummary, model: KMeans, columns: readonly string[], width = 100): string {
  const { clusters: K, dimensions: D } = model;
  let used = 'cluster  rows'.length;
  const shown = columns.filter((column) => (used += 2 + Math.max(column.length, 10)) <= width);
  const scores = Object.entries({ inertia: summary.inertia, NMI: summary.nmi, ARI: summary.ari, accuracy: summary.accuracy });
  return [
    `${counted(K, 'cluster')} of ${counted(summary.rows, 'row')} and ${counted(summary.columns, 'column')}, ${summary.converged ? 'converged' : 'not converged to the tolerance'}`,
    textTable(
      ['score', 'value'],
      scores.flatMap(([name, value]): Cell[][] => (value === undefined ? [] : [[name, [value, 4]]])),
    ),
    `Centres\n\n${textTable(
      ['cluster', 'rows', ...shown],
      summary.sizes.map((size, k): Cell[] => [
        [k, 0],
        [size, 0],
        ...shown.map((column): Cell => [model.centres[k * D + columns.indexOf(column)], 4]),
      ]),
    )}`,
  ].join('\n\n');
}
