// Every ```ts block of every README is a program that type-checks and runs, in Node and bundled in headless Chromium.
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { examplesOf } from '../examples/extract.mjs';
import { runInBrowser, runInNode, typeErrors } from '../examples/run.mjs';
import { packages } from '../scripts/packages.mjs';
import { root } from '../scripts/workspace.mjs';
import { withChromium } from './chromium';

// A folder such as a reader's own, with every built package installed.
const folder = mkdtempSync(join(tmpdir(), 'baytes-readers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
mkdirSync(join(folder, 'node_modules/@baytes'), { recursive: true });
for (const { folder: source, directory } of packages) symlinkSync(source, join(folder, 'node_modules/@baytes', directory));
// npm installs a package's peers beside it.
for (const { folder: source, manifest } of packages) {
  for (const peer of Object.keys(manifest.peerDependencies ?? {})) {
    const [from, to] = [join(source, 'node_modules', peer), join(folder, 'node_modules', peer)];
    if (!existsSync(from) || existsSync(to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(realpathSync(from), to);
  }
}

const readmes = ['README.md', ...packages.map(({ directory }) => `packages/${directory}/README.md`)];
const examples = readmes.filter((file) => existsSync(join(root, file))).flatMap((file) => examplesOf(join(root, file), file));

describe('examples of the READMEs', () => {
  it('are found', () => expect(examples.length).toBeGreaterThan(0));

  it('have no type errors', () => expect(typeErrors(examples, folder)).toEqual([]), 30_000);

  it.each(examples)('$name runs in Node', (example) => runInNode(example, folder), 60_000);

  const browser = withChromium();
  it.for(examples.filter((example) => example.browser))(
    '$name runs in Chromium',
    { timeout: 60_000 },
    async (example, { skip }) => {
      await runInBrowser(example, folder, await browser(skip));
    },
  );
});
