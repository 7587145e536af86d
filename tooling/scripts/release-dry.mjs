// `pnpm release:dry`: everything about a release but the publishing. Packs every public package, has the tarballs read by publint
// and attw, holds them to their size budgets, installs them in an empty folder outside the workspace and runs every README's
// examples there, in Node and bundled in headless Chromium. Prints a table; exits with 1, naming the rows, if anything is wrong.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { launchChromium } from '../browser/chromium.mjs';
import { examplesOf } from '../examples/extract.mjs';
import { runInBrowser, runInNode, typeErrors } from '../examples/run.mjs';
import { packages } from './packages.mjs';
import { build, install, packageManager, requireNode, root } from './workspace.mjs';

requireNode();
install();
// A build restored from the cache leaves older chunks where they lie, and they would be packed.
for (const { folder: source } of packages) rmSync(join(source, 'dist'), { recursive: true, force: true });
build();

const folder = mkdtempSync(join(tmpdir(), 'baytes-release-'));
const shell = process.platform === 'win32';
/** @type {Record<string, number>} */
const budgets = JSON.parse(readFileSync(join(root, 'tooling/size-budget.json'), 'utf8'));
/** @type {{ package: string, check: string, result: string, wrong: boolean }[]} */
const rows = [];

/**
 * Runs one check and keeps its row. A check returns what the row says; what it throws is what is wrong.
 *
 * @param {string} name of the package
 * @param {string} check
 * @param {() => unknown} work
 */
async function row(name, check, work) {
  try {
    rows.push({ package: name, check, result: String((await work()) ?? 'good'), wrong: false });
  } catch (error) {
    const { stdout = '', stderr = '', message } = /** @type {Error & { stdout?: string, stderr?: string }} */ (error);
    rows.push({ package: name, check, result: `${stdout}${stderr}`.trim() || message, wrong: true });
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
const execute = (command, args, cwd) => promisify(execFile)(command, args, { cwd, shell, maxBuffer: 2 ** 26 });

/** @type {{ name: string, tarball: string, unpacked: string, manifest: import('./packages.mjs').Manifest }[]} */
const packed = [];
for (const { folder: source, manifest } of packages.filter((each) => !each.manifest.private)) {
  const { name } = manifest;
  await row(name, 'pack', async () => {
    const unpacked = join(folder, 'unpacked', name.replace('/', '-'));
    mkdirSync(unpacked, { recursive: true });
    await execute('npx', ['--yes', packageManager, 'pack', '--pack-destination', unpacked], source);
    const tarball = join(unpacked, /** @type {string} */ (readdirSync(unpacked).find((file) => file.endsWith('.tgz'))));
    await execute('tar', ['-xzf', tarball, '-C', unpacked], unpacked);
    packed.push({ name, tarball, unpacked: join(unpacked, 'package'), manifest });
    return `${(readFileSync(tarball).length / 1000).toFixed(1)} kB`;
  });
}

for (const { name, tarball, unpacked, manifest } of packed) {
  await row(name, 'licence and README', () => {
    for (const file of ['LICENSE', 'README.md']) {
      if (!existsSync(join(unpacked, file))) throw new Error(`the tarball has no ${file}`);
    }
  });
  await row(name, 'publint', async () => {
    const { messages, pkg } = await publint({
      pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
      level: 'warning',
    });
    if (messages.length > 0)
      throw new Error(messages.map((message) => formatMessage(message, pkg, { color: false })).join('\n'));
  });
  await row(name, 'attw', async () => {
    if (!manifest.exports) return 'a program only';
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    await execute(
      process.execPath,
      [attw, tarball, '--profile', 'esm-only', '--no-color', '--no-emoji', '--format', 'ascii'],
      root,
    );
    return 'good';
  });
  await row(name, 'size', () => {
    const files = readdirSync(join(unpacked, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(unpacked, 'dist', file))).length, 0) / 1000;
    const budget = budgets[name];
    if (!budget) throw new Error(`tooling/size-budget.json has no budget for ${name}, which takes ${size.toFixed(1)} kB`);
    const words = `${size.toFixed(1)} of ${budget} kB, gzipped JavaScript`;
    if (size > budget) throw new Error(`over its budget: ${words}`);
    return words;
  });
}

// The tarballs depend on each other by versions that no registry has yet.
const reader = join(folder, 'reader');
mkdirSync(reader);
const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
writeFileSync(
  join(reader, 'package.json'),
  JSON.stringify({ private: true, type: 'module', dependencies: tarballs, overrides: tarballs }, null, 2),
);
await row('all', 'npm install', async () => {
  await execute('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], reader);
});

const browser = await launchChromium().catch((error) => /** @type {Error} */ (error));
for (const { name, unpacked, manifest } of packed) {
  for (const command of Object.keys(manifest.bin ?? {})) {
    await row(name, `${command} --help`, async () => {
      await execute(join(reader, 'node_modules/.bin', command), ['--help'], reader);
    });
  }
  const examples = existsSync(join(unpacked, 'README.md'))
    ? examplesOf(join(unpacked, 'README.md'), `${name.split('/')[1]}/README.md`)
    : [];
  await row(name, 'types of examples', () => {
    const errors = typeErrors(examples, reader);
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return examples.length === 0 ? 'no example' : 'good';
  });
  for (const example of examples) {
    await row(name, `${example.name} in Node`, () => runInNode(example, reader));
    if (!example.browser) continue;
    await row(name, `${example.name} in Chromium`, () => {
      if (browser instanceof Error) throw browser;
      return runInBrowser(example, reader, browser);
    });
  }
}
if (!(browser instanceof Error)) await browser.close();
rmSync(folder, { recursive: true, force: true });

const wide = (/** @type {'package' | 'check'} */ column) => Math.max(...rows.map((each) => each[column].length));
for (const each of rows) {
  const first = each.result.split('\n')[0];
  console.log(`${each.package.padEnd(wide('package'))}  ${each.check.padEnd(wide('check'))}  ${each.wrong ? 'WRONG' : first}`);
}
const wrong = rows.filter((each) => each.wrong);
for (const each of wrong) console.error(`\n${each.package}, ${each.check}:\n${each.result}`);
if (wrong.length > 0) process.exit(1);
