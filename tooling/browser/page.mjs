// Runs a module in a page: bundle it, serve it, open it, hand back what it said.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { serve } from './serve.mjs';

/**
 * @typedef {object} PageRun
 * @property {unknown} result the module's default export (called if it is a function, and awaited), as JSON would have it.
 * @property {string[]} logs what the page wrote to its console, a line an entry.
 * @property {string[]} errors what it threw, also outside the module itself.
 */

/**
 * Bundles one module with everything that it imports, as an application's bundler would for browsers.
 *
 * @param {{ entry: string } | { code: string, resolveFrom: string }} source a file, or a text (TypeScript) and the folder from
 *   which its imports are found.
 * @returns {Promise<string>} an ES module.
 */
async function bundle(source) {
  const { outputFiles } = await build({
    ...('entry' in source
      ? { entryPoints: [source.entry] }
      : { stdin: { contents: source.code, resolveDir: source.resolveFrom, loader: 'ts', sourcefile: 'entry.ts' } }),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // A Node module behind a condition is harmless; one that is imported at once fails in the page, which is the point.
    external: ['node:*'],
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

/**
 * Runs a module in a fresh page of `browser`.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ entry: string } | { code: string, resolveFrom: string }} source as for {@link bundle}.
 * @param {{ isolated?: boolean, timeout?: number }} [options] `isolated`: as for `serve`; `timeout`: milliseconds, default 60 s.
 * @returns {Promise<PageRun>}
 */
export async function runInPage(browser, source, { isolated = true, timeout = 60_000 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'baytes-page-'));
  writeFileSync(join(folder, 'entry.js'), await bundle(source));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">');
  const site = await serve(folder, { isolated });
  const context = await browser.newContext();
  /** @type {string[]} */
  const logs = [];
  /** @type {string[]} */
  const errors = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => logs.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(site.url);
    // A text, so that no test runner rewrites the import of a function.
    const work = page.evaluate(
      `import('/entry.js').then(({ default: found }) => typeof found === 'function' ? found() : found)`,
    );
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`the page did not finish within ${timeout / 1000} s`)), timeout);
    });
    const result = await Promise.race([work, late])
      .catch((error) => void errors.push(error.message))
      .finally(() => clearTimeout(timer));
    return { result, logs, errors };
  } finally {
    await context.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
