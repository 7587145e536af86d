// A package for browsers must not need Node modules to load. Behind a dynamic import, or an entry of its own, they are welcome.
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { packages } from '../scripts/packages.mjs';

const programs = ['@baytes/cli', '@baytes/node-gpu'];

it.each(packages.filter(({ manifest }) => !programs.includes(manifest.name)))(
  '$manifest.name loads without Node modules',
  async ({ folder }) => {
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
  },
);
