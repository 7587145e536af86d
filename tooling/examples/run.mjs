// Runs examples as their readers would: type-checked, in Node, and bundled in a browser.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import ts from 'typescript';
import { runInPage } from '../browser/page.mjs';

/** @typedef {import('./extract.mjs').Example} Example */

const check = (/** @type {Example} */ { name, expected }, /** @type {string[]} */ printed) => {
  if (expected.length > 0 && printed.join('\n') !== expected.join('\n')) {
    throw new Error(`${name} says that it prints\n${expected.join('\n')}\nand prints\n${printed.join('\n')}`);
  }
};

/**
 * Runs an example in Node, its imports taken from `folder`'s node_modules.
 *
 * @param {Example} example
 * @param {string} folder
 */
export async function runInNode(example, folder) {
  const { code } = await transform(example.code, { loader: 'ts', format: 'esm', target: 'es2022' });
  const file = join(folder, `${example.name.replaceAll(/\W+/g, '-')}.mjs`);
  writeFileSync(file, code);
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder, timeout: 60_000 }).catch((error) => {
    throw new Error(`${example.name} fails in Node: ${error.stderr || error.message}`);
  });
  check(example, stdout.trimEnd().split('\n'));
}

/**
 * Runs an example in a page of a browser, bundled with everything that it imports.
 *
 * @param {Example} example
 * @param {string} folder
 * @param {import('playwright-core').Browser} browser
 */
export async function runInBrowser(example, folder, browser) {
  const { logs, errors } = await runInPage(browser, { code: example.code, resolveFrom: folder });
  if (errors.length > 0) throw new Error(`${example.name} fails in the browser: ${errors.join('\n')}`);
  check(example, logs);
}

/**
 * Type errors of examples, a line each.
 *
 * @param {Example[]} examples
 * @param {string} folder
 * @returns {string[]}
 */
export function typeErrors(examples, folder) {
  const files = new Map(examples.map((example) => [join(folder, `${example.name.replaceAll(/\W+/g, '-')}.ts`), example]));
  /** @type {ts.CompilerOptions} */
  const options = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  for (const [file, { code }] of files) writeFileSync(file, code);
  const program = ts.createProgram([...files.keys()], options);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    const example = file && files.get(file.fileName);
    return example
      ? `${example.name}, line ${file.getLineAndCharacterOfPosition(start ?? 0).line + 1} of the example: ${text}`
      : text;
  });
}
