// The example in every law's docstring, with the numbers that it shows.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useBackend } from '@baytes/tensor';
import { beforeAll, expect, it } from 'vitest';
import * as distributions from '../src';
import { take } from './suite/take';

const FOLDER = join(import.meta.dirname, '../src/laws/continuous');

/** `expression; // numbers` of each example. */
const examples = readdirSync(FOLDER)
  .filter((file) => file !== 'index.ts')
  .map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const found = text.match(/@example\n \* (.+); \/\/ (.+)\n/);
    return { file, code: found?.[1] ?? '', shown: found?.[2] ?? '' };
  });

beforeAll(async () => {
  await useBackend('cpu');
});

it.each(examples)('$file: $code gives $shown', ({ code, shown }) => {
  const run = new Function(...Object.keys(distributions), `return ${code};`);
  const found = take(run(...Object.values(distributions)));
  const numbers = shown.replaceAll(/[[\]]/g, '').split(', ');
  expect(found).toHaveLength(numbers.length);
  for (const [i, number] of numbers.entries()) {
    const digits = number.includes('.') ? number.split('.')[1].length : 0;
    if (Number.isFinite(Number(number)))
      expect(Math.abs(found[i] - Number(number))).toBeLessThanOrEqual(0.5 * 10 ** -digits * 1.001 + 1e-7);
    else expect(found[i]).toBe(Number(number));
  }
});
