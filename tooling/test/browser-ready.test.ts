// A package for browsers must not need Node modules to load. Behind a dynamic import, or an entry of its own, they are welcome.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { root } from '../scripts/workspace.mjs';

const programs = ['@baytes/cli'];

const names = readdirSync(join(root, 'packages'))
  .map((folder) => join(root, 'packages', folder))
  .filter((folder) => existsSync(join(folder, 'package.json')))
  .map((folder) => ({ folder, name: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name as string }))
  .filter(({ name }) => !programs.includes(name));

it.each(names)('$name loads without Node modules', async ({ folder }) => {
  const { metafile } = await build({
    entryPoints: [join(folder, 'dist/index.js')],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    outfile: 'bundle.js',
    external: ['node:*', ...builtinModules],
    logLevel: 'silent',
  });
  const needed = metafile.outputs['bundle.js'].imports.filter(({ external, kind }) => external && kind !== 'dynamic-import');
  expect(needed.map(({ path }) => path)).toEqual([]);
});
