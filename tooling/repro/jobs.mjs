// Independent runs of a reproduction, shared out over processes. What is done is on disk at once, so that a command that was stopped
// can go on: every run is named by what went into it.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { progress } from '../report/progress.mjs';

/**
 * @typedef {object} Job
 * @property {string} task a function of the worker file
 * @property {Record<string, unknown>} input plain data: it is the job's name, too
 * @property {number} cost about how long it takes, in any unit, for the progress bar
 *
 * @typedef {object} Pool workerpool's, or one like it
 * @property {(task: string, inputs: unknown[], options: { on: (share: number) => void }) => PromiseLike<unknown>} exec
 */

export class Jobs {
  /** @type {Map<string, unknown>} */
  #done = new Map();
  /** Of all jobs so far. @type {any[]} */
  results = [];
  /** How many of them an earlier command had finished. */
  resumed = 0;

  /**
   * @param {Pool} pool
   * @param {{ file: string, resume: boolean }} options file: where results are kept; without `resume` it is begun anew
   */
  constructor(pool, { file, resume }) {
    this.pool = pool;
    this.file = file;
    mkdirSync(dirname(file), { recursive: true });
    if (!resume) rmSync(file, { force: true });
    if (!existsSync(file)) return;
    // Whole lines only: a kill may have cut the last one short.
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    for (const line of lines) {
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
      const results = await Promise.all(
        jobs.map(async ({ task, input }, index) => {
          const job = JSON.stringify({ task, ...input });
          if (this.#done.has(job)) this.resumed++;
          else {
            const result = await this.pool.exec(task, [input], { on: (share) => at(index, share) });
            appendFileSync(this.file, `${JSON.stringify({ job, result })}\n`);
            this.#done.set(job, result);
          }
          at(index, 1);
          return this.#done.get(job);
        }),
      );
      this.results.push(...results);
      return results;
    } finally {
      bar.stop();
    }
  }
}
