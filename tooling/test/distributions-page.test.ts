import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../scripts/workspace.mjs';

it('docs/distributions.md is what the laws say', () => {
  const script = join(root, 'tooling/scripts/distributions-page.mjs');
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});
