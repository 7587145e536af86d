// A package for browsers must not need Node modules to load. Behind a dynamic import, or an entry of its own, they are welcome.
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { packages } from '../scripts/packages.mjs';

const programs = ['@baytes/cli', '@baytes/node-gpu'];

/** The modules that a bundle needs at once, of those that are kept out of it. */
async function neededAtOnce(folder: string, kept: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [join(folder, 'dist/index.js')],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    outfile: 'bundle.js',
    external: ['node:*', ...kept],
    logLevel: 'silent',
  });
  const { imports } = metafile.outputs['bundle.js'];
  return imports.filter(({ external, kind }) => external && kind !== 'dynamic-import').map(({ path }) => path);
}

it.each(packages.filter(({ manifest }) => !programs.includes(manifest.name)))(
  '$manifest.name loads without Node modules',
  async ({ folder }) => {
    const needed = await neededAtOnce(folder, builtinModules);
    // A dependency may say in its "browser" field that it does without; where it does not, this build fails and says which.
    const others = builtinModules.filter((name) => !needed.includes(name));
    expect(needed.length === 0 ? needed : await neededAtOnce(folder, others)).toEqual([]);
  },
);
