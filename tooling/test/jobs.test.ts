// A reproduction that was stopped goes on where it was.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Jobs } from '../repro/jobs.mjs';

const job = (x: number) => ({ task: 'square', input: { x }, cost: 1 });

/** A pool that squares, and fails on what is named. */
function squares(bad?: number) {
  const asked: number[] = [];
  const exec = async (_: string, [input]: unknown[], { on }: { on: (share: number) => void }) => {
    const { x } = input as { x: number };
    asked.push(x);
    on(0.5);
    if (x === bad) throw new Error(`no square of ${x}`);
    return { value: x * x };
  };
  return { asked, exec };
}

describe('jobs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baytes-jobs-'));
  const file = join(folder, 'jobs.jsonl');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('give results in their order, and resume what a stopped command had finished', async () => {
    const first = squares(3);
    await expect(new Jobs(first, { file, resume: false }).run([job(1), job(2), job(3)], 'squares')).rejects.toThrow('of 3');
    const second = squares();
    const jobs = new Jobs(second, { file, resume: true });
    expect(await jobs.run([job(3), job(2), job(1)], 'squares')).toEqual([{ value: 9 }, { value: 4 }, { value: 1 }]);
    expect(second.asked).toEqual([3]);
    expect(jobs.resumed).toBe(2);
    expect(jobs.results).toHaveLength(3);
  });

  it('begin anew unless they are told to resume', async () => {
    const pool = squares();
    await new Jobs(pool, { file, resume: false }).run([job(1), job(2)], 'squares');
    expect(pool.asked).toEqual([1, 2]);
  });

  it('take a line that a kill cut short for a run that is not done', async () => {
    appendFileSync(file, '{"job":"{');
    const pool = squares();
    expect(await new Jobs(pool, { file, resume: true }).run([job(2), job(5)], 'squares')).toEqual([
      { value: 4 },
      { value: 25 },
    ]);
    expect(pool.asked).toEqual([5]);
    expect(await new Jobs(squares(), { file, resume: true }).run([job(5)], 'squares')).toEqual([{ value: 25 }]);
  });
});
