import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { STARTS } from '../demo/compare';
import type { DataSet } from '../demo/data-set';
import { clusterDataSet, clusterExamples, type DemoOptions } from '../demo/demo';
import { manualTopics } from '../demo/topics';
import { readTable, type TableChoice } from '../files/read-table';
import { requireWritable, writeSafely } from '../files/write';
import { listenForInterrupt } from '../fitting/interrupt';
import type { Chapter } from '../report/chapter';
import { usedColumns } from '../report/tables';
import { progressOn } from '../terminal/progress';
import { type Cell, textTable } from '../terminal/table';
import { topicLines } from '../terminal/topics';
import { wrap } from '../terminal/words';
import { version } from '../version';

export interface DemoCommand extends DemoOptions, TableChoice {
  readonly report: string;
}

/** `baytes demo`: k-means, EM and Big Learning EM side by side, on examples or on a file. Returns the exit code. */
export async function demo(file: string | undefined, options: DemoCommand): Promise<number> {
  const data = file === undefined ? undefined : await dataSetOf(file, options);
  await requireWritable([options.report]);
  const progress = progressOn(process.stderr);
  const interrupt = listenForInterrupt(() =>
    progress.note('Stopping after this step, and writing what there is. Ctrl-C again ends at once.'),
  );
  const watch = { progress, interrupt };
  const began = performance.now();
  try {
    const chapters = data ? [await clusterDataSet(data, options, watch)] : await clusterExamples(options, watch);
    process.stdout.write(`\n${comparisonTable(chapters)}\n\n`);
    const width = Math.min(process.stdout.columns ?? 100, 100);
    for (const { title, note } of chapters) process.stdout.write(`${wrap(`${title}. ${note}`, width)}\n`);
    const topics = data ? undefined : await manualTopics(options, watch);
    if (topics) process.stdout.write(`\n${topics.title}\n\n${topicLines(topics.model, process.stdout.columns)}\n`);
    const { renderReport } = await import('../report/render');
    const sections = topics ? [await (await import('../report/topics')).topicsSection(topics)] : [];
    await writeSafely(
      options.report,
      renderReport({
        title: data ? `Clusters in ${data.name}` : topics ? 'Clusters, and topics' : 'Three ways to find clusters',
        lead: `k-means, EM and Big Learning EM on the same rows, with the same number of clusters, and what each of them found.${topics ? ' Then topics of topics, in text that is here.' : ''}`,
        chapters,
        sections,
        protocol: protocol(file, options, (performance.now() - began) / 1000),
      }),
    );
    process.stdout.write(`\nReport: ${resolve(options.report)}\n`);
    return interrupt.exitCode;
  } finally {
    interrupt.release();
  }
}

async function dataSetOf(file: string, choice: TableChoice): Promise<DataSet> {
  const { rows, columns, labels, labelName, dropped } = await readTable(file, { ...choice, dropText: true });
  if (dropped.length > 0) process.stderr.write(`Not numbers, left out: ${dropped.join(', ')}\n`);
  return { name: basename(file), source: file, rows, columns, labels, labelName };
}

function protocol(file: string | undefined, options: DemoCommand, seconds: number): [string, string][] {
  const flags = [file, options.k && `--k ${options.k}`, options.label && `--label ${options.label}`, `--seed ${options.seed}`];
  return [
    [
      'command',
      ['baytes demo', ...flags, options.iterations && `--iterations ${options.iterations}`].filter(Boolean).join(' '),
    ],
    ['k-means', `greedy k-means++ starts, Lloyd's iteration; ${STARTS} starts, the least inertia kept`],
    [
      'EM',
      `tolerance 1e-6, at most 500 iterations; from N(0, I) once, or from k-means ${STARTS} times, the best training likelihood kept`,
    ],
    [
      'Big Learning EM',
      '40 % joint, 10 % marginal and 50 % transformed marginal tasks, five EM steps each; then 20 plain EM steps',
    ],
    ['seed', String(options.seed)],
    ['baytes', version],
    ['Node', `${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`],
    ['time', `${seconds.toFixed(0)} s in all`],
  ];
}

/** One table of every fit of every chapter, no wider than 80 characters. */
export function comparisonTable(chapters: readonly Chapter[]): string {
  const columns = usedColumns(chapters.flatMap(({ fits }) => fits));
  const rows = chapters.flatMap(({ title, fits, modes }): Cell[][] => [
    [title, ...columns.map(() => '')],
    ...fits.map(({ name, scores, interrupted }): Cell[] => [
      `  ${name}${interrupted ? ' *' : ''}`,
      ...columns.map(({ key, decimals }): Cell => {
        const value = scores[key];
        return key === 'modes' && modes && value !== undefined ? `${value}/${modes.length}` : [value, decimals];
      }),
    ]),
  ]);
  const stopped = chapters.some(({ fits }) => fits.some(({ interrupted }) => interrupted));
  const table = textTable(
    ['method', ...columns.map(({ heading }) => heading)],
    rows,
    columns.map((_, at) => at + 1),
  );
  return stopped ? `${table}\n* stopped early` : table;
}
