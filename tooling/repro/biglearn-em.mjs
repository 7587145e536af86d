// `pnpm repro:biglearn-em`: Big Learning EM (Wang, Cong et al., AAAI 2024, arXiv 2312.11926) on the paper's simulation and on its real
// data, beside EM. Options: --parts grid,pendigits,table,parity; --data FOLDER (or BAYTES_CLUSTERING); --processes 2; --resume, which
// keeps the runs that an earlier, stopped command has finished.
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Report } from '../report/report.mjs';
import { root } from '../scripts/workspace.mjs';
import { gridTables } from './biglearn-em/grid-tables.mjs';
import { pendigitsTable } from './biglearn-em/pendigits-table.mjs';
import { setsTable } from './biglearn-em/sets-table.mjs';
import { Jobs } from './jobs.mjs';

const parts = { grid: gridTables, pendigits: pendigitsTable, sets: setsTable };
const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: Object.keys(parts).join(',') },
    data: { type: 'string', default: process.env.BAYTES_CLUSTERING ?? '../shared/data/clustering' },
    processes: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    resume: { type: 'boolean', default: false },
  },
});

const report = new Report('repro:biglearn-em');
const jobs = new Jobs(fileURLToPath(new URL('biglearn-em/worker.mjs', import.meta.url)), {
  file: join(root, 'results/repro-biglearn-em.jobs.jsonl'),
  resume: values.resume,
  processes: Number(values.processes),
});
try {
  for (const [name, part] of Object.entries(parts)) {
    if (values.parts.split(',').includes(name)) await part(report, jobs, resolve(root, values.data));
  }
} finally {
  await jobs.end();
}
report.finish();
