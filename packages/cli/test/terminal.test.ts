import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { follow } from '../src/fitting/follow';
import { type Interrupt, listenForInterrupt } from '../src/fitting/interrupt';
import { clock, progressOn } from '../src/terminal/progress';
import { textTable } from '../src/terminal/table';
import { counted, wrap } from '../src/terminal/words';

it('a table has numbers to the right, text to the left, and a dash for what is unknown', () => {
  const table = textTable(
    ['method', 'score'],
    [
      ['EM', [1.25, 1]],
      ['k-means', [undefined, 1]],
      ['a', [-10, 1]],
    ],
  );
  expect(table).toBe(['method   score', '──────────────', 'EM         1.3', 'k-means      –', 'a        -10.0'].join('\n'));
});

it('words', () => {
  expect(counted(1, 'row')).toBe('1 row');
  expect(counted(0, 'row')).toBe('0 rows');
  expect(wrap('one two three four', 9)).toBe('one two\nthree\nfour');
});

it('a clock', () => {
  expect([0, 8.2, 266, 3720].map(clock)).toEqual(['0:00', '0:09', '4:26', '1:02:00']);
});

describe('an interrupt', () => {
  it('is heard once; the second finds nobody, so that the process ends at once', () => {
    const others = process.listenerCount('SIGINT');
    const othersOfTerm = process.listenerCount('SIGTERM');
    let told = 0;
    const interrupt = listenForInterrupt(() => told++);
    expect([interrupt.signal, interrupt.exitCode, process.listenerCount('SIGINT')]).toEqual([undefined, 0, others + 1]);
    process.listeners('SIGINT').at(-1)!('SIGINT');
    expect([interrupt.signal, interrupt.exitCode, told]).toEqual(['SIGINT', 130, 1]);
    expect([process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')]).toEqual([others, othersOfTerm]);
    interrupt.release();
    expect(process.listenerCount('SIGINT')).toBe(others);
  });
});

describe('progress', () => {
  const stream = (isTTY: boolean) => {
    const out = new PassThrough() as unknown as NodeJS.WriteStream;
    Object.assign(out, { isTTY, columns: 80 });
    return { out, text: () => String((out as unknown as PassThrough).read() ?? '') };
  };

  it('is a line a fit where no terminal is, without control characters', () => {
    const { out, text } = stream(false);
    const progress = progressOn(out);
    progress.start('EM');
    for (let i = 0; i < 100; i++) progress.update(i, 100, -i);
    progress.stop('done');
    expect(text()).toBe(`${'EM'.padEnd(24)} done\n`);
  });

  it('is silent when told to be, but for notes', () => {
    const { out, text } = stream(true);
    const progress = progressOn(out, true);
    progress.start('EM');
    progress.update(1, 100, -1);
    progress.stop('done');
    progress.note('Report: r.html');
    expect(text()).toBe('Report: r.html\n');
  });
});

describe('following', () => {
  async function* counting(ended: string[]) {
    try {
      for (let step = 1; step <= 5; step++) yield step;
      return 'whole';
    } finally {
      ended.push('ended');
    }
  }
  const calm: Interrupt = { signal: undefined, exitCode: 0, release() {} };

  it('goes to the end', async () => {
    const seen: number[] = [];
    expect(await follow(counting([]), calm, (step) => seen.push(step))).toEqual({ result: 'whole', last: 5 });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('stops after the step in which an interrupt comes, and ends what it follows', async () => {
    const ended: string[] = [];
    const interrupt = { ...calm, signal: undefined as Interrupt['signal'] };
    const followed = await follow(counting(ended), interrupt, (step) => {
      if (step === 3) interrupt.signal = 'SIGINT';
    });
    expect(followed).toEqual({ result: undefined, last: 3 });
    expect(ended).toEqual(['ended']);
  });
});
