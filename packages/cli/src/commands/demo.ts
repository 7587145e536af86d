import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { clusterExamples, type DemoOptions } from '../demo/demo';
import { writeSafely } from '../files/write';
import { listenForInterrupt } from '../fitting/interrupt';
import type { Chapter } from '../report/chapter';
import { usedColumns } from '../report/tables';
import { progressOn } from '../terminal/progress';
import { textTable } from '../terminal/table';
import { version } from '../version';

/** `baytes demo`: k-means, EM and Big Learning EM side by side. Returns the exit code. */
export async function demo(options: DemoOptions & { report: string }): Promise<number> {
  const progress = progressOn(process.stderr);
  const interrupt = listenForInterrupt(() =>
    progress.note('Stopping after this step, and writing what there is. Ctrl-C again ends at once.'),
  );
  const began = performance.now();
  try {
    const chapters = await clusterExamples(options, { progress, interrupt });
    process.stdout.write(`\n${comparisonTable(chapters)}\n\n`);
    const { renderReport } = await import('../report/render');
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    await writeSafely(
      options.report,
      renderReport({
        title: 'Clustering, three ways',
        lead: 'k-means, EM and Big Learning EM on the same rows, with the same number of clusters.',
        chapters,
        protocol: [
          ['command', `baytes demo --seed ${options.seed}`],
          ['seed', String(options.seed)],
          ['baytes', version],
          ['Node', `${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`],
          ['time', `${seconds} s in all`],
        ],
      }),
    );
    process.stdout.write(`Report: ${resolve(options.report)}\n`);
    return interrupt.exitCode;
  } finally {
    interrupt.release();
  }
}

/** One table of every fit of every chapter. */
export function comparisonTable(chapters: readonly Chapter[]): string {
  const columns = usedColumns(chapters.flatMap(({ fits }) => fits));
  return textTable(
    ['data', 'method', ...columns.map(({ heading }) => heading)],
    chapters.flatMap(({ title, fits }) =>
      fits.map(({ name, scores, interrupted }, at) => [
        at === 0 ? title : '',
        interrupted ? `${name} (stopped early)` : name,
        ...columns.map(({ key, decimals }) => [scores[key], decimals] as const),
      ]),
    ),
  );
}
