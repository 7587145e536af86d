// What `npm start` and `npm test` share: a machine that has only Node and npm becomes a built workspace.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Stops with one line where Node is too old for the toolchain. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Baytes needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command in the repository's root and ends this process if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (result.error) {
    console.error(`${command}: ${result.error.message}`);
    process.exit(1);
  }
  if (result.signal) process.exit(130);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const manifests = () => [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'package.json',
  ...['packages', 'apps', 'tooling'].flatMap((floor) =>
    existsSync(join(root, floor))
      ? readdirSync(join(root, floor))
          .map((name) => `${floor}/${name}/package.json`)
          .filter((file) => existsSync(join(root, file)))
      : [],
  ),
];

/** Installs from the lockfile, with the pinned pnpm, unless nothing has changed since the last time. */
export function install() {
  const hash = createHash('sha256');
  for (const file of manifests()) hash.update(file).update(readFileSync(join(root, file)));
  const state = hash.update(process.version).digest('hex');
  const marker = join(root, 'node_modules/.baytes-installed');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === state) return;
  run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile']);
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, state);
}

/** Runs a program of the workspace through the pinned pnpm, which turbo has to find on its path. */
export function exec(program, args) {
  run('npx', ['--yes', packageManager, 'exec', program, ...args]);
}

export function build() {
  exec('turbo', ['run', 'build', '--output-logs=errors-only']);
}
