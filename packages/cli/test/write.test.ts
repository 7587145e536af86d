import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeSafely } from '../src/files/write';
import { temporaryFolder } from './run';

it('writes a whole file over another and leaves nothing beside it', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'model.json');
  writeFileSync(file, 'an older and longer text');
  await writeSafely(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['model.json']);
});

it('leaves the old file, and nothing beside it, where it cannot write', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'model.json'));
  await expect(writeSafely(join(folder, 'model.json'), 'new')).rejects.toThrow(/model\.json: cannot be written \(EISDIR\)/);
  expect(readdirSync(folder)).toEqual(['model.json']);
});
