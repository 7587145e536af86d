// `npm run check`: format, lint, types and unused code, from a fresh clone. Says all that is wrong, not the first of it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root } from './workspace.mjs';

requireNode();
install();
build();
const checks = [
  ['biome', 'check', '.'],
  ['tsc', '--noEmit'],
  ['knip', '--no-config-hints'],
];
const failed = checks.filter(([program, ...args]) => {
  const shell = process.platform === 'win32';
  return spawnSync(join(root, 'node_modules/.bin', program), args, { cwd: root, stdio: 'inherit', shell }).status !== 0;
});
for (const check of failed) console.error(`check: ${check.join(' ')} found something`);
process.exit(failed.length > 0 ? 1 : 0);
