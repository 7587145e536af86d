// Independent runs of a reproduction, shared out over processes. What is done is on disk at once, so that a command that was stopped
// can go on: every run is named by what went into it.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import workerpool from 'workerpool';
import { progress } from '../report/progress.mjs';

/**
 * @typedef {object} Job
 * @property {string} task a function of the worker file
 * @property {Record<string, unknown>} input plain data: it is the job's name, too
 * @property {number} cost about how long it takes, in any unit, for the progress bar
 */

export class Jobs {
  /** @type {Map<string, unknown>} */
  #done = new Map();

  /**
   * @param {string} worker file that registers its tasks with workerpool
   * @param {{ file: string, resume: boolean, processes: number }} options file: where results are kept; without `resume` it is begun anew
   */
  constructor(worker, { file, resume, processes }) {
    this.file = file;
    this.pool = workerpool.pool(worker, { workerType: 'process', maxWorkers: processes });
    mkdirSync(dirname(file), { recursive: true });
    if (!resume) rmSync(file, { force: true });
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { job, result } = JSON.parse(line);
      this.#done.set(job, result);
    }
  }

  /**
   * Results in the order of the jobs.
   *
   * @param {readonly Job[]} jobs
   * @param {string} what the bar's text
   * @returns {Promise<any[]>}
   */
  async run(jobs, what) {
    const bar = progress(jobs.reduce((sum, { cost }) => sum + cost, 0));
    const shares = jobs.map(() => 0);
    const at = (/** @type {number} */ index, /** @type {number} */ share) => {
      shares[index] = share;
      bar.at(
        shares.reduce((sum, value, i) => sum + value * jobs[i].cost, 0),
        what,
      );
    };
    try {
      return await Promise.all(
        jobs.map(async ({ task, input }, index) => {
          const job = JSON.stringify({ task, ...input });
          if (!this.#done.has(job)) {
            const result = await this.pool.exec(task, [input], { on: (share) => at(index, share) });
            appendFileSync(this.file, `${JSON.stringify({ job, result })}\n`);
            this.#done.set(job, result);
          }
          at(index, 1);
          return this.#done.get(job);
        }),
      );
    } finally {
      bar.stop();
    }
  }

  async end() {
    await this.pool.terminate(true);
  }
}
