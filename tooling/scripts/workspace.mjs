// What `npm start` and `npm test` share: a machine that has only Node and npm becomes a built workspace.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** The pinned pnpm, as npx takes it: `pnpm@1.2.3`. */
export const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * What is wrong with a version of Node, in one line; undefined if nothing is.
 *
 * @param {string} version such as '20.19.0'
 */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return `Baytes needs Node 20.19 or newer; this is Node ${version}.`;
}

/** Stops with one line where Node is too old for the toolchain. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (!problem) return;
  console.error(problem);
  process.exit(1);
}

const ignore = () => {};

/**
 * Runs a command in the repository's root, and ends this process with the command's exit code if it fails.
 *
 * @param {string} command
 * @param {string[]} args
 */
export function run(command, args) {
  // On Windows npx is a script, which only a shell can start.
  const shell = process.platform === 'win32' && command !== process.execPath;
  // Ctrl-C reaches every process of the terminal. The command decides what it means, and this process waits for it: a fit that
  // is interrupted still writes its best model.
  process.on('SIGINT', ignore);
  const { error, signal, status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell });
  process.off('SIGINT', ignore);
  if (error) {
    console.error(`${command}: ${error.message}`);
    process.exit(1);
  }
  if (signal) process.exit(128 + constants.signals[signal]);
  if (status !== 0) process.exit(status ?? 1);
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

/**
 * Runs a program of the workspace through the pinned pnpm, which turbo has to find on its path.
 *
 * @param {string} program
 * @param {string[]} args
 */
export function exec(program, args) {
  run('npx', ['--yes', packageManager, 'exec', program, ...args]);
}

export function build() {
  exec('turbo', ['run', 'build', '--output-logs=errors-only']);
}
