// `pnpm repro:biglearn-em`: Big Learning EM (Wang, Cong et al., AAAI 2024, arXiv 2312.11926) on the paper's simulation and on its real
// data, beside EM. Options: --parts grid,pendigits,sets,parity; --data FOLDER (or BAYTES_DATA); --processes 2; --resume, which
// keeps the runs that an earlier, stopped command has finished.
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import workerpool from 'workerpool';
import { Report } from '../report/report.mjs';
import { root } from '../scripts/workspace.mjs';
import { gridTables } from './biglearn-em/grid-tables.mjs';
import { parityTable } from './biglearn-em/parity-table.mjs';
import { pendigitsTable } from './biglearn-em/pendigits-table.mjs';
import { setsTable } from './biglearn-em/sets-table.mjs';
import { Jobs } from './jobs.mjs';

const parts = { grid: gridTables, pendigits: pendigitsTable, sets: setsTable, parity: parityTable };
const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: Object.keys(parts).join(',') },
    data: { type: 'string', default: process.env.BAYTES_DATA ?? '../shared/data' },
    processes: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    resume: { type: 'boolean', default: false },
  },
});

const report = new Report('repro:biglearn-em');
// Processes, not threads: each knows its own processor time.
const pool = workerpool.pool(fileURLToPath(new URL('biglearn-em/worker.mjs', import.meta.url)), {
  workerType: 'process',
  maxWorkers: Number(values.processes),
});
const jobs = new Jobs(pool, { file: join(root, 'results/repro-biglearn-em.jobs.jsonl'), resume: values.resume });
try {
  for (const [name, part] of Object.entries(parts)) {
    if (values.parts.split(',').includes(name)) await part(report, jobs, resolve(root, values.data));
  }
} finally {
  await pool.terminate(true);
}
const processor = Math.round(jobs.results.reduce((sum, { seconds = 0 }) => sum + seconds, 0));
report.note(
  `${jobs.results.length} runs, ${processor} s of processor time, ${jobs.resumed} of them from an earlier call (--resume).`,
);
report.finish();
