// A headless Chromium from npm alone: @sparticuz/chromium carries the binary, playwright-core drives it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const cache = join(root, 'node_modules/.cache/baytes');
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies['@sparticuz/chromium'];

/** No browser can run here. The message says why, for a test that is skipped. */
export class BrowserUnavailable extends Error {}

/**
 * Unpacks the browser once a version, in a folder of its own that gets its name only when it is complete: two test files may
 * ask at the same time, and a run may be killed half-way.
 */
function unpacked() {
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, 'unpacking-'));
  // The package unpacks to the temporary folder of its process, and its shared libraries only where it believes to be on Lambda.
  const unpack = `import('@sparticuz/chromium').then((module) => module.default.executablePath())`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: root,
    env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    encoding: 'utf8',
  });
  if (status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw new BrowserUnavailable(`@sparticuz/chromium ${version} could not be unpacked: ${stderr.trim().split('\n').at(-1)}`);
  }
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

// The package's own flags are for Lambda: one process, no GPU. These give a page what a desktop gives it, WebGPU on a software
// adapter included.
const args = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--ignore-gpu-blocklist',
];

/**
 * Launches a headless Chromium: that of `CHROME_PATH`, else the one from npm (Linux), else an installed Chrome.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws {BrowserUnavailable} where none of them starts.
 */
export async function launchChromium() {
  const attempts = [];
  if (process.env.CHROME_PATH) attempts.push(() => ({ executablePath: process.env.CHROME_PATH, args }));
  else if (process.platform === 'linux') {
    const binary = () => ({ executablePath: join(unpacked(), 'chromium'), args });
    const library = () => join(unpacked(), 'al2023/lib');
    attempts.push(binary, () => ({
      ...binary(),
      // The machine lacks a library (NSS, mostly) that the package brings too.
      env: { ...process.env, LD_LIBRARY_PATH: library(), FONTCONFIG_PATH: join(unpacked(), 'fonts') },
    }));
  } else attempts.push(() => ({ channel: 'chrome', args }));
  const reasons = [];
  for (const options of attempts) {
    try {
      return await chromium.launch(options());
    } catch (error) {
      reasons.push(String(error instanceof Error ? error.message : error).split('\n')[0]);
    }
  }
  throw new BrowserUnavailable(`no headless Chromium on ${process.platform} ${process.arch}: ${reasons.join('; ')}`);
}
